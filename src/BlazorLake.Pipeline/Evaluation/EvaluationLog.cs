using BlazorLake.Domain.Evaluation;
using BlazorLake.Pipeline.Deduplication;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Keeps the index of known keys abreast of the evaluation log in the database.</summary>
internal sealed class EvaluationLog(IEvaluationStore store, RecentKeys known)
{
    private const string Name = "evaluation";

    private bool _isChecked;

    /// <summary>The position the next commit takes.</summary>
    public long NextPosition => (known.PositionOf(Name) ?? 0) + 1;

    /// <summary>Reads what was added since; at the first call also makes sure that the index is of this database.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!_isChecked && !await IsOfThisLogAsync(cancellationToken))
            await known.ClearAsync(cancellationToken);
        _isChecked = true;
        await foreach (var entry in store.ReadKeysAsync(NextPosition - 1, cancellationToken))
            await known.RecordAsync(Name, entry.Position, entry.At, entry.Keys, cancellationToken);
    }

    public ValueTask RecordAsync(EvaluationCommit commit, CancellationToken cancellationToken) =>
        known.RecordAsync(Name, commit.Position, commit.At, commit.Keys, cancellationToken);

    /// <summary>The database was put back or begun anew: read the whole log again.</summary>
    public async Task StartOverAsync(CancellationToken cancellationToken)
    {
        await known.ClearAsync(cancellationToken);
        await CatchUpAsync(cancellationToken);
    }

    // The newest position the index knows must be in the log, with keys that the index knows.
    private async Task<bool> IsOfThisLogAsync(CancellationToken cancellationToken)
    {
        if (known.PositionOf(Name) is not { } position)
            return true;
        await foreach (var entry in store.ReadKeysAsync(position - 1, cancellationToken))
            return entry.Position == position && entry.Keys.All(known.Contains);
        return false;
    }
}
