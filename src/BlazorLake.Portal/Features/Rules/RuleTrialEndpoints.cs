using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Hosting;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>Trying a rule without saving it.</summary>
internal static class RuleTrialEndpoints
{
    public static void MapRuleTrials(this RouteGroupBuilder rules)
    {
        rules.MapPost("/validate", ValidateAsync).Accepts<JsonObject>("application/json").Produces<JsonObject>().WithMetadata(OpenApiWords.Of("Rule", "RuleValidation"))
            .WithSummary("Whether a rule could be saved, what is wrong with it by JSON pointer, and the sentence it says. Always 200.");
        rules.MapPost("/test", TestAsync).Accepts<JsonObject>("application/json").Produces<JsonObject>().WithMetadata(OpenApiWords.Of("RuleTest", "RuleTestAnswer", OpenApiWords.Invalid))
            .WithSummary("Runs {rule, events: [{data, id?, time?, stream?}], until?} in the order given. Nothing is stored or sent.");
    }

    private static async Task<IResult> ValidateAsync(TimeProvider clock, HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, RuleLimits.DocumentBytes, context.RequestAborted);
        return body.TryGet(out var root, out var problem)
            ? TypedResults.Text(RuleJson.Of(RuleValidator.Validate(root, clock.GetUtcNow())), "application/json")
            : problem;
    }

    private static async Task<IResult> TestAsync(TimeProvider clock, HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, PortalHost.MaxRequestBytes, context.RequestAborted);
        if (!body.TryGet(out var root, out var problem))
            return problem;
        if (root.ValueKind != JsonValueKind.Object)
            return RuleProblems.Invalid([new RuleError("", "An object with rule, events and, if wanted, until is expected.")]);
        var errors = new List<RuleError>();
        RuleDefinition? rule = null;
        if (!root.TryGetProperty("rule", out var ruleElement))
            errors.Add(new RuleError("/rule", "'rule' is missing: give the rule to try."));
        else
            rule = Read(ruleElement, errors);
        IReadOnlyList<SampleEvent> events = [];
        if (!root.TryGetProperty("events", out var eventsElement))
            errors.Add(new RuleError("/events", "'events' is missing: give an array of events, each {data, id?, time?, stream?}."));
        else
        {
            var read = SampleEventReader.ReadAll(eventsElement, "/events");
            events = read.Events;
            errors.AddRange(read.Errors);
        }

        if (root.TryGetProperty("until", out var until) && until.ValueKind != JsonValueKind.Null && !SampleEventReader.IsInstant(until))
            errors.Add(new RuleError("/until", "'until' is an instant written in ISO 8601 with offset such as 2026-01-31T09:00:00Z."));
        return errors.Count > 0 || rule is null
            ? RuleProblems.Invalid(errors)
            : TypedResults.Text(RuleJson.Of(RuleTester.Run(rule, events, clock.GetUtcNow())), "application/json");
    }

    private static RuleDefinition? Read(JsonElement element, List<RuleError> errors)
    {
        switch (RuleReader.Read(element))
        {
            case RuleReading.Valid valid:
                return valid.Definition;
            case RuleReading.Invalid invalid:
                errors.AddRange(invalid.Errors.Select(e => e with { Pointer = "/rule" + e.Pointer }));
                return null;
            default:
                throw new InvalidOperationException("RuleReading is closed.");
        }
    }
}
