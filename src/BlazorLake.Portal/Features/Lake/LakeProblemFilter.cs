using BlazorLake.Lake.Log;

namespace BlazorLake.Portal.Features.Lake;

/// <summary>Says why a table can't be read: its log is broken or too new, or the query took too long.</summary>
internal sealed class LakeProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DeltaTableException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status500InternalServerError, title: "The table can't be read.");
        }
        catch (TimeoutException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The query took too long.");
        }
    }
}
