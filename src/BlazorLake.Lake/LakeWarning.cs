using BlazorLake.Domain.Events;

namespace BlazorLake.Lake;

/// <summary>Something went wrong that loses nothing but should be known to who runs the lake.</summary>
public sealed record LakeWarning(StreamName Stream, string Message, Exception? Cause);
