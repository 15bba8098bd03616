using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads <c>examples</c>. An event is <c>{data, id?, time?, stream?, source?, type?, subject?}</c>, or the data alone.</summary>
internal static class ExampleReader
{
    public static IReadOnlyList<RuleExample> Read(Members rule, RuleErrors errors)
    {
        var examples = new List<RuleExample>();
        var elements = rule.Array("examples", RuleLimits.Examples, "examples");
        for (var i = 0; i < elements.Count; i++)
        {
            if (Members.Read(elements[i], RuleErrors.Join(rule.At("examples"), i), "events, fires", errors) is not { } members)
                continue;
            var fires = members.Boolean("fires");
            if (fires is null && !members.TryGet("fires", out _))
                errors.Add(members.At("fires"), "'fires' is missing: true when the rule must fire on these events, false when it must not.");
            if (!members.TryGet("events", out _))
                errors.Add(members.At("events"), $"'events' is missing: give 1 to {RuleLimits.EventsPerExample:N0} events.");
            var events = ReadEvents(members.Array("events", RuleLimits.EventsPerExample, "events"), members.At("events"), errors);
            if (fires is { } expected)
                examples.Add(new RuleExample(events, expected));
        }

        return examples;
    }

    private static List<SampleEvent> ReadEvents(IReadOnlyList<JsonElement> elements, string pointer, RuleErrors errors)
    {
        var events = new List<SampleEvent>();
        for (var i = 0; i < elements.Count; i++)
        {
            if (SampleEventReader.Read(elements[i], RuleErrors.Join(pointer, i), mayBeDataAlone: true, errors) is { } sample)
                events.Add(sample);
        }

        return events;
    }
}
