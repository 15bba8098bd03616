using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>Random conditions to depth 6 and random events, over few names and values so that they meet, with every kind of value in every place.</summary>
internal static class MatcherGen
{
    private static readonly string[] Fields =
        ["a", "b", "c", "a.b", "a.b.c", "tags", "items", "items.a", "items.b.a", "items.tags", "\"x.y\"", "ü", "b.\"x.y\"", "$id", "$time", "$subject", "$type", "no.where"];

    // As JSON. The same spellings are operands and values.
    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0.0", "0e5", "1", "1.0", "10e-1", "2", "-1", "0.1", "0.10", "1e-1", "3.14", "100e-2", "12345678901234567890", "12345678901234567891",
        "1234567890123456789012345678", "1234567890123456789012345679", "12345678901234567890123456789", "12345678901234567890123456788", "1.00000000000000000000000000001", "1e400", "-1e400", "1e-400",
        "1e18446744073709551617", "9007199254740993", "9007199254740992", "9007199254740993.0", "1e22", "1e23",
        "\"\"", "\"x\"", "\"X\"", "\"xy\"", "\"xyz\"", "\"zyx\"", "\"XYZ\"", "\"1\"", "\"null\"", "\"10.0.0.1\"", "\"10.1.2.3\"", "\"::ffff:10.0.0.1\"", "\"2001:db8::1\"", "\"010.0.0.1\"",
        "\"2026-01-31T09:00:00Z\"", "\"2026-01-31T10:00:00+01:00\"", "\"2026-01-31T09:00:00.000000000000000001Z\"", "\"2026-01-31t09:00Z\"", "\"ſ\"", "\"s\"", "\"ß\"", "\"İ\"", "\"i\"", "\"Ⱥ\"", "\"ⱥ\"",
        "\"😀\"", "\"😀x\"", "\"\\ud83d\\ude00\"", "\"\\u0078\"", "\"a\\u0000b\"", "\"\\\"\"", "\"\\\\\"", "\"{}[],:\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"",
    ];

    private static readonly string[] Texts = ["", "x", "X", "xy", "y", "yz", "z", "zyx", "1", "2026", "Z", "\u017f", "s", "\u00df", "😀", "\"", "\\", "a\0", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "aa"];
    private static readonly string[] Patterns = ["*", "?", "x*", "*x", "*y*", "x*z", "x?z", "?*", "xyz", "*\\**", "X*Z", "*😀*", "😀?", "?x", "*a*a*b", "", "**", "x*y*z", "*?b"];
    private static readonly string[] Expressions = ["^x", "^xy*", "z$", "^X?yz$", "[a-z]+", "^$", "^2026-\\d\\d", "(?i)^XY", "^x|^y", "^(x)yz", "^.$", "\\d{2}"];
    private static readonly string[] Networks = ["10.0.0.0/8", "10.0.0.0/24", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32", "::/0", "::ffff:10.0.0.0/104"];
    private static readonly string[] Limits = ["0", "1", "1.0", "2", "-1", "0.1", "3.14", "12345678901234567890", "1234567890123456789012345678", "12345678901234567890123456789", "1e400", "1e22", "9007199254740993"];
    private static readonly string[] Instants = ["2026-01-31T09:00:00Z", "2026-01-31T10:00:00+01:00", "2026-01-31T09:00:00.5Z", "2020-01-01T00:00:00Z"];

    private static readonly Gen<Scalar> Scalar_ = RuleGen.OneOf(Scalars).Select(ToScalar);

    private static readonly Gen<Condition> Comparisons = Gen.Select(RuleGen.OneOf(Fields).Select(FieldPath.Parse), RuleGen.OneOf(Operators.All), Gen.Bool, RuleGen.OneOf(Fields).Select(FieldPath.Parse), Gen.Int[0, 9])
        .SelectMany((path, op, ignoreCase, other, choice) => (op.TakesOtherField && choice == 0 ? Gen.Const<Operand>(new Operand.OtherField(other)) : OperandOf(op))
            .Select(operand => (Condition)new Condition.Comparison(path, op, operand, ignoreCase && op.TakesIgnoreCase)));

    /// <summary>Groups in groups to depth 6.</summary>
    public static readonly Gen<Condition> Conditions = Enumerable.Range(0, 6).Aggregate(Comparisons, (parts, _) => Groups(parts));

    public static readonly Gen<string> Data = Members(Values(4));

    public static readonly Gen<StreamEvent> Events = Gen.Select(Data, RuleGen.OneOf("1", "x", "xyz"), RuleGen.OneOf<string?>(null, "x", "2026-01-31T09:00:00Z"), Gen.Int[-1, 1])
        .Select((data, id, subject, seconds) => Rule.RawEvent(data, id, subject, Rule.Now.AddSeconds(seconds)));

    private static Scalar ToScalar(string json) => Scalar.Read(JsonDocument.Parse(json).RootElement)!;

    private static Gen<Condition> Groups(Gen<Condition> parts) => Gen.Frequency(
        (3, parts),
        (1, parts.Array[0, 4].Select(p => (Condition)new Condition.All(p))),
        (1, parts.Array[0, 3].Select(p => (Condition)new Condition.Any(p))),
        (1, parts.Array[0, 3].Select(p => (Condition)new Condition.None(p))));

    private static Gen<Operand> OperandOf(Operator op) => op.Operand switch
    {
        OperandKind.None => Gen.Const<Operand>(Operand.Nothing.Instance),
        OperandKind.List => Scalar_.Array[0, 5].Select(v => (Operand)new Operand.List([.. v.Select(s => new Term.Literal(s))])),
        OperandKind.Range => Gen.Frequency(
            (3, Gen.Select(RuleGen.OneOf(Limits), RuleGen.OneOf(Limits), (l, h) => (Operand)new Operand.Range(Number(l), Number(h)))),
            (1, Gen.Select(RuleGen.OneOf(Instants), RuleGen.OneOf(Instants), (l, h) => (Operand)new Operand.Range(Text(l), Text(h))))),
        OperandKind.Ordered => Gen.Frequency((3, RuleGen.OneOf(Limits).Select(l => (Operand)new Operand.One(Number(l)))), (1, RuleGen.OneOf(Instants).Select(One))),
        OperandKind.Text => RuleGen.OneOf(Texts).Select(One),
        OperandKind.Pattern => RuleGen.OneOf(Patterns).Select(One),
        OperandKind.Regex => RuleGen.OneOf(Expressions).Select(One),
        OperandKind.Network => RuleGen.OneOf(Networks).Select(One),
        _ => Scalar_.Select(s => (Operand)new Operand.One(new Term.Literal(s))),
    };

    private static Operand One(string text) => new Operand.One(Text(text));

    private static Term.Literal Number(string spelling) => new(Scalar.OfNumber(spelling));

    private static Term.Literal Text(string text) => new(Scalar.Of(text));

    private static Gen<string> Values(int depth)
    {
        if (depth == 0)
            return RuleGen.OneOf(Scalars);
        var inner = Values(depth - 1);
        return Gen.Frequency(
            (5, RuleGen.OneOf(Scalars)),
            (2, Gen.Select(inner.Array[0, 3], Gen.Bool, (v, spaced) => spaced ? $"[ {string.Join(" ,\n", v)} ]" : $"[{string.Join(',', v)}]")),
            (2, Members(inner)));
    }

    private static Gen<string> Members(Gen<string> values)
    {
        // The same name by another spelling must be found too.
        string[][] names = [["a", "\\u0061"], ["b"], ["c"], ["tags", "t\\u0061gs"], ["items"], ["x.y"], ["ü", "\\u00fc"], ["$id"], ["other \\\"name\\\\"]];
        return Gen.Select(values.Array[0, 6], Gen.Int[0, 1000], Gen.Bool, (v, seed, spaced) =>
        {
            var members = v.Select((value, i) => (Name: names[(i + seed) % names.Length], Value: value))
                .Select(m => spaced ? $" \"{m.Name[seed % m.Name.Length]}\" :\t{m.Value} " : $"\"{m.Name[seed % m.Name.Length]}\":{m.Value}");
            return $"{{{string.Join(',', members)}}}";
        });
    }
}
