using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>What counts as a change from one value to the next. Closed.</summary>
public abstract record ChangeTest
{
    private ChangeTest()
    {
    }

    internal abstract bool Holds(Scalar before, bool wasTrue, Scalar now, bool isTrue);

    /// <summary>Another value: of another JSON type, or not equal as conditions compare.</summary>
    public sealed record Any : ChangeTest
    {
        internal override bool Holds(Scalar before, bool wasTrue, Scalar now, bool isTrue) =>
            before.Kind != now.Kind || (now.Kind == ScalarKind.Number ? before.Number != now.Number : before.Text != now.Text);
    }

    /// <summary>The detection's condition 0 holds now and did not before.</summary>
    public sealed record Becomes : ChangeTest
    {
        internal override bool Holds(Scalar before, bool wasTrue, Scalar now, bool isTrue) => isTrue && !wasTrue;
    }

    /// <summary>Reaches or passes a number. Up: <c>before &lt; limit &lt;= now</c>; down: <c>before &gt; limit &gt;= now</c>.</summary>
    public sealed record Crosses(JsonNumber Limit, bool Up, bool Down) : ChangeTest
    {
        internal override bool Holds(Scalar before, bool wasTrue, Scalar now, bool isTrue)
        {
            if (before.Kind != ScalarKind.Number || now.Kind != ScalarKind.Number)
                return false;
            var (from, to) = (JsonNumber.Compare(before.Number, Limit), JsonNumber.Compare(now.Number, Limit));
            return (Up && from < 0 && to >= 0) || (Down && from > 0 && to <= 0);
        }
    }

    /// <summary>The difference meets a test; in percent it is of the absolute value before, and nothing when that is 0.</summary>
    public sealed record By(NumberTest Test, bool IsPercent) : ChangeTest
    {
        internal override bool Holds(Scalar before, bool wasTrue, Scalar now, bool isTrue)
        {
            if (before.Kind != ScalarKind.Number || now.Kind != ScalarKind.Number)
                return false;
            var from = Quantity.Of(before.Number);
            var difference = Quantity.Of(now.Number) - from;
            if (!IsPercent)
                return Test.Holds(difference);
            return from.Sign != 0 && Test.Holds(difference * Quantity.Of(100), Quantity.Abs(from));
        }
    }
}
