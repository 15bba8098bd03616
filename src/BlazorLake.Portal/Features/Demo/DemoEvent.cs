namespace BlazorLake.Portal.Features.Demo;

/// <summary>One event of the simulated world.</summary>
/// <param name="Stream">Its stream's name.</param>
/// <param name="At">When it happened.</param>
/// <param name="Subject">What it is about: a cart, an order, a symbol.</param>
/// <param name="Data">Becomes the event's data as camelCase JSON.</param>
internal sealed record DemoEvent(string Stream, DateTimeOffset At, string Subject, object Data);
