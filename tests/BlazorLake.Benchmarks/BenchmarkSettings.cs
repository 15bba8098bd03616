using System.Globalization;

namespace BlazorLake.Benchmarks;

/// <param name="Duration">How long events are published; the numbers are for a minute.</param>
internal sealed record BenchmarkSettings(IReadOnlyList<string> Names, TimeSpan Duration)
{
    public static BenchmarkSettings? Parse(string[] args)
    {
        var names = new List<string>();
        var duration = TimeSpan.FromSeconds(60);
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                names.Add(args[i]);
            else if (args[i] == "--seconds" && ++i < args.Length && int.TryParse(args[i], CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
                duration = TimeSpan.FromSeconds(seconds);
            else
                return null;
        }

        return new BenchmarkSettings(names, duration);
    }
}
