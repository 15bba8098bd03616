using System.Globalization;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Rules of mixed kinds: 30 % two equalities, 15 % equality and prefix, 15 % equality and range, 10 % in, 10 % suffix or wildcard, 10 % ranges only, 5 % none, 5 % nested any.</summary>
internal sealed class RuleMix(int seed)
{
    private readonly ShopOrders _values = new(seed);
    private readonly Random _random = new(seed);

    public Condition[] Take(int count) => [.. Enumerable.Range(0, count).Select(i => Of(i % 20))];

    private Condition Of(int kind) => kind switch
    {
        < 6 => All(Rare(), Common()),
        < 9 => All(Rare(), Text("address.postcode", OperatorKind.StartsWith, _values.Postcode()[..2])),
        < 12 => All(Rare(), Range("total", _values.Total(), 500)),
        < 14 => In(),
        14 => Text("customer.email", OperatorKind.EndsWith, _values.Domain()),
        15 => Text("note", OperatorKind.Like, $"*{_values.Word()} *{_values.Word()}*"),
        < 18 => All(Range("total", _values.Total(), 100), Range("weight", _values.Weight(), 500)),
        18 => All(Eq("product.sku", _values.Sku()), new Condition.None([Common(), Text("status", OperatorKind.Eq, "cancelled")])),
        _ => All(new Condition.Any([Eq("address.city", _values.City()), Eq("product.brand", _values.Brand())]),
            new Condition.Any([Eq("product.sku", _values.Sku()), All(Eq("address.country", _values.Country()), Eq("customer.tier", _values.Tier()))])),
    };

    private Condition.Comparison Rare() => _random.Next(5) switch
    {
        0 => Eq("product.sku", _values.Sku()),
        1 => Eq("customer.id", _values.Customer()),
        2 => Eq("address.city", _values.City()),
        3 => Eq("product.brand", _values.Brand()),
        _ => Eq("address.postcode", _values.Postcode()),
    };

    private Condition.Comparison Common() => _random.Next(4) switch
    {
        0 => Eq("address.country", _values.Country()),
        1 => Eq("customer.tier", _values.Tier()),
        2 => Eq("channel", _values.Channel()),
        _ => Eq("warehouse", _values.Warehouse()),
    };

    private Condition.Comparison In() => new(FieldPath.Parse("product.sku"), Operators.Of(OperatorKind.In), new Operand.List(
        [.. Enumerable.Range(0, _random.Next(3, 10)).Select(_ => new Term.Literal(Scalar.Of(_values.Sku())))]));

    private static Condition.All All(params Condition[] parts) => new(parts);

    private static Condition.Comparison Eq(string field, string value) => Text(field, OperatorKind.Eq, value);

    private static Condition.Comparison Text(string field, OperatorKind op, string value) =>
        new(FieldPath.Parse(field), Operators.Of(op), new Operand.One(new Term.Literal(Scalar.Of(value))));

    private static Condition.Comparison Range(string field, decimal low, decimal width) =>
        new(FieldPath.Parse(field), Operators.Of(OperatorKind.Between), new Operand.Range(Number(low), Number(low + width)));

    private static Term.Literal Number(decimal value) => new(Scalar.OfNumber(value.ToString(CultureInfo.InvariantCulture)));
}
