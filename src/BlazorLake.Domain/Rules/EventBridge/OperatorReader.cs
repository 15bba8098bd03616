using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Reads one operator of EventBridge: an object with its name and operand.</summary>
internal sealed class OperatorReader(Findings findings)
{
    public const string Prefix = "prefix";
    public const string Suffix = "suffix";
    public const string Wildcard = "wildcard";
    public const string IgnoreCase = "equals-ignore-case";

    private readonly ComparisonMaker _maker = new(findings);
    private readonly AnythingButReader _anythingBut = new(findings);
    private readonly NumericReader _numeric = new(findings);

    public static IReadOnlyList<string> Names { get; } = [Prefix, Suffix, Wildcard, "anything-but", "numeric", "cidr", "exists", IgnoreCase, "exactly"];

    /// <summary>Null when an error was noted.</summary>
    public Condition? Read(JsonElement element, FieldPath field, string pointer)
    {
        var members = Words.MembersOf(element).Take(2).ToList();
        if (members.Count != 1)
        {
            findings.Errors.Add(pointer, $"One operator is expected in each object: {string.Join(", ", Names)}. To ask for several at once is not possible; each object of an array is an alternative.");
            return null;
        }

        var (name, operand) = members[0];
        var at = RuleErrors.Join(pointer, name);
        switch (name)
        {
            case Prefix:
                return ReadText(OperatorKind.StartsWith, name, operand, field, at);
            case Suffix:
                return ReadText(OperatorKind.EndsWith, name, operand, field, at);
            case IgnoreCase:
                return Make(OperatorKind.Eq, name, operand, field, at, ignoreCase: true);
            case "exactly":
                return Make(OperatorKind.Eq, name, operand, field, at);
            case Wildcard:
                return ReadWildcard(operand, name, field, at, _maker, findings);
            case "cidr":
                return ReadNetwork(operand, field, at);
            case "exists":
                return ReadExists(operand, field, at);
            case "numeric":
                return _numeric.Read(operand, field, at);
            case "anything-but":
                return _anythingBut.Read(operand, field, at);
            default:
                findings.Errors.Add(at, $"'{FieldPathText.Shorten(name)}' is no operator of EventBridge.{Words.DidYouMean(name, Names)} Operators are {string.Join(", ", Names)}.");
                return null;
        }
    }

    public static Condition.Comparison? ReadWildcard(JsonElement operand, string name, FieldPath field, string pointer, ComparisonMaker maker, Findings findings)
    {
        if (maker.ReadText(operand, name, pointer) is not { } text)
            return null;
        if (WildcardText.ToLike(text, out var problem) is { } like)
            return maker.Make(OperatorKind.Like, field, Scalar.Of(like), pointer);
        findings.Errors.Add(pointer, problem);
        return null;
    }

    private Condition.Comparison? ReadText(OperatorKind kind, string name, JsonElement operand, FieldPath field, string pointer)
    {
        if (field.Attribute == EventAttribute.Time)
            findings.Differs(pointer, "The event time as text is in UTC, with decimals of a second where it has some: 2026-01-31T09:00:00.25Z.");
        if (operand.ValueKind != JsonValueKind.Object)
            return Make(kind, name, operand, field, pointer);
        if (Words.MembersOf(operand).Take(2).ToList() is [(IgnoreCase, var text)])
            return Make(kind, IgnoreCase, text, field, RuleErrors.Join(pointer, IgnoreCase), ignoreCase: true);
        findings.Errors.Add(pointer, $"'{name}' takes text, or {{\"{IgnoreCase}\": text}}; another object was given.");
        return null;
    }

    private Condition.Comparison? Make(OperatorKind kind, string name, JsonElement operand, FieldPath field, string pointer, bool ignoreCase = false) =>
        _maker.ReadText(operand, name, pointer) is { } text ? _maker.Make(kind, field, Scalar.Of(text), pointer, ignoreCase) : null;

    private Condition.Comparison? ReadNetwork(JsonElement operand, FieldPath field, string pointer)
    {
        if (_maker.ReadText(operand, "cidr", pointer) is not { } text)
            return null;
        if (text.Contains('/', StringComparison.Ordinal))
            return _maker.Make(OperatorKind.Cidr, field, Scalar.Of(text), pointer);
        findings.Errors.Add(pointer, $"'cidr' takes a network with its length, such as 10.0.0.0/24; '{FieldPathText.Shorten(text)}' was given.");
        return null;
    }

    private Condition? ReadExists(JsonElement operand, FieldPath field, string pointer)
    {
        if (operand.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            findings.Errors.Add(pointer, $"'exists' takes true or false; {Words.Given(operand)} was given.");
            return null;
        }

        findings.Differs(pointer, "'exists' looks at single values in EventBridge: an object or an empty list does not exist there. Here it does.");
        var exists = new Condition.Comparison(field, Operators.Of(OperatorKind.Exists), Operand.Nothing.Instance);
        return operand.ValueKind == JsonValueKind.True ? exists : new Condition.None([exists]);
    }
}
