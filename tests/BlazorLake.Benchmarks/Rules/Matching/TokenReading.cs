using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>What any program that reads JSON pays: each token, looked at by nobody.</summary>
internal static class TokenReading
{
    public static int Read(StreamEvent e)
    {
        var reader = new Utf8JsonReader(e.Data.Span);
        var count = 0;
        while (reader.Read())
            count++;
        return count;
    }
}
