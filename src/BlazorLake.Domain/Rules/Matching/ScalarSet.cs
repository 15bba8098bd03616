using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>The values of an <c>in</c>: up to 10,000, of any scalar types together; looking one up costs the same however many there are.</summary>
/// <remarks>Immutable after construction; thread-safe.</remarks>
internal sealed class ScalarSet
{
    private readonly bool _ignoreCase;
    private readonly FieldValue[] _all;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<JsonNumber> _numbers = [];
    private readonly bool _hasTrue;
    private readonly bool _hasFalse;
    private readonly bool _hasNull;
    private readonly bool _hasText;
    private readonly bool _hasNumber;
    private readonly bool _hasInexact;

    public ScalarSet(IReadOnlyList<Scalar> values, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        _all = [.. values.Select(FieldValue.Of)];
        foreach (var value in _all)
        {
            switch (value.Kind)
            {
                case JsonValueKind.String:
                    _texts.Add(ignoreCase ? value.Folded : value.Text);
                    break;
                case JsonValueKind.Number when value.Number.IsExact:
                    _numbers.Add(value.Number);
                    break;
            }

            _hasText |= value.Kind == JsonValueKind.String;
            _hasNumber |= value.Kind == JsonValueKind.Number;
            _hasInexact |= value.Kind == JsonValueKind.Number && !value.Number.IsExact;
            _hasTrue |= value.Kind == JsonValueKind.True;
            _hasFalse |= value.Kind == JsonValueKind.False;
            _hasNull |= value.Kind == JsonValueKind.Null;
        }
    }

    /// <summary>Whether the set has it; null when it has nothing of a type that compares with it.</summary>
    public bool? Contains(FieldValue value)
    {
        if (value.Kind == JsonValueKind.Object)
            return null;
        if (_all.Length == 0)
            return false;
        return value.Kind switch
        {
            JsonValueKind.Null => _hasNull,
            JsonValueKind.True or JsonValueKind.False when _hasTrue || _hasFalse => value.Kind == JsonValueKind.True ? _hasTrue : _hasFalse,
            JsonValueKind.String when value.IsTimeAttribute => ContainsByComparing(value),
            JsonValueKind.String when _hasText => _texts.Contains(_ignoreCase ? value.Folded : value.Text),
            JsonValueKind.Number when _hasInexact || !value.Number.IsExact => ContainsByComparing(value),
            JsonValueKind.Number when _hasNumber => _numbers.Contains(value.Number),
            _ => _hasNull ? false : null,
        };
    }

    /// <summary>The definition itself, for values that no hash can stand for.</summary>
    private bool? ContainsByComparing(FieldValue value)
    {
        bool? isIn = null;
        foreach (var each in _all)
        {
            switch (Comparing.IsSame(value, each, _ignoreCase))
            {
                case true:
                    return true;
                case false:
                    isIn = false;
                    break;
            }
        }

        return isIn;
    }
}
