using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Tests.Rules;

/// <summary>Rules and events for tests, short to write: a quotation mark may be written as an apostrophe.</summary>
internal static class Rule
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    public static RuleDefinition Read(string json)
    {
        var reading = RuleReader.Read(Quote(json));
        if (reading is RuleReading.Invalid invalid)
            Assert.Fail(string.Join("\n", invalid.Errors.Select(e => $"{e.Pointer}: {e.Message}")));
        return ((RuleReading.Valid)reading).Definition;
    }

    public static IReadOnlyList<RuleError> Errors(string json) => ((RuleReading.Invalid)RuleReader.Read(Quote(json))).Errors;

    public static RuleDefinition WithMatch(string match) => Read($"{{'name':'r','stream':'s','match':{match}}}");

    public static bool Holds(string match, string data) => PlainEvaluator.For(WithMatch(match).Match).Matches(Event(data));

    public static StreamEvent Event(string data, string stream = "s", string id = "1", DateTimeOffset? time = null, string? subject = null) => new()
    {
        Stream = StreamName.Parse(stream),
        Id = id,
        Source = "/streams/s",
        Type = "s",
        Subject = subject,
        Time = time ?? Now,
        ReceivedAt = Now,
        Data = Encoding.UTF8.GetBytes(Quote(data)),
    };

    /// <summary>An event of stream <c>s</c> whose data is taken as it is written.</summary>
    public static StreamEvent RawEvent(string data, string id = "1", string? subject = null, DateTimeOffset? time = null) => RawEvent(Encoding.UTF8.GetBytes(data), id, subject, time);

    public static StreamEvent RawEvent(ReadOnlyMemory<byte> data, string id = "1", string? subject = null, DateTimeOffset? time = null) => new()
    {
        Stream = StreamName.Parse("s"),
        Id = id,
        Source = "/streams/s",
        Type = "s",
        Subject = subject,
        Time = time ?? Now,
        ReceivedAt = Now,
        Data = data,
    };

    public static SavedRule Saved(string json, RuleState state = RuleState.Enabled) =>
        new(new RuleId(Guid.CreateVersion7(Now)), 3, state, Read(json), Now, Now, "ana");

    public static string Quote(string text) => text.Replace("\\'", "\\\"", StringComparison.Ordinal).Replace('\'', '"');
}
