using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Hosting;

/// <summary>Turns a failed start that a person can mend into sentences; anything else keeps its stack trace.</summary>
internal static class StartFailure
{
    /// <summary>Null when <paramref name="error"/> is no matter of settings.</summary>
    public static IReadOnlyList<string>? Explain(Exception error) => error switch
    {
        StartException start => [start.Message],
        OptionsValidationException options => [.. options.Failures.SelectMany(f => f.Split('\n'))],
        AggregateException { InnerExceptions: var inner } when inner.All(e => e is OptionsValidationException) =>
            [.. inner.SelectMany(e => Explain(e)!)],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } io =>
            [$"{io.Message} Stop the other program, or choose another address with --urls=http://localhost:PORT."],
        _ => null,
    };
}
