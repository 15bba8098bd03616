using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Rules.Builder;

namespace BlazorLake.Portal.Features.Rules.EventBridge;

/// <summary>Puts imported conditions into a draft.</summary>
internal static class ImportedMatch
{
    /// <summary>The draft with <paramref name="match"/> in place of its conditions.</summary>
    public static RuleDraft Put(RuleDraft draft, Condition match)
    {
        var document = RuleDraftWriter.Write(draft);
        document["match"] = JsonNode.Parse(RuleWriter.Write(match), documentOptions: new JsonDocumentOptions { MaxDepth = RuleLimits.DocumentDepth });
        return RuleDraftReader.Read(document.ToJsonString(RuleDraftWriter.Compact));
    }
}
