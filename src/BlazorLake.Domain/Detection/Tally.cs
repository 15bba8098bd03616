using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>What is reckoned over the events of a window.</summary>
public enum Aggregate
{
    Count,
    Sum,
    Avg,
    Min,
    Max,

    /// <summary>How many different values, exactly.</summary>
    Distinct,
}

/// <summary>An aggregate over events that come one after the other and, in the same order, may leave again.</summary>
/// <remarks>Amortised a constant time an event. Not thread-safe.</remarks>
internal sealed class Tally(Aggregate aggregate)
{
    private readonly Queue<Scalar> _members = new();
    private readonly LinkedList<(long Number, JsonNumber Value)> _extremes = new();
    private readonly Dictionary<(ScalarKind, string), int> _values = [];
    private Quantity _exactSum = Quantity.Zero;
    private long _first;
    private int _inexact;

    /// <summary>How many events count in it.</summary>
    public int Count => _members.Count;

    /// <summary>Whether an event with this value counts: <c>count</c> takes any, <c>distinct</c> those with the field, the others those where it is a number.</summary>
    public bool Takes(Scalar? value) => aggregate == Aggregate.Count || (value is not null && (aggregate == Aggregate.Distinct || value.Kind == ScalarKind.Number));

    /// <param name="value">One that it <see cref="Takes"/>.</param>
    public void Add(Scalar? value)
    {
        var number = _first + _members.Count;
        _members.Enqueue(value ?? Scalar.Null);
        switch (aggregate)
        {
            case Aggregate.Sum or Aggregate.Avg when Quantity.Of(value!.Number) is var quantity:
                if (quantity.IsExact)
                    _exactSum += quantity;
                else
                    _inexact++;
                break;
            case Aggregate.Min or Aggregate.Max:
                // Who is no better than a later one can never be the answer again.
                while (_extremes.Last is { } last && Beats(value!.Number, last.Value.Value))
                    _extremes.RemoveLast();
                _extremes.AddLast((number, value!.Number));
                break;
            case Aggregate.Distinct when KeyOf(value!) is var key:
                _values[key] = _values.GetValueOrDefault(key) + 1;
                break;
            default:
                break;
        }
    }

    /// <summary>Takes the oldest out.</summary>
    public void RemoveOldest()
    {
        var value = _members.Dequeue();
        switch (aggregate)
        {
            case Aggregate.Sum or Aggregate.Avg when Quantity.Of(value.Number) is var quantity:
                if (quantity.IsExact)
                    _exactSum -= quantity;
                else
                    _inexact--;
                break;
            case Aggregate.Min or Aggregate.Max when _extremes.First!.Value.Number == _first:
                _extremes.RemoveFirst();
                break;
            case Aggregate.Distinct when KeyOf(value) is var key && --_values[key] == 0:
                _values.Remove(key);
                break;
            default:
                break;
        }

        _first++;
    }

    /// <summary>Whether the aggregate meets it; of no events there is only a count.</summary>
    public bool Meets(NumberTest test) => aggregate switch
    {
        Aggregate.Count => test.Holds(Quantity.Of(Count)),
        _ when Count == 0 => false,
        Aggregate.Sum => test.Holds(Sum),
        Aggregate.Avg => test.Holds(Sum, Quantity.Of(Count)),
        Aggregate.Distinct => test.Holds(Quantity.Of(_values.Count)),
        _ => test.Holds(Quantity.Of(_extremes.First!.Value.Value)),
    };

    // With one number that is no exact one the sum is of doubles, in order of arrival: the same however the window came about.
    private Quantity Sum => _inexact == 0 ? _exactSum : _members.Aggregate(Quantity.Zero, (sum, member) => sum + Quantity.OfDouble(member.Number.ToDouble()));

    private bool Beats(in JsonNumber later, in JsonNumber earlier) => aggregate == Aggregate.Max ? JsonNumber.Compare(later, earlier) >= 0 : JsonNumber.Compare(later, earlier) <= 0;

    // Strings are equal as they are, numbers in their one spelling.
    private static (ScalarKind, string) KeyOf(Scalar value) => (value.Kind, value.Kind == ScalarKind.Number ? value.Number.ToString() : value.Text);
}
