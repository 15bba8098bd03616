namespace BlazorLake.Portal.Design;

/// <summary>How an instant is written: <c>5 min ago</c>, date and time, date, or time of day.</summary>
public enum TimeMode
{
    Relative,
    Full,
    Day,
    Clock,
}
