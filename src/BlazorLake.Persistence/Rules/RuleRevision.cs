using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Rules;

/// <summary>Numbers the changes of rules in the order in which they commit.</summary>
/// <remarks>
/// The counter is a row, not a sequence: who takes the next number holds the row's lock until the transaction ends, so the one after can only be taken when this one is visible.
/// Whoever sees a change therefore sees all with a smaller number, and may ask for those with a greater one without missing any.
/// </remarks>
internal static class RuleRevision
{
    private const string Take = """UPDATE "Revisions" SET "Value" = "Value" + 1 WHERE "Name" = {0} RETURNING "Value" """;

    /// <summary>In a transaction, which makes every other change of a rule wait until it ends. Lock rules before it, not after.</summary>
    public static async Task<long> NextAsync(BlazorLakeContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQueryRaw<long>(Take, RevisionRow.Rules).ToListAsync(cancellationToken)).Single();
}
