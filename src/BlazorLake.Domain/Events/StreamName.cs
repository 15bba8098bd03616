using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace BlazorLake.Domain.Events;

/// <summary>The name of a stream: 1 to 100 characters of <c>[a-z0-9][a-z0-9._-]*</c>, so that it is safe as a folder, a routing key and a URL segment.</summary>
/// <remarks>Source: CONTRACT.md section 3. <c>..</c> cannot occur at the start, and a name never contains a separator.</remarks>
public readonly partial record struct StreamName
{
    /// <summary>What is allowed, for messages to people.</summary>
    public const string Allowed = "1 to 100 characters: lower-case letters, digits, dots, underscores and hyphens, starting with a letter or digit";

    private readonly string? _value;

    private StreamName(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This stream name was never set.");

    public static bool TryParse([NotNullWhen(true)] string? text, out StreamName name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new StreamName(text) : default;
        return name._value is not null;
    }

    /// <exception cref="FormatException">The text is not a stream name.</exception>
    public static StreamName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a stream name. Allowed: {Allowed}.");

    public override string ToString() => _value ?? "";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
