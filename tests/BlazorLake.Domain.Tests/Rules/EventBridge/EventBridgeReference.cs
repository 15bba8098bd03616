using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorLake.Domain.Tests.Rules.EventBridge;

/// <summary>A reading of EventBridge's user guide that knows nothing of rules: an event is a bag of single values by path, taken out of all lists.</summary>
internal static class EventBridgeReference
{
    /// <param name="e">The whole event, envelope included.</param>
    public static bool Matches(JsonElement pattern, JsonElement e)
    {
        var values = new Dictionary<string, List<JsonElement>>();
        Flatten(e, "", values);
        return All(pattern, "", values);
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, List<JsonElement>> values)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                Flatten(member.Value, $"{path}/{member.Name}", values);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in element.EnumerateArray())
                Flatten(part, path, values);
        }
        else
        {
            if (!values.TryGetValue(path, out var list))
                values[path] = list = [];
            list.Add(element);
        }
    }

    private static bool All(JsonElement pattern, string path, Dictionary<string, List<JsonElement>> values) => pattern.EnumerateObject().All(member => member switch
    {
        { Name: "$or" } => member.Value.EnumerateArray().Any(alternative => All(alternative, path, values)),
        { Value.ValueKind: JsonValueKind.Object } => All(member.Value, $"{path}/{member.Name}", values),
        _ => member.Value.EnumerateArray().Any(alternative => Meets(alternative, values.GetValueOrDefault($"{path}/{member.Name}") ?? [])),
    });

    private static bool Meets(JsonElement alternative, List<JsonElement> values) =>
        alternative.ValueKind == JsonValueKind.Object && alternative.TryGetProperty("exists", out var exists) ? exists.GetBoolean() == values.Count > 0
        : values.Exists(value => Meets(alternative, value));

    private static bool Meets(JsonElement alternative, JsonElement value)
    {
        if (alternative.ValueKind != JsonValueKind.Object)
            return IsSame(alternative, value);
        var (name, operand) = alternative.EnumerateObject().Select(m => (m.Name, m.Value)).Single();
        return name switch
        {
            "anything-but" when operand.ValueKind == JsonValueKind.Object => !Listed(operand.EnumerateObject().Single().Value)
                .Any(o => value.ValueKind == JsonValueKind.String && MeetsText(operand.EnumerateObject().Single().Name, o, value.GetString()!)),
            "anything-but" => !Listed(operand).Any(o => IsSame(o, value)),
            "numeric" => value.ValueKind == JsonValueKind.Number && operand.EnumerateArray().Chunk(2).All(c => Compares(value.GetDouble(), c[0].GetString()!, c[1].GetDouble())),
            _ => value.ValueKind == JsonValueKind.String && MeetsText(name, operand, value.GetString()!),
        };
    }

    private static bool MeetsText(string name, JsonElement operand, string value)
    {
        var ignoreCase = operand.ValueKind == JsonValueKind.Object;
        var text = ignoreCase ? operand.GetProperty("equals-ignore-case").GetString()! : operand.GetString()!;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return name switch
        {
            "prefix" => value.StartsWith(text, comparison),
            "suffix" => value.EndsWith(text, comparison),
            "equals-ignore-case" => value.Equals(text, StringComparison.OrdinalIgnoreCase),
            "wildcard" => Regex.IsMatch(value, "\\A" + Regex.Replace(text, @"\\[\\*]|\*|[^*]", m => m.Value == "*" ? ".*" : Regex.Escape(m.Value[^1..])) + "\\z", RegexOptions.Singleline),
            "cidr" => IPAddress.TryParse(value, out var address) && IPNetwork.Parse(text).Contains(address) && value.Split('.').Length == 4,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not an operator."),
        };
    }

    private static bool Compares(double value, string sign, double bound) => sign switch
    {
        "=" => value == bound,
        "<" => value < bound,
        "<=" => value <= bound,
        ">" => value > bound,
        _ => value >= bound,
    };

    private static JsonElement[] Listed(JsonElement operand) => operand.ValueKind == JsonValueKind.Array ? [.. operand.EnumerateArray()] : [operand];

    private static bool IsSame(JsonElement left, JsonElement right) => left.ValueKind == right.ValueKind && left.ValueKind switch
    {
        JsonValueKind.String => left.GetString() == right.GetString(),
        JsonValueKind.Number => decimal.Parse(left.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture) == decimal.Parse(right.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => true,
    };
}
