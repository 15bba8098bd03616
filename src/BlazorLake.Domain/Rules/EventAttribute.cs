namespace BlazorLake.Domain.Rules;

/// <summary>What of an event besides its data a condition can look at.</summary>
public enum EventAttribute
{
    Id,
    Source,
    Type,
    Subject,

    /// <summary>The event time: compares as an instant.</summary>
    Time,
}

/// <summary>The spelling of attributes in field paths.</summary>
public static class EventAttributes
{
    private static readonly string[] Names = ["$id", "$source", "$type", "$subject", "$time"];

    /// <summary>All spellings, for messages to people.</summary>
    public static string Allowed { get; } = string.Join(", ", Names);

    public static IReadOnlyList<EventAttribute> All { get; } = Enum.GetValues<EventAttribute>();

    public static string NameOf(EventAttribute attribute) => Names[(int)attribute];

    public static bool TryFind(string name, out EventAttribute attribute)
    {
        var index = Array.IndexOf(Names, name);
        attribute = (EventAttribute)Math.Max(index, 0);
        return index >= 0;
    }
}
