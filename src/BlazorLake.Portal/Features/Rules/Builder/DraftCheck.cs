namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What is not finished yet, in the words of the form. The rule reader checks the rest.</summary>
internal static class DraftCheck
{
    public static bool IsFinished(DraftCondition condition) => !Check(condition).Any();

    public static IEnumerable<DraftProblem> Check(RuleDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Name))
            yield return new DraftProblem("/name", "Give the rule a name.", IsUnfinished: true);
        if (draft.Stream.Length == 0)
            yield return new DraftProblem("/stream", "Choose a stream.", IsUnfinished: true);
        if (draft.Cooldown.Problem() is { } cooldown)
            yield return new DraftProblem("/cooldown", cooldown);
        if (draft.ResolveAfter.Problem() is { } resolveAfter)
            yield return new DraftProblem("/resolveAfter", resolveAfter);
        foreach (var node in draft.Match.Descendants())
        {
            if (node is DraftGroup { Children.Count: 0 })
                yield return new DraftProblem(node.Pointer, "This group is empty. Add a condition to it, or remove it.", IsUnfinished: true);
            foreach (var problem in node is DraftCondition condition ? Check(condition) : [])
                yield return problem;
        }
    }

    public static IEnumerable<DraftProblem> Check(DraftCondition condition)
    {
        if (string.IsNullOrWhiteSpace(condition.Field))
            yield return new DraftProblem(condition.Pointer + "/field", "Choose a field.", IsUnfinished: true);
        if (condition.Shape == OperandShape.None)
            yield break;
        var problem = condition.Source switch
        {
            OperandSource.OtherField => string.IsNullOrWhiteSpace(condition.OtherField) ? "Choose the field to compare with." : null,
            OperandSource.Parameter => string.IsNullOrWhiteSpace(condition.Parameter) ? "Choose a parameter." : null,
            _ => CheckValues(condition),
        };
        var member = condition.Source == OperandSource.OtherField ? "/otherField" : "/value";
        if (problem is not null)
            yield return new DraftProblem(condition.Pointer + member, problem, IsUntouched(condition));
    }

    private static string? CheckValues(DraftCondition condition) => condition.Shape switch
    {
        OperandShape.One => condition.Value(0).Problem(),
        OperandShape.Range => condition.Value(0).Problem() ?? condition.Value(1).Problem(),
        _ when condition.Values.Count == 0 => "Add at least one value.",
        _ => condition.Values.Select(v => v.Problem()).FirstOrDefault(p => p is not null),
    };

    private static bool IsUntouched(DraftCondition condition) => condition.Source switch
    {
        OperandSource.Value => condition.Values.All(v => string.IsNullOrEmpty(v.Text) || v.Problem() is null),
        _ => true,
    };
}
