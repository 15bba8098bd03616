using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlazorLake.Portal.Features.Rules.Builder;

public enum ScalarType
{
    Text,
    Number,
    Boolean,
    Time,
    Null,

    /// <summary>What a parameter of the rule gives; the text is its name.</summary>
    Parameter,
}

/// <summary>A value as it stands in its input: a number stays the digits somebody typed, so that none is lost.</summary>
/// <param name="Text">Null: nothing entered yet. For a boolean <c>true</c> or <c>false</c>.</param>
public sealed record DraftScalar(ScalarType Type, string? Text)
{
    public static readonly DraftScalar Null = new(ScalarType.Null, "null");

    public static DraftScalar Empty(ScalarType type) => type switch
    {
        ScalarType.Boolean => new DraftScalar(type, "true"),
        ScalarType.Null => Null,
        _ => new DraftScalar(type, null),
    };

    /// <summary>Null when the document's value is no scalar.</summary>
    public static DraftScalar? Of(JsonNode? node) => node switch
    {
        null => Null,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => OfText(value.GetValue<string>()),
            JsonValueKind.Number => new DraftScalar(ScalarType.Number, value.ToJsonString()),
            JsonValueKind.True => new DraftScalar(ScalarType.Boolean, "true"),
            JsonValueKind.False => new DraftScalar(ScalarType.Boolean, "false"),
            _ => null,
        },
        JsonObject parameter when parameter["param"] is JsonValue name => new DraftScalar(ScalarType.Parameter, name.ToString()),
        _ => null,
    };

    public static DraftScalar OfText(string text) => new(Instants.IsInstant(text) ? ScalarType.Time : ScalarType.Text, text);

    /// <summary>Why this can't be saved yet, in words for the person at the input; null when it can.</summary>
    public string? Problem() => Type switch
    {
        ScalarType.Number when string.IsNullOrWhiteSpace(Text) => "Enter a number.",
        ScalarType.Number when !TryParseNumber(Text, out _) => $"“{Shorten(Text)}” is not a number. Write it like 12 or 12.5.",
        ScalarType.Time when string.IsNullOrWhiteSpace(Text) => "Choose a date and time.",
        ScalarType.Time when !Instants.IsInstant(Text) => $"“{Shorten(Text)}” is not a time. Write it like 2026-03-01T08:00:00Z.",
        ScalarType.Parameter when string.IsNullOrEmpty(Text) => "Choose a parameter.",
        ScalarType.Text when Text is null => "Enter a value.",
        _ => null,
    };

    /// <summary>Only for a scalar without a <see cref="Problem"/>.</summary>
    public JsonNode? ToJson() => Type switch
    {
        ScalarType.Null => null,
        ScalarType.Boolean => JsonValue.Create(Text == "true"),
        ScalarType.Parameter => new JsonObject { ["param"] = Text },
        ScalarType.Number when TryParseNumber(Text, out var number) => number,
        _ => JsonValue.Create(Text ?? ""),
    };

    /// <summary>The same input read as another type: what can be kept is kept.</summary>
    public DraftScalar As(ScalarType type)
    {
        if (type == Type)
            return this;
        if (type is ScalarType.Boolean or ScalarType.Null or ScalarType.Parameter || Type is ScalarType.Null or ScalarType.Parameter)
            return Empty(type);
        var converted = new DraftScalar(type, Text);
        return converted.Problem() is null ? converted : Empty(type);
    }

    private static bool TryParseNumber(string? text, [NotNullWhen(true)] out JsonNode? number)
    {
        number = null;
        try
        {
            if (JsonNode.Parse(text?.Trim() ?? "") is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
                number = value;
        }
        catch (JsonException)
        {
            return false;
        }

        return number is not null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
