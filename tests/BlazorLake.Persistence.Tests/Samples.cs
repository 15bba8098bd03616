using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Persistence.Tests;

internal static class Samples
{
    public static readonly StreamName Cart = StreamName.Parse("shop.cart");

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static RuleId Rule(int number) => new(Id(number));

    public static string Key(string customer) => $$"""{"customerId":"{{customer}}"}""";

    public static Occurrence Occurrence(
        int number, RuleId rule, string customer, DateTimeOffset at, Severity severity = Severity.Warning, bool isShadow = false, string title = "Large basket") => new(
        Id(number), rule, 1, severity, Key(customer), at, at, [new OccurrenceEvent(Cart, "/shop", $"event-{number}", at)], """{"all":[]}""", null, title, "Body", isShadow);

    public static EventKey EventKey(int number) => Domain.Events.EventKey.Of(Cart, "/shop", $"event-{number}");

    public static EvaluationCommit Commit(long position, DateTimeOffset at, params IReadOnlyList<Occurrence> occurrences) =>
        new(position, at, [EventKey((int)position)], occurrences, [], []);
}
