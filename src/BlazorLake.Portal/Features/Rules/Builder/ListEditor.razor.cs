using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>A list of values as chips; several at once by pasting them, one per line or with commas between.</summary>
public sealed partial class ListEditor
{
    private const int MaxShown = 100;

    private string _typed = "";
    private string? _problem;

    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter, EditorRequired] public DraftCondition Condition { get; set; } = null!;

    [Parameter, EditorRequired] public IReadOnlyList<ScalarType> Types { get; set; } = [];

    [Parameter] public bool IsInvalid { get; set; }

    [Parameter] public string? DescribedBy { get; set; }

    private ScalarType Type => Condition.Values.Count > 0 ? Condition.Type : Types[0];

    private IReadOnlyList<ComboOption> Rest => [.. Editor.Fields.ValuesOf(Condition.Field).Where(o => Condition.Values.All(v => v.Text != o.Value))];

    private void TypeText(string text)
    {
        _problem = null;
        _typed = text;
        // A comma ends a number at once; in text a comma may belong to the value.
        if (Type == ScalarType.Number && text.EndsWith(','))
            Add(text);
    }

    private void Add(string? text)
    {
        IEnumerable<string?> parts = Type switch
        {
            ScalarType.Null => ["null"],
            ScalarType.Number => (text ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            _ => string.IsNullOrEmpty(text) ? [] : [text],
        };
        foreach (var part in parts)
        {
            var value = new DraftScalar(Type, part);
            if (value.Problem() is { } problem)
            {
                _problem = problem;
                return;
            }

            if (Condition.Values.Count == RuleLimits.InValues)
            {
                _problem = $"A list has at most {Amounts.Count(RuleLimits.InValues)} values.";
                return;
            }

            if (!Condition.Values.Contains(value))
                Condition.Values.Add(value);
        }

        _typed = "";
        Editor.Changed();
    }

    private void Remove(DraftScalar value)
    {
        Condition.Values.Remove(value);
        Editor.Changed();
    }
}
