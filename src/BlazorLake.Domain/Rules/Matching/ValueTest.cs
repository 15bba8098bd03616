using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Decides one comparison for the values a field has in an event.</summary>
internal abstract class ValueTest
{
    public abstract bool Holds(FieldValues field, EventView view);
}

/// <summary><c>exists</c> and <c>missing</c>.</summary>
internal sealed class PresenceTest(bool isMissing) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view) => isMissing ? field.IsMissing : field.IsPresent;
}

/// <summary>Any value of the field against any of what it is compared with: a literal, or the values of another field.</summary>
internal sealed class PairTest(Func<FieldValue, FieldValue, bool> test, FieldValues? literal, int otherSlot) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view)
    {
        var others = literal ?? view[otherSlot];
        foreach (var value in field.Values)
        {
            foreach (var other in others.Values)
            {
                if (test(value, other))
                    return true;
            }
        }

        return false;
    }
}

/// <summary><c>in</c> and <c>notIn</c> over the values of another field.</summary>
internal sealed class OtherListTest(bool isNegated, bool ignoreCase, int otherSlot) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view)
    {
        var others = view[otherSlot];
        if (!others.IsPresent)
            return false;
        foreach (var value in field.Values)
        {
            if (IsIn(value, others) is { } isIn && isIn != isNegated)
                return true;
        }

        return false;
    }

    /// <summary>Null when nothing in the list is of a type that compares with the value.</summary>
    private bool? IsIn(FieldValue value, FieldValues others)
    {
        bool? isIn = others.Count == 0 && value.Kind != JsonValueKind.Object ? false : null;
        foreach (var other in others.Values)
        {
            switch (Comparing.IsSame(value, other, ignoreCase))
            {
                case true:
                    return true;
                case false:
                    isIn = false;
                    break;
            }
        }

        return isIn;
    }
}

/// <summary><c>in</c> and <c>notIn</c> over written values.</summary>
internal sealed class ListTest(bool isNegated, ScalarSet set) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view)
    {
        foreach (var value in field.Values)
        {
            if (set.Contains(value) is { } isIn && isIn != isNegated)
                return true;
        }

        return false;
    }
}

/// <summary><c>between</c>.</summary>
internal sealed class RangeTest(FieldValue low, FieldValue high) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view)
    {
        foreach (var value in field.Values)
        {
            if (Comparing.Order(value, low) >= 0 && Comparing.Order(value, high) <= 0)
                return true;
        }

        return false;
    }
}

/// <summary>Operators on one string: <c>like</c>, <c>regex</c>, <c>cidr</c>.</summary>
internal sealed class TextTest(Predicate<FieldValue> test) : ValueTest
{
    public override bool Holds(FieldValues field, EventView view)
    {
        foreach (var value in field.Values)
        {
            if (value.Kind == JsonValueKind.String && test(value))
                return true;
        }

        return false;
    }
}
