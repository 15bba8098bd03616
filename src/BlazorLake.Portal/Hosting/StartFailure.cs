using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Hosting;

/// <summary>Turns a failed start that a person can mend into sentences; anything else keeps its stack trace.</summary>
internal static partial class StartFailure
{
    /// <summary>Null when <paramref name="error"/> is no matter of settings.</summary>
    public static IReadOnlyList<string>? Explain(Exception error) => error switch
    {
        StartException start => [start.Message],
        OptionsValidationException options => [.. options.Failures.SelectMany(f => f.Split('\n')).Select(f => Annotation().Replace(f, "$1"))],
        InvalidOperationException when Unreadable().Match(error.Message) is { Success: true } unreadable =>
            [$"{unreadable.Groups["key"].Value} is '{unreadable.Groups["value"].Value}'. It must be {Expected(unreadable.Groups["type"].Value)}."],
        AggregateException { InnerExceptions: var inner } when inner.Select(Explain).ToList() is var reasons && reasons.All(r => r is not null) =>
            [.. reasons.SelectMany(r => r!)],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } io =>
            [$"{io.Message} Stop the other program, or choose another address with --urls=http://localhost:PORT."],
        _ => null,
    };

    // Our own sentence is what stands in the middle of the framework's.
    [GeneratedRegex(@"\ADataAnnotation validation failed for .*? with the error: '(.*)'\.\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Annotation();

    private static string Expected(string type) => type switch
    {
        "System.TimeSpan" => "a duration, for example 00:00:10",
        "System.Boolean" => "true or false",
        "System.Uri" => "an address, for example amqp://user:password@localhost:5672/",
        _ => "a whole number",
    };

    [GeneratedRegex(@"\AFailed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unreadable();
}
