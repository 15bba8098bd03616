using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Order of numbers: 2k + 1 is at the k-th limit that rules name, 2k just below it.</summary>
internal sealed class NumberScale(int dimension) : LimitScale<JsonNumber>(dimension)
{
    /// <summary>Different numbers of so many digits have different doubles.</summary>
    private const int ShortDigits = 15;

    private DoubleTable _doubles = new([]);

    public override bool CanWait => false;

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Number)
            return;
        if (ShortNumber.TryRead(text, out var near))
        {
            // Doubles are ordered as the numbers they are nearest to, so only equal ones need a closer look.
            var below = _doubles.CountBelow(near);
            if (below == _doubles.Count || _doubles[below] != near)
            {
                state.Coordinates.Add(2 * below);
                return;
            }

            if (Limits[below].IsExact && Limits[below].Digits <= ShortDigits && (below + 1 == _doubles.Count || _doubles[below + 1] != near))
            {
                state.Coordinates.Add((2 * below) + 1);
                return;
            }
        }

        if (!JsonNumber.TryParse(text, out var number))
            return;
        if (number.IsExact)
        {
            state.Coordinates.Add(Position(number));
            return;
        }

        // Beyond 28 digits the doubles decide, and several limits can be the same double: all places it could have.
        state.IsIrregular = true;
        state.Coordinates.Add(2 * CountBelow(number, orSame: false));
        state.Coordinates.Add(2 * CountBelow(number, orSame: true));
    }

    protected override int Compare(in JsonNumber left, in JsonNumber right) => JsonNumber.Compare(left, right);

    public override void Seal()
    {
        base.Seal();
        _doubles = new DoubleTable([.. Limits.Select(l => l.ToDouble())]);
    }

    private int CountBelow(in JsonNumber number, bool orSame)
    {
        var count = 0;
        foreach (var limit in Limits)
        {
            var order = JsonNumber.Compare(limit, number);
            count += order < 0 || (orSame && order == 0) ? 1 : 0;
        }

        return count;
    }
}

/// <summary>Order of instants.</summary>
internal sealed class InstantScale(int dimension) : LimitScale<InstantValue>(dimension)
{
    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.IsTime)
            state.Coordinates.Add(Position(InstantValue.Of(state.Event.Time)));
        else if (value.Kind == RawKind.Text && InstantText.CouldBe(text) && InstantText.TryParse(state.CharactersOf(text), out var instant))
            state.Coordinates.Add(Position(instant));
    }

    protected override int Compare(in InstantValue left, in InstantValue right) => left.CompareTo(right);
}
