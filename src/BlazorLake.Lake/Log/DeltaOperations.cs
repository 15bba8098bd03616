namespace BlazorLake.Lake.Log;

/// <summary>What <c>commitInfo.operation</c> says of our commits; the words Delta Lake itself uses.</summary>
internal static class DeltaOperations
{
    public const string Write = "WRITE";

    /// <summary>Append that also rewrites the table because a column's type got wider.</summary>
    public const string ChangeColumn = "CHANGE COLUMN";
}
