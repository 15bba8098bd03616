using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads a condition tree. A part that is wrong is left out and noted, so that all errors are found at once.</summary>
/// <remarks>Recursive; the depth of the document bounds it (<see cref="RuleLimits.DocumentDepth"/>).</remarks>
internal sealed class ConditionReader(ParameterTable parameters, RuleErrors errors)
{
    private const string Known = "all, any, none, field, op, value, otherField, ignoreCase";

    private static readonly string[] GroupNames = ["all", "any", "none"];

    private readonly OperandReader _operands = new(parameters, errors);

    /// <summary>Null when an error was noted for the condition itself.</summary>
    public Condition? Read(JsonElement element, string pointer)
    {
        if (Members.Read(element, pointer, Known, errors) is not { } members)
            return null;
        string[] groups = [.. GroupNames.Where(members.Has)];
        var isComparison = members.Has("field") || members.Has("op") || members.Has("value") || members.Has("otherField") || members.Has("ignoreCase");
        if (groups.Length + (isComparison ? 1 : 0) == 1)
            return isComparison ? ReadComparison(members) : ReadGroup(members, groups[0]);
        errors.Add(pointer, groups.Length == 0
            ? "A condition is a group ({\"all\": [...]}, any or none) or a comparison ({\"field\": ..., \"op\": ..., \"value\": ...}); neither was given."
            : $"A condition is one group or one comparison; {string.Join(", ", groups)}{(isComparison ? " and a comparison" : "")} were given together. Put them as parts into one group.");
        return null;
    }

    private Condition? ReadGroup(Members members, string name)
    {
        var parts = new List<Condition>();
        var pointer = members.At(name);
        if (!members.TryGet(name, out _))
            errors.Add(pointer, $"'{name}' is an array of conditions; null was given.");
        var elements = members.Array(name, int.MaxValue, "conditions");
        for (var i = 0; i < elements.Count; i++)
        {
            if (Read(elements[i], RuleErrors.Join(pointer, i)) is { } part)
                parts.Add(part);
        }

        return name switch
        {
            "all" => new Condition.All(parts),
            "any" => new Condition.Any(parts),
            _ => new Condition.None(parts),
        };
    }

    private Condition.Comparison? ReadComparison(Members members)
    {
        var field = ReadPath(members, "field", isRequired: true, errors);
        var op = ReadOperator(members);
        var ignoreCase = members.Boolean("ignoreCase") ?? false;
        if (op is null)
            return null;
        if (ignoreCase && !op.TakesIgnoreCase)
        {
            var takers = string.Join(", ", Operators.All.Where(o => o.TakesIgnoreCase).Select(o => o.Name));
            errors.Add(members.At("ignoreCase"), $"'{op.Name}' has no letter case to ignore; leave 'ignoreCase' out. It is for {takers}.");
        }

        return field is not null && _operands.Read(members, op, field) is { } operand ? new Condition.Comparison(field, op, operand, ignoreCase) : null;
    }

    public static FieldPath? ReadPath(Members members, string name, bool isRequired, RuleErrors errors)
    {
        if (members.Text(name, FieldPath.MaxLength, isRequired) is not { } text)
            return null;
        if (FieldPath.TryParse(text, out var path, out var problem))
            return path;
        errors.Add(members.At(name), problem);
        return null;
    }

    private Operator? ReadOperator(Members members)
    {
        if (!members.TryGet("op", out _))
        {
            errors.Add(members.At("op"), $"'op' is missing: give one of {Operators.Allowed}.");
            return null;
        }

        if (members.Text("op", 50) is not { } name)
            return null;
        if (Operators.Find(name) is { } op)
            return op;
        errors.Add(members.At("op"), $"'{FieldPathText.Shorten(name)}' is no operator.{Words.DidYouMean(name, Operators.All.Select(o => o.Name))} Operators are {Operators.Allowed}.");
        return null;
    }
}
