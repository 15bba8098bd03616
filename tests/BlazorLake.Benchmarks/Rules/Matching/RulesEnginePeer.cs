using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using RulesEngine.Models;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Microsoft RulesEngine: each rule an expression over a typed object.</summary>
internal sealed class RulesEnginePeer
{
    private const string Name = "orders";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly RulesEngine.RulesEngine _engine;

    public RulesEnginePeer(IEnumerable<Condition> conditions) => _engine = new RulesEngine.RulesEngine(
        [new Workflow { WorkflowName = Name, Rules = [.. conditions.Select((c, i) => new Rule { RuleName = $"r{i}", RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = Text(c) })] }]);

    public int Match(StreamEvent e)
    {
        var order = JsonSerializer.Deserialize<Order>(e.Data.Span, Options)!;
        // Nothing in it is asynchronous.
        return _engine.ExecuteAllRulesAsync(Name, order).AsTask().GetAwaiter().GetResult().Count(r => r.IsSuccess);
    }

    private static string Text(Condition condition) => condition switch
    {
        Condition.All all => $"({string.Join(" && ", all.Parts.Select(Text))})",
        Condition.Any any => $"({string.Join(" || ", any.Parts.Select(Text))})",
        Condition.None none => $"!({string.Join(" || ", none.Parts.Select(Text))})",
        Condition.Comparison comparison => Text(comparison),
        _ => throw new InvalidOperationException("Condition is closed."),
    };

    private static string Text(Condition.Comparison comparison)
    {
        var field = "input1." + comparison.Field.Text;
        switch (comparison.Operand)
        {
            case Operand.Range range:
                return $"({field} >= {Value(range.Low)} && {field} <= {Value(range.High)})";
            case Operand.List list:
                return $"({string.Join(" || ", list.Values.Select(v => $"{field} == \"{Value(v)}\""))})";
            case Operand.One one:
                var text = Value(one.Value);
                return comparison.Operator.Kind switch
                {
                    OperatorKind.Eq => $"{field} == \"{text}\"",
                    OperatorKind.StartsWith => $"{field}.StartsWith(\"{text}\")",
                    OperatorKind.EndsWith => $"{field}.EndsWith(\"{text}\")",
                    _ => $"({field}.Contains(\"{text.Split('*')[1]}\") && {field}.Contains(\"{text.Split('*')[2]}\"))",
                };
            default:
                throw new InvalidOperationException("The mix has no such operand.");
        }
    }

    private static string Value(Term term) => ((Term.Literal)term).Value.Text;

#pragma warning disable CA1812, IDE1006 // Made by the serializer; named as in the rules.
    internal sealed record Order(string status, string channel, decimal total, decimal weight, string warehouse, string note, Customer customer, Address address, Product product);

    internal sealed record Customer(string id, string tier, string email);

    internal sealed record Address(string city, string postcode, string country);

    internal sealed record Product(string sku, string brand);
#pragma warning restore CA1812, IDE1006
}
