using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>What is to be said about a pattern so far.</summary>
internal sealed class Findings
{
    private const int MostNotes = 100;

    private readonly List<ImportNote> _notes = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public RuleErrors Errors { get; } = new();

    public IReadOnlyList<ImportNote> Notes => _notes;

    /// <summary>Says it at the first place that it is true of.</summary>
    public void Differs(string pointer, string message) => Add(pointer, ImportNoteKind.Differs, message);

    public void LeftOut(string pointer, string message) => Add(pointer, ImportNoteKind.LeftOut, message);

    private void Add(string pointer, ImportNoteKind kind, string message)
    {
        if (_notes.Count < MostNotes && _said.Add(message))
            _notes.Add(new ImportNote(pointer, kind, message));
    }
}
