using System.Text.Json;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules;

/// <summary>Random conditions and events over few names and values, so that they meet.</summary>
internal static class RuleGen
{
    private static readonly string[] Fields = ["a", "b", "a.b", "tags", "items.a", "$id", "$time", "$subject"];

    private static readonly string[] ValueTexts =
    [
        "null", "true", "false", "0", "-0.0", "1", "1.0", "2", "100e-2", "12345678901234567890123456789", "1e400", "''", "'x'", "'X'", "'1'", "'10.0.0.1'",
        "'2026-01-31T09:00:00Z'", "'2026-01-31T10:00:00+01:00'", "'ſ'", "'s'", "'😀'", "'a\\u0000b'",
    ];

    public static readonly Gen<string> ValueText = OneOf(ValueTexts);

    private static readonly Gen<Scalar> Scalars = ValueText.Select(t => Scalar.Read(JsonDocument.Parse(Rule.Quote(t)).RootElement)!);

    private static readonly Gen<FieldPath> Paths = OneOf(Fields).Select(FieldPath.Parse);

    public static readonly Gen<Condition> Comparisons = Gen.Select(Paths, OneOf(Operators.All), Scalars.Array[0, 5], Scalars, Paths, Gen.Int[0, 3], Gen.Bool)
        .Select((path, op, list, one, other, choice, ignoreCase) =>
            (Condition)new Condition.Comparison(path, op, OperandOf(op, list, one, other, choice), ignoreCase && op.TakesIgnoreCase));

    /// <summary>Up to three groups deep.</summary>
    public static readonly Gen<Condition> Conditions = Groups(Groups(Groups(Comparisons)));

    /// <summary>One JSON object.</summary>
    public static readonly Gen<string> Data = Gen.Select(Member("a"), Member("b"), Member("tags"), Member("items"), (a, b, tags, items) =>
        $"{{{string.Join(',', new[] { a, b, tags, items }.Where(m => m.Length > 0))}}}");

    public static Gen<T> OneOf<T>(params IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);

    private static Gen<Condition> Groups(Gen<Condition> parts) => Gen.Select(parts.Array[0, 3], parts, Gen.Int[0, 3]).Select((group, single, kind) => kind switch
    {
        0 => new Condition.All(group),
        1 => new Condition.Any(group),
        2 => new Condition.None(group),
        _ => single,
    });

    private static Gen<string> Member(string name) => Gen.Select(ValueText.Array[0, 3], Gen.Int[0, 5], (values, shape) => shape switch
    {
        0 => "",
        1 => $"'{name}':[{string.Join(',', values)}]",
        2 => $"'{name}':{{'b':{values.FirstOrDefault("null")},'a':1}}",
        3 => $"'{name}':[{string.Join(',', values.Select(v => $"{{'a':{v}}}"))}]",
        _ => $"'{name}':{values.FirstOrDefault("{}")}",
    });

    private static Operand OperandOf(Operator op, Scalar[] list, Scalar one, FieldPath other, int choice)
    {
        if (op.TakesOtherField && choice == 0)
            return new Operand.OtherField(other);
        return op.Operand switch
        {
            OperandKind.None => Operand.Nothing.Instance,
            OperandKind.List => new Operand.List([.. list.Select(v => new Term.Literal(v))]),
            OperandKind.Range => new Operand.Range(Number(0), Number(choice)),
            OperandKind.Ordered => new Operand.One(choice == 1 ? Text("2026-01-31T09:00:00Z") : Number(choice - 1)),
            OperandKind.Text => new Operand.One(Text(one.Kind == ScalarKind.String ? one.Text : "x")),
            OperandKind.Pattern => new Operand.One(Text("?*")),
            OperandKind.Regex => new Operand.One(Text("^[a-z0-9]+$")),
            OperandKind.Network => new Operand.One(Text("10.0.0.0/8")),
            _ => new Operand.One(new Term.Literal(one)),
        };
    }

    private static Term.Literal Number(int value) => new Term.Literal(Scalar.Of(value));

    private static Term.Literal Text(string value) => new Term.Literal(Scalar.Of(value));
}
