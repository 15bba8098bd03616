using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>One field of a stream, as pages show and offer it.</summary>
/// <param name="NullShare">How many of the events that were looked at have null there or nothing at all: 0 to 1.</param>
/// <param name="Examples">Values as JSON has them, strings without quotes; at most a few.</param>
/// <param name="TopValues">The most frequent first.</param>
public sealed record FieldInfo(
    string Path,
    FieldTypes Types,
    double NullShare,
    IReadOnlyList<string> Examples,
    IReadOnlyList<FieldValue> TopValues,
    string? Min,
    string? Max);

/// <param name="Share">0 to 1.</param>
public sealed record FieldValue(string Text, double Share);
