using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Hosting;

/// <summary>Says what was wrong with a request that could not be read; every other exception is a 500 that tells nothing of the inside.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return false;
        httpContext.Response.StatusCode = bad.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = bad.StatusCode,
                Detail = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? $"The request is larger than {PortalHost.MaxRequestBytes / (1024 * 1024)} MiB, the most that is allowed. Send it in parts."
                    : bad.InnerException is System.Text.Json.JsonException json ? $"The body is not the JSON that is expected here: {json.Message}" : bad.Message,
            },
        });
    }
}
