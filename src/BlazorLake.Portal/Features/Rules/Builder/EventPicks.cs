using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Events;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Makes a rule from an event: clicking one of its values adds the condition that it is so, clicking again takes it away.</summary>
internal static class EventPicks
{
    public static bool IsPicked(RuleDraft draft, JsonTreeNode value) => Find(draft, value) is not null;

    public static void Toggle(RuleEditor editor, JsonTreeNode value)
    {
        if (Find(editor.Draft, value) is { } existing)
        {
            existing.Parent!.Remove(existing);
        }
        else
        {
            var condition = editor.Draft.NewCondition();
            condition.Field = value.Path;
            condition.Values.Add(Scalar(value));
            // A group that isn't "all" would turn the pick into an alternative: then it goes beside the group.
            var root = editor.Draft.Match;
            if (root.Kind != GroupKind.All)
            {
                var outer = editor.Draft.NewGroup(GroupKind.All);
                editor.Draft.SetMatch(outer);
                if (root.Children.Count > 0)
                    outer.Add(root);
                root = outer;
            }

            root.Add(condition);
        }

        editor.Changed();
    }

    private static DraftCondition? Find(RuleDraft draft, JsonTreeNode value)
    {
        var scalar = Scalar(value);
        return draft.Match.Conditions().FirstOrDefault(c =>
            c.Field == value.Path && c.Operator.Kind == OperatorKind.Eq && c.Source == OperandSource.Value && c.Values is [var one] && one == scalar);
    }

    private static DraftScalar Scalar(JsonTreeNode value) => value.Kind switch
    {
        JsonValueKind.String => DraftScalar.OfText(value.Value),
        JsonValueKind.Number => new DraftScalar(ScalarType.Number, value.Value),
        JsonValueKind.Null => DraftScalar.Null,
        _ => new DraftScalar(ScalarType.Boolean, value.Value),
    };
}
