using System.Diagnostics;
using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Events/s on one core by the number of rules, as a share of <c>Utf8JsonReader</c> reading every token, both measured in turns so that a machine that slows down slows both.</summary>
internal static class MatchingCurve
{
    private const int Events = 20_000;
    private const int Rounds = 7;

    public static Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var events = new ShopOrders(seed: 1).Take(Events);
        Report.Number("bytes an event", events.Average(e => e.Data.Length), "bytes");
        (int Rules, double Share)[] bounds = [(10, 1.3), (100, 1.0), (1_000, 1.0), (10_000, 0.8), (30_000, 0.4), (100_000, 0.4)];
        foreach (var (rules, share) in bounds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var conditions = new RuleMix(seed: 2).Take(rules);
            Measure(string.Create(CultureInfo.InvariantCulture, $"{rules:N0} rules"), events, () => MatchingSubject.Of(conditions), share);
        }

        (Condition, ParameterValues)[] equality = [.. Subscribers.Equality(100_000)];
        (Condition, ParameterValues)[] limits = [.. Subscribers.EqualityAndLimit(100_000)];
        Measure("100,000 subscribers, equality", events, () => new MatchingSubject(equality), 0.8);
        Measure("100,000 subscribers, equality and limit", events, () => new MatchingSubject(limits), 0.8);
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
        // The runtime compiles what is hot in steps, in the background.
        Slices.RatesOf(events, TokenReading.Read, subject.Match, Rounds);
        var start = GC.GetAllocatedBytesForCurrentThread();
        foreach (var e in events)
            subject.Match(e);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        var (floor, rate) = Slices.RatesOf(events, TokenReading.Read, subject.Match, Rounds);
        Report.Share(what, rate / floor, least);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    {rate:N0}/s (tokens {floor:N0}/s), {(double)matches / events.Length:N2} matches an event, compiled in {compileMs:N0} ms, {bytes / 1e6:N1} MB, {(double)allocated / events.Length:N1} bytes allocated an event"));
        GC.KeepAlive(subject);
    }
}
