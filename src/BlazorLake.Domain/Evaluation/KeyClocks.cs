using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>One clock for each rule and key, which never runs backwards: an occurrence is at the later of its event's time and the key's previous instant.</summary>
/// <remarks>Source: CONTRACT.md section 4, "Detection". Not thread-safe; as large as the rules and keys it was asked about.</remarks>
public sealed class KeyClocks
{
    private readonly Dictionary<(RuleId Rule, string Key), DateTimeOffset> _clocks = [];

    /// <summary>Puts a key's clock to an instant it is known to have reached; an earlier one changes nothing.</summary>
    /// <returns>What the clock shows now.</returns>
    public DateTimeOffset Advance(RuleId rule, string key, DateTimeOffset at)
    {
        if (_clocks.TryGetValue((rule, key), out var reached) && reached >= at)
            return reached;
        _clocks[(rule, key)] = at;
        return at;
    }

    /// <summary>The occurrence at the instant its key's clock shows.</summary>
    public Occurrence Place(Occurrence occurrence) =>
        Advance(occurrence.RuleId, occurrence.Key, occurrence.At) is var at && at == occurrence.At ? occurrence : occurrence with { At = at };
}
