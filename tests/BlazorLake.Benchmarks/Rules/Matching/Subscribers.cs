using System.Globalization;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>One published rule with holes, and subscribers' own values for them.</summary>
internal static class Subscribers
{
    private static readonly Condition Customer = Hole("customer.id", OperatorKind.Eq, "customer");
    private static readonly Condition CustomerAndLimit = new Condition.All([Customer, Hole("total", OperatorKind.Gt, "limit")]);

    /// <summary>Customer and limit are holes.</summary>
    public static Condition Condition => CustomerAndLimit;

    public static IEnumerable<(Condition, ParameterValues)> Equality(int count) => Values(count).Select(v => (Customer, v));

    public static IEnumerable<(Condition, ParameterValues)> EqualityAndLimit(int count) => Values(count).Select(v => (CustomerAndLimit, v));

    public static ParameterValues[] Values(int count)
    {
        var orders = new ShopOrders(seed: 3);
        return [.. Enumerable.Range(0, count).Select(_ => new ParameterValues(new Dictionary<string, ParameterValue>
        {
            ["customer"] = ParameterValue.Of(Scalar.Of(orders.Customer())),
            ["limit"] = ParameterValue.Of(Scalar.OfNumber(orders.Total().ToString(CultureInfo.InvariantCulture))),
        }))];
    }

    private static Condition.Comparison Hole(string field, OperatorKind op, string name) =>
        new(FieldPath.Parse(field), Operators.Of(op), new Operand.One(new Term.Parameter(name)));
}
