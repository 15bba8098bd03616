namespace BlazorLake.Portal.Features.Import;

/// <summary>One row of the file as one JSON object, or why it is none.</summary>
/// <param name="Number">From 1, the header not counted.</param>
/// <param name="Line">The line it begins at, from 1.</param>
internal readonly record struct ImportRow(long Number, long Line, ReadOnlyMemory<byte> Json, string? Error = null);
