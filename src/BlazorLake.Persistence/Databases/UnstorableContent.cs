using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace BlazorLake.Persistence.Databases;

/// <summary>Tells what a database refuses for what it was given, and always will, from everything that may pass.</summary>
/// <remarks>
/// Sources: PostgreSQL "Appendix A. Error Codes", classes 22 (data exception) and 54 (program limit exceeded); SQLite "Result and Error Codes", 18 (too big) and 20 (mismatch).
/// Violated constraints are not among them: another transaction may be the reason.
/// </remarks>
internal static class UnstorableContent
{
    private const int TooBig = 18;
    private const int Mismatch = 20;

    /// <summary>A sentence, or null when the error is of another kind.</summary>
    public static string? ReasonOf(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: TooBig or Mismatch } => $"The database refuses a value: {error.Message}.",
        DbException { SqlState: ['2', '2', ..] or ['5', '4', ..] } => $"The database refuses a value: {error.Message}.",
        EncoderFallbackException => "It has text that is no Unicode.",
        _ => null,
    };
}
