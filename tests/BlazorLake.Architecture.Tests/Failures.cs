namespace BlazorLake.Architecture.Tests;

/// <summary>A convention is easier to mend when every place that breaks it is named at once.</summary>
internal static class Failures
{
    public static void None(string rule, IEnumerable<string> failures)
    {
        var all = failures.Distinct().Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
            Assert.Fail($"{rule}\n{all.Count} place(s) break it:\n  {string.Join("\n  ", all)}");
    }
}
