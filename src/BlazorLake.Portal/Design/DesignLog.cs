namespace BlazorLake.Portal.Design;

internal static partial class DesignLog
{
    [LoggerMessage(5001, LogLevel.Error, "The list '{Label}' could not be loaded")]
    public static partial void ListFailed(this ILogger logger, Exception error, string label);

    [LoggerMessage(5002, LogLevel.Error, "The page {Page} could not be loaded")]
    public static partial void PageFailed(this ILogger logger, Exception error, string page);
}
