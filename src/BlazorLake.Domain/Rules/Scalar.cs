using System.Globalization;
using System.Text.Json;

namespace BlazorLake.Domain.Rules;

/// <summary>The JSON type of a single value.</summary>
public enum ScalarKind
{
    Null,
    Boolean,
    Number,
    String,
}

/// <summary>A JSON value that is no array and no object, with a number's spelling kept.</summary>
/// <remarks>Immutable. Equality is of spelling (1.0 is not 1): comparing values is the evaluator's work.</remarks>
public sealed record Scalar
{
    public static readonly Scalar Null = new(ScalarKind.Null, "null");
    public static readonly Scalar True = new(ScalarKind.Boolean, "true");
    public static readonly Scalar False = new(ScalarKind.Boolean, "false");

    private Scalar(ScalarKind kind, string text)
    {
        Kind = kind;
        Text = text;
        Number = kind == ScalarKind.Number ? JsonNumber.Parse(text) : default;
    }

    public ScalarKind Kind { get; }

    /// <summary>A string's characters, without quotation marks; a number's spelling; <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public string Text { get; }

    /// <summary>The value when <see cref="Kind"/> is <see cref="ScalarKind.Number"/>.</summary>
    public JsonNumber Number { get; }

    public static Scalar Of(string text) => new(ScalarKind.String, text);

    public static Scalar Of(bool value) => value ? True : False;

    public static Scalar Of(decimal value) => new(ScalarKind.Number, value.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="FormatException">Not a JSON number.</exception>
    public static Scalar OfNumber(string spelling) => new(ScalarKind.Number, spelling);

    /// <summary>Null for an array, an object, or a string that is no Unicode text (a surrogate without its other half).</summary>
    public static Scalar? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return Null;
            case JsonValueKind.True or JsonValueKind.False:
                return Of(element.ValueKind == JsonValueKind.True);
            case JsonValueKind.Number:
                return OfNumber(element.GetRawText());
            case JsonValueKind.String:
                try
                {
                    return Of(element.GetString()!);
                }
                catch (InvalidOperationException)
                {
                    return null;
                }

            default:
                return null;
        }
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Kind == ScalarKind.String)
            writer.WriteStringValue(Text);
        else
            writer.WriteRawValue(Text, skipInputValidation: true);
    }

    /// <summary>For people: strings as they are, empty text as <c>""</c>.</summary>
    public override string ToString() => Kind == ScalarKind.String && Text.Length == 0 ? "\"\"" : Text;
}
