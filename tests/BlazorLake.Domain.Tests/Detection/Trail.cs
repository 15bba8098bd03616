using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Detection;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Detection;

/// <summary>Random events of one key, and what a detector says of them.</summary>
internal sealed class Trail
{
    /// <summary>How many a test looks at; <c>BLAZORLAKE_TEST_LONG=1</c>: a hundred times as many.</summary>
    public static readonly int Count = Environment.GetEnvironmentVariable("BLAZORLAKE_TEST_LONG") == "1" ? 100_000 : 1_000;

    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(8);
    private static readonly DateTimeOffset Start = new(2026, 2, 28, 23, 59, 40, TimeSpan.Zero);

    private readonly List<(Observation Observation, bool Advances)> _events;

    private static readonly Scalar?[] Values =
    [
        null, Scalar.Null, Scalar.True, Scalar.Of("a"), Scalar.Of("1"), Scalar.OfNumber("1"), Scalar.OfNumber("1.0"), Scalar.OfNumber("0.1"), Scalar.OfNumber("1e-1"),
        Scalar.OfNumber("0.2"), Scalar.OfNumber("0.30"), Scalar.OfNumber("2"), Scalar.OfNumber("-1"), Scalar.OfNumber("0"),
    ];

    private Trail(IEnumerable<(int Step, int Truths, int Value, bool Advances)> events)
    {
        var at = Start;
        _events = [.. events.Select((e, i) => (
            new Observation(at += TimeSpan.FromSeconds(e.Step), new OccurrenceEvent(StreamName.Parse("shop.orders"), "test", $"{i}", at), e.Truths, Values[e.Value]), e.Advances))];
    }

    /// <summary>Up to 14 events, whole seconds apart, some at one instant, some back in time, some too late.</summary>
    /// <param name="conditions">How many conditions the detection has.</param>
    public static Gen<Trail> Gen(int conditions) => CsCheck.Gen.Select(CsCheck.Gen.Int[-10, 12], CsCheck.Gen.Bool, CsCheck.Gen.Int[0, (1 << conditions) - 1], CsCheck.Gen.Int[0, Values.Length - 1], CsCheck.Gen.Bool)
        .Select((step, isTie, truths, value, advances) => (isTie ? 0 : step, truths, value, advances))
        .List[0, 14].Select(events => new Trail(events));

    /// <summary>The detector fires exactly when <paramref name="contract"/>, which sees all events at once, says so.</summary>
    public static void Check(int conditions, Detector detector, Func<IReadOnlyList<Observation>, IEnumerable<DateTimeOffset>> contract) =>
        Gen(conditions).Sample(
            trail => Assert.Equal(contract(trail.Taken()).Order(), trail.Run(detector).Select(d => d.At).Order()),
            iter: Count,
            print: trail => trail.ToString());

    /// <summary>Those that are not too late, each at the instant its key's clock shows.</summary>
    public IReadOnlyList<Observation> Taken()
    {
        var taken = new List<Observation>();
        foreach (var (observation, _) in _events)
        {
            var clock = taken.Count > 0 ? taken[^1].At : DateTimeOffset.MinValue;
            if (taken.Count == 0 || clock - observation.At <= Lateness)
                taken.Add(observation with { At = observation.At > clock ? observation.At : clock });
        }

        return taken;
    }

    /// <summary>Its watermark never passes an event to come; at the end it passes everything.</summary>
    public List<Detected> Run(Detector detector)
    {
        KeyState? state = null;
        var found = new List<Detected>();
        for (var i = 0; i < _events.Count; i++)
        {
            if (detector.IsLate(state, _events[i].Observation))
                continue;
            state = detector.Observe(state, _events[i].Observation, found);
            if (_events[i].Advances && NextAt(i + 1, state!.Clock) is { } next)
                state = detector.Advance(state, next - TimeSpan.FromSeconds(1), found);
        }

        Assert.Null(Forgets(detector.Advance(state, DateTimeOffset.MaxValue, found)));
        return found;
    }

    public override string ToString() => string.Join("; ", _events.Select(e => $"{(e.Observation.At - Start).TotalSeconds}:{Convert.ToString(e.Observation.Truths, 2)}={e.Observation.Value?.ToString() ?? "-"}{(e.Advances ? "!" : "")}"));

    // What waits for nothing more may stay (a condition that is still true); it must not want to be woken.
    private static DateTimeOffset? Forgets(KeyState? state) => state?.WakeAt;

    private DateTimeOffset? NextAt(int index, DateTimeOffset clock)
    {
        var next = _events.Skip(index).Select(e => e.Observation.At).Where(at => clock - at <= Lateness).Cast<DateTimeOffset?>().FirstOrDefault();
        return next > clock ? next : null;
    }
}
