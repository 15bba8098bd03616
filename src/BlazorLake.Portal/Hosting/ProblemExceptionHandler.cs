using System.Text.Json;
using BlazorLake.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Hosting;

/// <summary>Says what was wrong with a request that could not be read; every other exception is a 500 that tells nothing of the inside.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
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
        BadHttpRequestException { InnerException: JsonException json } bad => (bad.StatusCode, $"The body is not the JSON that is expected here: {json.Message}"),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        InvalidCursorException cursor => (StatusCodes.Status400BadRequest, cursor.Message),
        _ => null,
    };
}
