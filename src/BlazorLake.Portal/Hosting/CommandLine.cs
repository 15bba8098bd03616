namespace BlazorLake.Portal.Hosting;

/// <summary>What the configuration's command line cannot express: switches without a value.</summary>
internal static class CommandLine
{
    /// <summary><c>--demo</c> becomes <c>--Demo=true</c>, so that it neither swallows the argument after it nor is lost at the end.</summary>
    public static string[] Expand(string[] args) =>
        [.. args.Select(arg => arg.Equals("--demo", StringComparison.OrdinalIgnoreCase) ? "--Demo=true" : arg)];
}
