using BlazorLake.Domain.Detection;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Tests.Detection;

/// <summary>Windows and aggregates against the contract's table, reckoned over all events in decimals.</summary>
public sealed class ThresholdTests
{
    private static readonly TimeSpan Size = TimeSpan.FromSeconds(7);

    public static TheoryData<Aggregate, OperatorKind, string> Thresholds { get; } = new MatrixOf(
        [Aggregate.Count, Aggregate.Sum, Aggregate.Avg, Aggregate.Min, Aggregate.Max, Aggregate.Distinct],
        [(OperatorKind.Gte, "2"), (OperatorKind.Gt, "0.3"), (OperatorKind.Eq, "0.3"), (OperatorKind.Lt, "1"), (OperatorKind.Lte, "0.15"), (OperatorKind.Ne, "1.00"), (OperatorKind.Between, "0.2")]);

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Sliding_RandomEvents_AsTheContractSays(Aggregate aggregate, OperatorKind op, string limit)
    {
        foreach (var repeats in (bool[])[false, true])
            Trail.Check(1, new SlidingDetector(aggregate, new Window.Sliding(Size, repeats), Test(op, limit), Trail.Lateness), events =>
            {
                bool MetAt(int i) => Meets(aggregate, events.Take(i + 1).Where(e => e.At > events[i].At - Size), op, limit);
                return from i in Enumerable.Range(0, events.Count) where MetAt(i) && (repeats || i == 0 || !MetAt(i - 1)) select events[i].At;
            });
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Tumbling_RandomEvents_AsTheContractSays(Aggregate aggregate, OperatorKind op, string limit) =>
        Trail.Check(1, new TumblingDetector(aggregate, new Window.Tumbling(Size), Test(op, limit), Trail.Lateness), events =>
        {
            if (events.Count == 0)
                return [];
            var first = events[0].At.AddTicks(-(events[0].At.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) % Size.Ticks);
            return
                from k in Enumerable.Range(1, (int)((events[^1].At - first) / Size) + 10)
                let end = first + k * Size
                where events.Any(e => e.At < end && e.At > end - 7 * Size) && Meets(aggregate, events.Where(e => e.At >= end - Size && e.At < end), op, limit)
                select end;
        });

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Session_RandomEvents_AsTheContractSays(Aggregate aggregate, OperatorKind op, string limit) =>
        Trail.Check(1, new SessionDetector(aggregate, new Window.Session(Size), Test(op, limit), Trail.Lateness), events =>
        {
            var ends = Enumerable.Range(0, events.Count).Where(i => i == events.Count - 1 || events[i + 1].At > events[i].At + Size).ToList();
            return
                from i in ends
                let begin = ends.Where(e => e < i).DefaultIfEmpty(-1).Last() + 1
                where Meets(aggregate, events.Skip(begin).Take(i - begin + 1), op, limit)
                select events[i].At + Size;
        });

    [Fact]
    public void Sum_NumberBeyond28DigitsLeavesTheWindow_IsExactAgain()
    {
        var detector = new SlidingDetector(Aggregate.Sum, new Window.Sliding(TimeSpan.FromSeconds(10), Repeats: true), Test(OperatorKind.Eq, "0.3"), TimeSpan.Zero);
        var found = new List<Detected>();
        KeyState? state = null;
        foreach (var (second, number) in ((int, string)[])[(0, "123456789012345678901234567890.5"), (5, "0.1"), (12, "0.2")])
        {
            var at = DateTimeOffset.UnixEpoch.AddSeconds(second);
            state = detector.Observe(state, new Observation(at, new(StreamName.Parse("s"), "test", number, at), 0, Scalar.OfNumber(number)), found);
        }

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(12), Assert.Single(found).At);
    }

    private static NumberTest Test(OperatorKind op, string limit) => new(op, JsonNumber.Parse(limit), op == OperatorKind.Between ? JsonNumber.Parse("1") : null);

    private static bool Meets(Aggregate aggregate, IEnumerable<Observation> window, OperatorKind op, string limit)
    {
        var events = window.ToList();
        var values = events.Where(e => e.Value is not null).Select(e => e.Value!).ToList();
        var numbers = values.Where(v => v.Kind == ScalarKind.Number).Select(v => Number(v.Text)).ToList();
        decimal? found = aggregate switch
        {
            Aggregate.Count => events.Count,
            Aggregate.Distinct => values.Count == 0 ? null : values.Select(v => v.Kind == ScalarKind.Number ? $"{Number(v.Text):0.######}" : $"{v.Kind} {v.Text}").Distinct().Count(),
            _ when numbers.Count == 0 => null,
            Aggregate.Sum => numbers.Sum(),
            Aggregate.Avg => numbers.Average(),
            Aggregate.Min => numbers.Min(),
            _ => numbers.Max(),
        };
        var bound = Number(limit);
        return op switch
        {
            OperatorKind.Gte => found >= bound,
            OperatorKind.Gt => found > bound,
            OperatorKind.Eq => found == bound,
            OperatorKind.Lt => found < bound,
            OperatorKind.Lte => found <= bound,
            OperatorKind.Ne => found is not null && found != bound,
            _ => found >= bound && found <= 1,
        };
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class MatrixOf : TheoryData<Aggregate, OperatorKind, string>
    {
        public MatrixOf(Aggregate[] aggregates, (OperatorKind Operator, string Limit)[] tests)
        {
            foreach (var aggregate in aggregates)
                foreach (var (op, limit) in tests)
                    Add(aggregate, op, limit);
        }
    }
}
