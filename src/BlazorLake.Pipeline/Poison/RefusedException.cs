namespace BlazorLake.Pipeline.Poison;

/// <summary>Something among the events can't be processed, however often it is tried; said by who knows, not guessed.</summary>
internal sealed class RefusedException(string message) : Exception(message);
