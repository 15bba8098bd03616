using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorLake.Portal.Hosting;

/// <summary>Why a request's JSON is not what an endpoint takes, in words of the API instead of those of the serializer.</summary>
internal static partial class UnreadJson
{
    public const string NoBody = "A JSON body is expected here, and none was given. /openapi/v1.json says which.";

    public static string Explain(JsonException defect)
    {
        var message = defect.Message;
        if (Missing().Match(message) is { Success: true } missing)
            return $"'{missing.Groups["name"].Value}' is missing.";
        if (Unknown().Match(message) is { Success: true } unknown)
            return $"'{unknown.Groups["name"].Value}' is not known here. /openapi/v1.json says what is.";
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return defect.Path is { Length: > 2 } path ? $"'{path[2..]}' is of another type than is allowed here." : "The body must be a JSON object.";
        // Without a path the text was given by one of our own converters, or the body ended before it began.
        return message.Contains("LineNumber:", StringComparison.Ordinal)
            ? $"The body is not JSON (line {defect.LineNumber + 1}, byte {defect.BytePositionInLine + 1})."
            : $"The body is not the JSON that is expected here: {message}";
    }

    [GeneratedRegex("missing required properties including: '(?<name>[^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex("JSON property '(?<name>.*)' could not be mapped", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unknown();
}
