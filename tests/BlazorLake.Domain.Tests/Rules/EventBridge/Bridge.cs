using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.EventBridge;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Tests.Rules.EventBridge;

/// <summary>Imported patterns, short to write: a quotation mark may be written as an apostrophe.</summary>
internal static class Bridge
{
    public static EventBridgeReading Read(string pattern) => EventBridgeImport.Read(Rule.Quote(pattern));

    public static Condition Match(string pattern)
    {
        var reading = Read(pattern);
        Assert.True(reading.Errors.Count == 0, string.Join("\n", reading.Errors.Select(e => $"{e.Pointer}: {e.Message}")));
        return reading.Match!;
    }

    /// <summary>By way of the rule's document, as it would be saved.</summary>
    public static bool Holds(string pattern, StreamEvent e) => PlainEvaluator.For(Saved(Match(pattern))).Matches(e);

    public static Condition Saved(Condition match)
    {
        var json = RuleWriter.Write(new RuleDefinition { Name = "r", Json = "", Streams = [StreamName.Parse("s")], Match = match });
        var reading = RuleReader.Read(json);
        Assert.True(reading is RuleReading.Valid, $"{json}: {string.Join("\n", (reading as RuleReading.Invalid)?.Errors.Select(e => $"{e.Pointer}: {e.Message}") ?? [])}");
        return ((RuleReading.Valid)reading).Definition.Match;
    }

    public static StreamEvent Event(string data, string id = "1", string source = "my.shop", string type = "Order") => new()
    {
        Stream = StreamName.Parse("s"),
        Id = id,
        Source = source,
        Type = type,
        Time = Rule.Now,
        ReceivedAt = Rule.Now,
        Data = Encoding.UTF8.GetBytes(Rule.Quote(data)),
    };

    public static string Written(string pattern) => RuleWriter.Write(Match(pattern)).Replace('"', '\'');
}
