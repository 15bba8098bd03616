using System.Globalization;
using BlazorLake.Domain.Events;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>The same rules and events with what a C# developer would take instead; the slower it is, the fewer events it gets.</summary>
internal static class MatchingPeers
{
    public static Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var events = new ShopOrders(seed: 1).Take(20_000);
        foreach (var (rules, count) in new[] { (10, 20_000), (1_000, 1_000), (10_000, 250) })
        {
            cancellationToken.ThrowIfCancellationRequested();
            var conditions = new RuleMix(seed: 2).Take(rules);
            var subject = MatchingSubject.Of(conditions);
            var lambdas = new LambdaPeer(conditions);
            var engine = new RulesEnginePeer(conditions);
            var some = events[..count];
            Agree(some[..Math.Min(count, 250)], subject, lambdas, engine);
            var (matcher, lambda) = Slices.RatesOf(some, subject.Match, lambdas.Match, rounds: 3);
            var (again, engineRate) = Slices.RatesOf(some[..Math.Min(count, 250)], subject.Match, engine.Match, rounds: 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rules,7:N0} rules: matcher {matcher:N0}/s, lambdas over JsonDocument {lambda:N0}/s ({matcher / lambda:N0} x), RulesEngine {engineRate:N0}/s ({again / engineRate:N0} x)"));
        }

        return Task.CompletedTask;
    }

    private static void Agree(StreamEvent[] events, MatchingSubject subject, LambdaPeer lambdas, RulesEnginePeer engine)
    {
        var (one, two, three) = (events.Sum(subject.Match), events.Sum(lambdas.Match), events[..10].Sum(engine.Match));
        if (one != two || events[..10].Sum(subject.Match) != three)
            throw new InvalidOperationException($"They don't say the same: {one}, {two}, {three}.");
    }
}
