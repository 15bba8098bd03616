using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Rules;

/// <summary><c>/api/v1/rules</c>: CONTRACT.md sections 2 and 4.</summary>
internal static class RuleEndpoints
{
    private const string Json = "application/json";

    public static void MapRules(this RouteGroupBuilder api)
    {
        var read = api.MapGroup("/rules").WithTags("Rules").RequireAuthorization(Scopes.RulesRead);
        read.MapGet("", ListAsync).Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "PageOfSavedRule")).WithSummary("Rules, the newest first.");
        read.MapGet("/{id:guid}", FindAsync).Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "SavedRule")).WithSummary("One rule: the document that was saved, with id, version, state and the sentence it says. ETag is its version.");
        read.MapGet("/{id:guid}/versions", ListVersionsAsync).Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "PageOfRuleVersion")).WithSummary("Its versions, the newest first, each with what it changed in words.");
        read.MapRuleTrials();
        read.MapRuleImports();

        var write = api.MapGroup("/rules").WithTags("Rules").RequireAuthorization(Scopes.RulesWrite);
        write.MapPost("", CreateAsync).Accepts<JsonObject>(Json).Produces<JsonObject>(StatusCodes.Status201Created).WithMetadata(OpenApiWords.Of("Rule", "SavedRule", OpenApiWords.Invalid)).WithSummary("Saves a new rule. It runs at once unless its state says disabled or shadow.");
        write.MapPut("/{id:guid}", SaveAsync).Accepts<JsonObject>(Json).Produces<JsonObject>().WithMetadata(OpenApiWords.Of("Rule", "SavedRule", OpenApiWords.Stale, OpenApiWords.Invalid)).WithSummary("Saves a new version. With If-Match only on that version, else 409; without it on whatever is newest.");
        write.MapDelete("/{id:guid}", DeleteAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Stops and removes it. Its occurrences and alerts stay.");
        write.MapPost("/{id:guid}/rollback", RollBackAsync).Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "SavedRule")).WithSummary("Saves what an older version said as a new version.");
        write.MapPost("/{id:guid}/enable", (Guid id, RuleChanges changes, HttpContext context) => SetStateAsync(id, RuleState.Enabled, changes, context))
            .Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "SavedRule")).WithSummary("Runs it, from the next event accepted on.");
        write.MapPost("/{id:guid}/disable", (Guid id, RuleChanges changes, HttpContext context) => SetStateAsync(id, RuleState.Disabled, changes, context))
            .Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "SavedRule")).WithSummary("Stops it, from the next event accepted on.");
        write.MapPost("/{id:guid}/shadow", (Guid id, RuleChanges changes, HttpContext context) => SetStateAsync(id, RuleState.Shadow, changes, context))
            .Produces<JsonObject>().WithMetadata(OpenApiWords.Of(answer: "SavedRule")).WithSummary("Runs it and records occurrences, but raises no alert and tells nobody.");
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] PageQuery page,
        [Description("Part of the name, a tag or a stream, in any case.")] string? text,
        string? stream,
        [Description("enabled, disabled or shadow.")] string? state,
        string? tag,
        IRuleStore store,
        CancellationToken cancellationToken)
    {
        if (!TryParseState(state, out var known))
            return RuleProblems.BadRequest($"state is '{state}'. Allowed: enabled, disabled, shadow.");
        return Answer(RuleJson.Of(await store.ListAsync(new RuleFilter(text, stream, known, tag), page.ToRequest(), cancellationToken)));
    }

    private static async Task<IResult> FindAsync(Guid id, IRuleStore store, HttpContext context) =>
        await store.FindAsync(new RuleId(id), context.RequestAborted) is { } rule ? Answer(rule, context) : RuleProblems.NotFound($"There is no rule {id}.");

    private static async Task<IResult> ListVersionsAsync(Guid id, [AsParameters] PageQuery page, IRuleStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(new RuleId(id), cancellationToken) is null)
            return RuleProblems.NotFound($"There is no rule {id}.");
        var below = int.MaxValue;
        if (!string.IsNullOrEmpty(page.Cursor) && !int.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out below))
            throw new InvalidCursorException(page.Cursor);
        var request = page.ToRequest();
        var all = await store.ListVersionsAsync(new RuleId(id), cancellationToken);
        var older = all.Where(v => v.Version < below).OrderByDescending(v => v.Version).ToList();
        var items = older.Take(request.Limit).ToList();
        var next = older.Count > items.Count ? items[^1].Version.ToString(CultureInfo.InvariantCulture) : null;
        return Answer(RuleJson.Of(new Page<RuleVersion>(items, next), all));
    }

    private static async Task<IResult> CreateAsync(RuleChanges changes, HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, RuleLimits.DocumentBytes, context.RequestAborted);
        if (!body.TryGet(out var root, out var problem))
            return problem;
        if (!TryReadState(root, out var state))
            return RuleProblems.Invalid([new RuleError("/state", "'state' is enabled, disabled or shadow; without it the rule is enabled.")]);
        var outcome = await changes.CreateAsync(root.GetRawText(), state, Actor.Of(context.User), context.RequestAborted);
        if (outcome is not RuleOutcome.Saved saved)
            return RuleProblems.Of(outcome);
        context.Response.Headers.Location = $"{ApiSetup.Prefix}/rules/{saved.Rule.Id}";
        return Answer(saved.Rule, context, StatusCodes.Status201Created);
    }

    private static async Task<IResult> SaveAsync(
        Guid id, [FromHeader(Name = "If-Match"), Description("The ETag of the version that was changed.")] string? ifMatch, RuleChanges changes, IRuleStore store, HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, RuleLimits.DocumentBytes, context.RequestAborted);
        if (!body.TryGet(out var root, out var problem))
            return problem;
        if (!IfMatch.TryRead(context.Request, out var condition))
            return RuleProblems.BadRequest($"If-Match is '{ifMatch}'. Give the rule's ETag, such as \"3\", or *.");
        int? expected = null;
        if (condition.Versions.Count > 0)
        {
            // Of several versions the one that is current counts; if none is, any of them is stale.
            var current = (await store.FindAsync(new RuleId(id), context.RequestAborted))?.Version;
            expected = condition.Versions.Contains(current ?? 0) ? current : condition.Versions[0];
        }

        return Answer(await changes.SaveAsync(new RuleId(id), expected, root.GetRawText(), Actor.Of(context.User), context.RequestAborted), context);
    }

    private static async Task<IResult> DeleteAsync(Guid id, RuleChanges changes, HttpContext context) =>
        await changes.DeleteAsync(new RuleId(id), Actor.Of(context.User), context.RequestAborted) is var outcome and not RuleOutcome.Saved
            ? RuleProblems.Of(outcome)
            : TypedResults.NoContent();

    private static async Task<IResult> RollBackAsync(Guid id, RollBackRequest request, RuleChanges changes, HttpContext context) =>
        Answer(await changes.RollBackAsync(new RuleId(id), request.Version, Actor.Of(context.User), context.RequestAborted), context);

    private static async Task<IResult> SetStateAsync(Guid id, RuleState state, RuleChanges changes, HttpContext context) =>
        Answer(await changes.SetStateAsync(new RuleId(id), state, Actor.Of(context.User), context.RequestAborted), context);

    private static IResult Answer(RuleOutcome outcome, HttpContext context) =>
        outcome is RuleOutcome.Saved saved ? Answer(saved.Rule, context) : RuleProblems.Of(outcome);

    private static ContentHttpResult Answer(SavedRule rule, HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{rule.Version}\"");
        return Answer(RuleJson.Of(rule), status);
    }

    private static ContentHttpResult Answer(string json, int status = StatusCodes.Status200OK) => TypedResults.Text(json, Json, statusCode: status);

    private static bool TryReadState(JsonElement root, out RuleState state)
    {
        state = RuleState.Enabled;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("state", out var given) || given.ValueKind == JsonValueKind.Null)
            return true;
        var isKnown = TryParseState(given.ValueKind == JsonValueKind.String ? given.GetRawText().Trim('"') : "?", out var known);
        state = known ?? RuleState.Enabled;
        return isKnown;
    }

    private static bool TryParseState(string? text, out RuleState? state)
    {
        state = text switch
        {
            "enabled" => RuleState.Enabled,
            "disabled" => RuleState.Disabled,
            "shadow" => RuleState.Shadow,
            _ => null,
        };
        return state is not null || string.IsNullOrEmpty(text);
    }
}

/// <param name="Version">1 or more.</param>
internal sealed record RollBackRequest(int Version);
