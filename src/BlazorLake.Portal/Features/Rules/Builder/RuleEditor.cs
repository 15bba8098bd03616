using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Streams;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>One person's work on one rule: the draft, what is wrong with it, and its sentence. For one circuit's thread.</summary>
public sealed class RuleEditor
{
    private string _savedJson;
    private (DraftNode Node, LinePart Part)? _focus;
    private int _focusCount;

    public RuleEditor(RuleDraft draft)
    {
        Draft = draft;
        _savedJson = RuleDraftWriter.WriteText(draft);
        Check();
    }

    public RuleDraft Draft { get; private set; }

    public FieldCatalog Fields { get; set; } = FieldCatalog.Empty;

    /// <summary>The rule when nothing is wrong with it.</summary>
    public RuleDefinition? Valid { get; private set; }

    /// <summary>The rule without its unfinished conditions: what sentence and matches are made of. Null when something else is wrong.</summary>
    public RuleDefinition? Finished { get; private set; }

    public int UnfinishedCount { get; private set; }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<DraftProblem> Problems { get; private set; } = [];

    /// <summary>From the first wish to save on, also what is merely unfinished is pointed out.</summary>
    public bool ShowsUnfinished { get; set; }

    public bool IsDirty => _savedJson != RuleDraftWriter.WriteText(Draft);

    public event Action? OnChanged;

    /// <summary>To be called after every change of <see cref="Draft"/>.</summary>
    public void Changed()
    {
        _focus = null;
        Check();
        OnChanged?.Invoke();
    }

    /// <summary>Whether the last change gave the keyboard to this part of a line: another text each time it did, null when not.</summary>
    public string? FocusOf(DraftNode node, LinePart part) =>
        _focus == (node, part) ? _focusCount.ToString(CultureInfo.InvariantCulture) : null;

    public void MarkSaved() => _savedJson = RuleDraftWriter.WriteText(Draft);

    public void Replace(RuleDraft draft)
    {
        Draft = draft;
        Changed();
    }

    /// <summary>What to say beside an input: problems at any of the places, each once.</summary>
    public IReadOnlyList<string> ProblemsAt(params ReadOnlySpan<string> pointers)
    {
        var messages = new List<string>();
        foreach (var problem in Problems)
        {
            foreach (var pointer in pointers)
            {
                if (problem.IsAt(pointer) && (ShowsUnfinished || !problem.IsUnfinished) && !messages.Contains(problem.Message))
                    messages.Add(problem.Message);
            }
        }

        return messages;
    }

    public void AddCondition(DraftGroup to, string field = "")
    {
        var condition = Draft.NewCondition();
        to.Add(condition);
        if (field.Length > 0)
            SetField(condition, field);
        Changed(condition, field.Length > 0 ? LinePart.Value : LinePart.Field);
    }

    public void AddGroup(DraftGroup to)
    {
        var group = Draft.NewGroup(to.Kind == GroupKind.Any ? GroupKind.All : GroupKind.Any);
        to.Add(group);
        AddCondition(group);
    }

    /// <summary>The keyboard goes on to the line that takes its place, or else to the one before, or to what adds another.</summary>
    public void Remove(DraftNode node)
    {
        if (node.Parent is not { } group)
            return;
        var index = group.IndexOf(node);
        group.Remove(node);
        if (group.Children.Count == 0)
            Changed(group, LinePart.Add);
        else if (group.Children[Math.Min(index, group.Children.Count - 1)] is var next)
            Changed(next, next is DraftGroup ? LinePart.Add : LinePart.Remove);
    }

    public void Duplicate(DraftCondition condition)
    {
        var copy = Draft.NewCondition();
        (copy.Field, copy.Operator, copy.Source, copy.OtherField, copy.Parameter, copy.IgnoreCase) =
            (condition.Field, condition.Operator, condition.Source, condition.OtherField, condition.Parameter, condition.IgnoreCase);
        copy.Values.AddRange(condition.Values);
        condition.Parent!.Insert(condition.Parent.IndexOf(condition) + 1, copy);
        Changed(copy, copy.Field.Length > 0 ? LinePart.Value : LinePart.Field);
    }

    public void SetField(DraftCondition condition, string field)
    {
        condition.Field = field;
        ValueTypes.Fit(condition, Fields.TypesOf(field));
    }

    public void SetOperator(DraftCondition condition, Operator op)
    {
        condition.Operator = op;
        ValueTypes.Fit(condition, Fields.TypesOf(condition.Field));
    }

    private void Changed(DraftNode node, LinePart part)
    {
        _focusCount++;
        _focus = (node, part);
        Check();
        OnChanged?.Invoke();
    }

    private void Check()
    {
        var unfinished = DraftCheck.Check(Draft).ToList();
        UnfinishedCount = Draft.Match.Conditions().Count(c => !DraftCheck.IsFinished(c));
        var reading = RuleReader.Read(RuleDraftWriter.Write(Draft).ToJsonString(RuleDraftWriter.Compact));
        // The form's own words come first; the reader's are for what the form does not know.
        var read = reading is RuleReading.Invalid invalid
            ? invalid.Errors.Where(e => !unfinished.Any(u => new DraftProblem(e.Pointer, "").IsAt(u.Pointer) || u.IsAt(e.Pointer)))
                .Select(e => new DraftProblem(e.Pointer, e.Message))
            : [];
        Problems = [.. unfinished, .. read];
        Valid = Problems.Count == 0 && reading is RuleReading.Valid valid ? valid.Definition : null;
        Finished = Valid ?? ReadFinished();
    }

    private RuleDefinition? ReadFinished()
    {
        var document = RuleDraftWriter.WriteFinished(Draft);
        // Enough to be read: a nameless rule on no stream yet still has a sentence, and matches.
        if (string.IsNullOrWhiteSpace(Draft.Name))
            document["name"] = "New rule";
        if (!StreamName.TryParse(Draft.Stream, out _))
            return null;
        document.Remove("examples");
        return RuleReader.Read(document.ToJsonString(RuleDraftWriter.Compact)) is RuleReading.Valid valid ? valid.Definition : null;
    }
}
