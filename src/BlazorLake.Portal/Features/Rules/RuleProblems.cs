using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>What the rules API answers when it can't do what was asked: RFC 9457.</summary>
internal static class RuleProblems
{
    public static IResult Of(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Invalid invalid => Invalid(invalid.Errors),
        RuleOutcome.Stale stale => TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            detail: $"The rule was saved in between: it is at version {stale.CurrentVersion} now. Read it again and make the change on that version.",
            extensions: new Dictionary<string, object?> { ["currentVersion"] = stale.CurrentVersion }),
        RuleOutcome.NotFound missing => NotFound(missing.What),
        _ => throw new InvalidOperationException("This outcome is no problem."),
    };

    public static IResult NotFound(string what) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: what);

    public static IResult BadRequest(string detail) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: detail);

    public static IResult TooLarge(string detail) => TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, detail: detail);

    public static IResult Invalid(IReadOnlyList<RuleError> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The rule is not valid.",
        detail: errors.Count == 1 ? errors[0].Message : $"{errors.Count} things are wrong; see errors.",
        extensions: new Dictionary<string, object?> { ["errors"] = ByPointer(errors) });

    /// <summary>Messages by JSON pointer.</summary>
    public static IReadOnlyDictionary<string, string[]> ByPointer(IReadOnlyList<RuleError> errors) =>
        errors.GroupBy(e => e.Pointer, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray(), StringComparer.Ordinal);
}
