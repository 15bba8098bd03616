using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads what a field is compared with, as the operator table says.</summary>
internal sealed class OperandReader(ParameterTable parameters, RuleErrors errors)
{
    /// <summary>Null when an error was noted.</summary>
    public Operand? Read(Members members, Operator op, FieldPath field)
    {
        var hasValue = members.TryGetOrNull("value", out var value);
        if (members.TryGet("otherField", out _))
            return ReadOtherField(members, op, hasValue);
        if (op.Operand == OperandKind.None)
        {
            if (!hasValue || value.ValueKind == JsonValueKind.Null)
                return Operand.Nothing.Instance;
            errors.Add(members.At("value"), $"'{op.Name}' takes no value; leave 'value' out.");
            return null;
        }

        if (!hasValue)
        {
            errors.Add(members.At("value"), $"'value' is missing: '{op.Name}' takes {Takes(op)}{(op.TakesOtherField ? ", or 'otherField' instead" : "")}.");
            return null;
        }

        return op.Operand switch
        {
            OperandKind.List => ReadList(value, members.At("value"), op, field),
            OperandKind.Range => ReadRange(value, members.At("value"), op, field),
            _ => ReadTerm(value, members.At("value"), op, field) is { } term ? new Operand.One(term) : null,
        };
    }

    private Operand.OtherField? ReadOtherField(Members members, Operator op, bool hasValue)
    {
        var path = ConditionReader.ReadPath(members, "otherField", isRequired: true, errors);
        if (!op.TakesOtherField)
            errors.Add(members.At("otherField"), $"'{op.Name}' can't compare with another field; it takes {Takes(op)}.");
        else if (hasValue)
            errors.Add(members.At("otherField"), "Give 'value' or 'otherField', not both.");
        else
            return path is null ? null : new Operand.OtherField(path);
        return null;
    }

    private Operand? ReadList(JsonElement value, string pointer, Operator op, FieldPath field)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return ReadListParameter(value, pointer, op, field);
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(pointer, $"'{op.Name}' takes {Takes(op)}; {Words.Given(value)} was given.");
            return null;
        }

        if (value.GetArrayLength() > RuleLimits.InValues)
        {
            errors.Add(pointer, $"'{op.Name}' takes at most {RuleLimits.InValues:N0} values; {value.GetArrayLength():N0} were given.");
            return null;
        }

        var terms = new List<Term>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            if (ReadTerm(element, RuleErrors.Join(pointer, terms.Count), op, field) is not { } term)
                return null;
            terms.Add(term);
        }

        return new Operand.List(terms);
    }

    private Operand.ListParameter? ReadListParameter(JsonElement value, string pointer, Operator op, FieldPath field)
    {
        if (ReadParameter(value, pointer) is not { } parameter)
            return null;
        if (parameter.Type != ParameterType.List)
        {
            errors.Add(pointer, $"'{op.Name}' takes a parameter of type list; '{parameter.Name}' is of type {ParameterTable.NameOf(parameter.Type)}. To use it as one of several values write [{{\"param\": \"{parameter.Name}\"}}].");
            return null;
        }

        return DefaultFits(parameter, op, field) ? new Operand.ListParameter(parameter.Name) : null;
    }

    private Operand.Range? ReadRange(JsonElement value, string pointer, Operator op, FieldPath field)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
        {
            errors.Add(pointer, $"'{op.Name}' takes {Takes(op)}; {(value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()} values were" : $"{Words.Given(value)} was")} given.");
            return null;
        }

        var low = ReadTerm(value[0], RuleErrors.Join(pointer, 0), op, field);
        var high = ReadTerm(value[1], RuleErrors.Join(pointer, 1), op, field);
        if (low is null || high is null)
            return null;
        if (ValueOf(low) is { } from && ValueOf(high) is { } to && OperandCheck.RangeProblem(from, to) is { } problem)
        {
            errors.Add(pointer, problem);
            return null;
        }

        return new Operand.Range(low, high);
    }

    private Term? ReadTerm(JsonElement value, string pointer, Operator op, FieldPath field)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (ReadParameter(value, pointer) is not { } parameter)
                return null;
            if (parameter.Type != ParameterType.List)
                return DefaultFits(parameter, op, field) && TypeFits(parameter, pointer, op) ? new Term.Parameter(parameter.Name) : null;
            errors.Add(pointer, $"'{parameter.Name}' is of type list, which stands for the whole value of 'in' and 'notIn', not for one value.");
            return null;
        }

        if (Scalar.Read(value) is not { } scalar)
        {
            errors.Add(pointer, value.ValueKind == JsonValueKind.String
                ? "This text has half a surrogate pair (\\ud800 to \\udfff without its other half), which is no Unicode text."
                : $"'{op.Name}' takes {Takes(op)}; {Words.Given(value)} was given.");
            return null;
        }

        if (OperandCheck.Problem(op, field, scalar) is not { } problem)
            return new Term.Literal(scalar);
        errors.Add(pointer, problem);
        return null;
    }

    private RuleParameter? ReadParameter(JsonElement value, string pointer)
    {
        if (Members.Read(value, pointer, "param", errors) is not { } members || members.Text("param", 50, isRequired: true) is not { } name)
            return null;
        var parameter = parameters.Find(name);
        if (parameter is null)
            errors.Add(members.At("param"), $"There is no parameter '{FieldPathText.Shorten(name)}'. The rule's parameters: {parameters.Names}.");
        return parameter;
    }

    private bool TypeFits(RuleParameter parameter, string pointer, Operator op)
    {
        var fits = op.Operand switch
        {
            OperandKind.Scalar or OperandKind.List => true,
            OperandKind.Ordered or OperandKind.Range => parameter.Type is ParameterType.Number or ParameterType.Time,
            _ => parameter.Type == ParameterType.String,
        };
        if (!fits)
            errors.Add(pointer, $"'{op.Name}' takes {Takes(op)}; parameter '{parameter.Name}' is of type {ParameterTable.NameOf(parameter.Type)}.");
        return fits;
    }

    private bool DefaultFits(RuleParameter parameter, Operator op, FieldPath field)
    {
        var problem = parameter.Default?.Values.Select(v => OperandCheck.Problem(op, field, v)).FirstOrDefault(p => p is not null);
        // A default of the wrong type for the operator is told once, at the use.
        if (problem is null || op.Operand is OperandKind.Ordered or OperandKind.Range or OperandKind.Text)
            return true;
        errors.Add(RuleErrors.Join(parameters.PointerOf(parameter.Name), "default"), problem);
        return false;
    }

    private Scalar? ValueOf(Term term) => term switch
    {
        Term.Literal literal => literal.Value,
        Term.Parameter parameter => parameters.Find(parameter.Name)?.Default?.Values[0],
        _ => null,
    };

    private static string Takes(Operator op) => op.Operand switch
    {
        OperandKind.Scalar => "text, a number, true, false or null",
        OperandKind.List => $"an array of up to {RuleLimits.InValues:N0} texts, numbers, booleans or nulls",
        OperandKind.Ordered => "a number, or an instant written in ISO 8601 with offset",
        OperandKind.Range => "[low, high], two numbers or two instants written in ISO 8601 with offset",
        OperandKind.Text => "text",
        OperandKind.Pattern => "a pattern as text, with * for any run and ? for one character",
        OperandKind.Regex => "a regular expression as text",
        OperandKind.Network => "a network as text, such as 10.0.0.0/8",
        _ => "no value",
    };
}
