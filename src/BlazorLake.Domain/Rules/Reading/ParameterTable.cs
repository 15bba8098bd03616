using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>A rule's parameters as read, and where each was, so that a use that doesn't fit can be told at the right place.</summary>
internal sealed partial class ParameterTable
{
    private readonly Dictionary<string, (RuleParameter Parameter, string Pointer)> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<RuleParameter> All => [.. _byName.Values.Select(p => p.Parameter)];

    public string Names => _byName.Count == 0 ? "none" : string.Join(", ", _byName.Keys);

    public static ParameterTable Read(Members rule, RuleErrors errors)
    {
        var table = new ParameterTable();
        var elements = rule.Array("parameters", RuleLimits.Parameters, "parameters");
        for (var i = 0; i < elements.Count; i++)
            table.Add(elements[i], RuleErrors.Join(rule.At("parameters"), i), errors);
        return table;
    }

    public RuleParameter? Find(string name) => _byName.TryGetValue(name, out var found) ? found.Parameter : null;

    public string PointerOf(string name) => _byName[name].Pointer;

    private void Add(JsonElement element, string pointer, RuleErrors errors)
    {
        if (Members.Read(element, pointer, "name, type, default", errors) is not { } members)
            return;
        var name = members.Text("name", 50, isRequired: true);
        if (name is not null && !NamePattern().IsMatch(name))
        {
            errors.Add(members.At("name"), $"A parameter's name is letters, digits and underscores, starting with a letter; '{FieldPathText.Shorten(name)}' was given.");
            name = null;
        }

        var type = ReadType(members, errors);
        if (type is null)
            return;
        var value = ReadDefault(members, type.Value, errors);
        if (name is not null && !_byName.TryAdd(name, (new RuleParameter(name, type.Value, value), pointer)))
            errors.Add(members.At("name"), $"Two parameters are named '{name}'.");
    }

    private static ParameterType? ReadType(Members members, RuleErrors errors)
    {
        var text = members.Text("type", 50, isRequired: true);
        if (text is null)
            return null;
        foreach (var type in Enum.GetValues<ParameterType>())
        {
            if (text == NameOf(type))
                return type;
        }

        errors.Add(members.At("type"), $"A parameter's type is string, number, boolean, time or list; '{FieldPathText.Shorten(text)}' was given.");
        return null;
    }

    private static ParameterValue? ReadDefault(Members members, ParameterType type, RuleErrors errors)
    {
        if (!members.TryGet("default", out var element))
            return null;
        var value = ReadValue(element, type);
        if (value is null)
            errors.Add(members.At("default"), $"The default of a parameter of type {NameOf(type)} is {Allowed(type)}; {Words.Given(element)} was given.");
        return value;
    }

    public static string NameOf(ParameterType type) => type.ToString().ToLowerInvariant();

    /// <summary>Null when <paramref name="element"/> is no value of the type.</summary>
    public static ParameterValue? ReadValue(JsonElement element, ParameterType type)
    {
        if (type == ParameterType.List)
        {
            if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > RuleLimits.InValues)
                return null;
            var values = element.EnumerateArray().Select(Scalar.Read).ToList();
            return values.Contains(null) ? null : ParameterValue.OfList(values!);
        }

        var fits = Scalar.Read(element) is { } scalar && type switch
        {
            ParameterType.String => scalar.Kind == ScalarKind.String,
            ParameterType.Number => scalar.Kind == ScalarKind.Number,
            ParameterType.Boolean => scalar.Kind == ScalarKind.Boolean,
            _ => OperandCheck.IsInstant(scalar),
        };
        return fits ? ParameterValue.Of(Scalar.Read(element)!) : null;
    }

    private static string Allowed(ParameterType type) => type switch
    {
        ParameterType.String => "text",
        ParameterType.Number => "a number",
        ParameterType.Boolean => "true or false",
        ParameterType.Time => "an instant written in ISO 8601 with offset such as 2026-01-31T09:00:00Z",
        _ => $"an array of up to {RuleLimits.InValues:N0} texts, numbers, booleans or nulls",
    };

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
