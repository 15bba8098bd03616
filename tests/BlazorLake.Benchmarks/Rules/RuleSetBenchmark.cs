using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Benchmarks.Rules;

/// <summary>One event of 500 bytes against 100 rules of ten kinds, none of which matches: what every event costs.</summary>
[MemoryDiagnoser]
public class RuleSetBenchmark
{
    private const string Data = """
        {"orderId":"A8812345","total":8.25,"quantity":3,"paid":true,"country":"NL","channel":"web","placedAt":"2026-11-23T15:42:18.123Z","customer":{"id":"17850","tier":"silver","email":"someone.long@example.org"},"ip":"10.20.30.40","items":[{"sku":"a-1","price":1.25,"qty":1},{"sku":"b-22","price":3.5,"qty":2}],"note":"please deliver to the back door after six in the evening, ring twice","currency":"EUR","warehouse":"AMS-3","weight":1.275,"discount":0,"tags":["gift","fragile"],"ref":"xyz-000"}
        """;

    // N is a number of two digits, another one in each rule.
    private static readonly string[] Matches =
    [
        """{"all":[{"field":"total","op":"gt","value":N},{"any":[{"field":"country","op":"in","value":["FR","DE","XN"]},{"field":"customer.tier","op":"eq","value":"goldN"}]}]}""",
        """{"all":[{"field":"country","op":"eq","value":"CN"},{"field":"items.sku","op":"startsWith","value":"sku-N"}]}""",
        """{"field":"note","op":"contains","value":"zzN"}""",
        """{"all":[{"field":"placedAt","op":"lt","value":"20N-01-01T00:00:00Z"},{"field":"channel","op":"ne","value":"web"}]}""",
        """{"none":[{"field":"total","op":"between","value":[0,1N]},{"field":"customer.id","op":"exists"}]}""",
        """{"field":"note","op":"like","value":"*qN*"}""",
        """{"field":"customer.email","op":"endsWith","value":"@xN.com","ignoreCase":true}""",
        """{"all":[{"field":"quantity","op":"gte","value":5N},{"field":"paid","op":"eq","value":false}]}""",
        """{"field":"ip","op":"cidr","value":"172.N.0.0/16"}""",
        """{"field":"orderId","op":"regex","value":"^Z[0-9]+N$"}""",
    ];

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    private readonly StreamEvent _event = new()
    {
        Stream = StreamName.Parse("shop.orders"),
        Id = "1",
        Source = "/shop",
        Type = "order",
        Time = Now,
        ReceivedAt = Now,
        Data = Encoding.UTF8.GetBytes(Data),
    };

    private RuleSet _rules = RuleSet.Empty;

    [Params(1, 10, 100)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _rules = RuleSet.Compile(new ActiveRules(1, [.. Enumerable.Range(0, Rules).Select(RuleOf)]));
        if (_rules.Broken.Count > 0 || _rules.Evaluate(_event, Now).Occurrences.Count > 0)
            throw new InvalidOperationException("The benchmark's rules are sound and match nothing.");
    }

    [Benchmark]
    public Evaluation Evaluate() => _rules.Evaluate(_event, Now);

    private static SavedRule RuleOf(int index)
    {
        var match = Matches[index % Matches.Length].Replace("N", (10 + (index % 90)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var rule = RuleReader.ReadSaved($$"""{"name":"r","stream":"shop.orders","key":["customer.id"],"match":{{match}}}""");
        return new SavedRule(new RuleId(Guid.CreateVersion7(Now.AddTicks(index))), 1, RuleState.Enabled, rule, Now, Now, "benchmark");
    }
}
