using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Events/s on one core by the number of rules, as a share of <see cref="Utf8JsonReader"/> reading every token, both measured in turns so that a machine that slows down slows both.</summary>
internal static class MatchingCurve
{
    private const int Events = 20_000;
    private const int Rounds = 7;

    public static Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var events = new ShopOrders(seed: 1).Take(Events);
        Report.Number("bytes an event", events.Average(e => e.Data.Length), "bytes");
        (int Rules, double Share)[] bounds = [(10, 1.3), (100, 1.0), (1_000, 1.0), (10_000, 0.8), (100_000, 0.4)];
        foreach (var (rules, share) in bounds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var conditions = new RuleMix(seed: 2).Take(rules);
            Measure($"{rules.ToString("N0", CultureInfo.InvariantCulture)} rules", events, () => MatchingSubject.Of(conditions), share);
        }

        Measure("1 rule, 100,000 subscribers, equality", events, () => new MatchingSubject(Subscribers.Equality(100_000)), 0.8);
        Measure("1 rule, 100,000 subscribers, equality and limit", events, () => new MatchingSubject(Subscribers.EqualityAndLimit(100_000)), 0.8);
        return Task.CompletedTask;
    }

    private static void Measure(string what, StreamEvent[] events, Func<MatchingSubject> make, double least)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var subject = make();
        var compileMs = watch.Elapsed.TotalMilliseconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var matches = 0L;
        foreach (var e in events)
            matches += subject.Match(e);
        var floors = new List<double>();
        var rates = new List<double>();
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(RateOf(events, TokenReading.Read));
            var start = GC.GetAllocatedBytesForCurrentThread();
            rates.Add(RateOf(events, subject.Match));
            allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        }

        var (floor, rate) = (Report.Percentile(floors, 0.5), Report.Percentile(rates, 0.5));
        Report.AtLeast($"{what}: share of token reading", rate / floor, least, "x");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {rate:N0}/s (tokens {floor:N0}/s), {(double)matches / events.Length:N2} matches an event, compiled in {compileMs:N0} ms, {bytes / 1e6:N1} MB, {(double)allocated / events.Length:N1} bytes allocated an event"));
        GC.KeepAlive(subject);
    }

    private static double RateOf(StreamEvent[] events, Func<StreamEvent, int> work)
    {
        var sum = 0;
        var watch = Stopwatch.StartNew();
        foreach (var e in events)
            sum += work(e);
        var rate = events.Length / watch.Elapsed.TotalSeconds;
        return sum < 0 ? 0 : rate;
    }
}
