using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorLake.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Hosting;

/// <summary>Says what was wrong with a request that could not be read; every other exception is a 500 that tells nothing of the inside.</summary>
internal sealed partial class ProblemExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Explain(exception) is not var (status, detail))
            return false;
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    private static (int Status, string Detail)? Explain(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, $"The request is larger than {PortalHost.MaxRequestBytes / (1024 * 1024)} MiB, the most that is allowed. Send it in parts."),
        BadHttpRequestException { InnerException: JsonException json } bad => (bad.StatusCode, UnreadJson.Explain(json)),
        BadHttpRequestException bad => (bad.StatusCode, Reword(bad.Message)),
        InvalidCursorException cursor => (StatusCodes.Status400BadRequest, cursor.Message),
        _ => null,
    };

    /// <summary>Routing tells what it could not read in the words of C#; here it is said in those of the API.</summary>
    private static string Reword(string message)
    {
        if (message.StartsWith("Implicit body inferred", StringComparison.Ordinal))
            return UnreadJson.NoBody;
        if (UnreadParameter().Match(message) is not { Success: true } match)
            return message;
        var expected = match.Groups["type"].Value switch
        {
            "int" or "long" => "a whole number",
            "Guid" => "an id, for example 01a2093a-d1e3-79dc-a79d-a5aa55f41bbd",
            "DateTimeOffset" => "an instant with its offset, for example 2026-01-31T08:00:00Z",
            "DateOnly" => "a date, for example 2026-01-31",
            "bool" => "true or false",
            var other => other,
        };
        return $"{JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value)} is '{match.Groups["value"].Value}'. It must be {expected}.";
    }

    [GeneratedRegex("""\AFailed to bind parameter "(Nullable<)?(?<type>\w+)>? (?<name>\w+)" from "(?<value>.*)"\.\z""", RegexOptions.Singleline)]
    private static partial Regex UnreadParameter();
}
