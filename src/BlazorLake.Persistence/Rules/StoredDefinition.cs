using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Rules;

/// <summary>A rule's document as it is stored, and the columns it is searched by.</summary>
internal static class StoredDefinition
{
    public static RuleDefinition Read(string json) => RuleReader.ReadSaved(json);

    /// <summary><c>\nfirst\nsecond\n</c>, so that one whole item is found by LIKE.</summary>
    public static string Lines(IEnumerable<string> items) => StoredText.Clean($"\n{string.Join('\n', items)}\n");
}
