using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Equality: each operand is a point; a value is at the point of the operand it is the same as.</summary>
/// <param name="ids">Gives numbers that no other scale has.</param>
internal sealed class PointScale(int dimension, Func<int> ids) : Scale(dimension)
{
    private readonly TextTable _texts = new();
    private readonly List<int> _textIds = [];
    private bool _hasTexts;
    private int _textCount;
    private readonly Dictionary<JsonNumber, int> _numbers = [];
    private readonly int[] _constants = [Coordinates.Absent, Coordinates.Absent, Coordinates.Absent];

    public override int OperandCount => Math.Max(_textCount, _textIds.Count) + _numbers.Count;

    public override bool CanWait => _numbers.Count == 0;

    public int AddText(ReadOnlySpan<byte> text)
    {
        var at = _texts.Add(text);
        if (at == _textIds.Count)
            _textIds.Add(ids());
        return _textIds[at];
    }

    public int AddNumber(in JsonNumber number)
    {
        if (!_numbers.TryGetValue(number, out var id))
            _numbers.Add(number, id = ids());
        return id;
    }

    /// <param name="kind">Null, false or true.</param>
    public int AddConstant(RawKind kind)
    {
        ref var id = ref _constants[(int)kind];
        if (id == Coordinates.Absent)
            id = ids();
        return id;
    }

    /// <summary>The point of a text; negative for none.</summary>
    public int FindText(ReadOnlySpan<byte> text) => _hasTexts ? _texts.Find(text) : -1;

    /// <summary>It stands for null, true or false, which are seldom rare.</summary>
    public bool IsConstant(int id) => Array.IndexOf(_constants, id) >= 0;

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        switch (value.Kind)
        {
            case RawKind.Text:
                if (_hasTexts && _texts.Find(text) is var found and >= 0)
                    state.Coordinates.Add(found);
                break;
            case RawKind.Number:
                if (_numbers.Count > 0)
                    PlaceNumber(text, state);
                break;
            case RawKind.Object:
                break;
            default:
                if (_constants[(int)value.Kind] is var id and not Coordinates.Absent)
                    state.Coordinates.Add(id);
                break;
        }
    }

    public override void Seal()
    {
        _texts.Trim();
        _texts.Renumber(_textIds);
        _hasTexts = _textIds.Count > 0;
        _textCount = _textIds.Count;
        _textIds.Clear();
        _textIds.TrimExcess();
        _numbers.TrimExcess();
    }

    /// <summary>The point of one value alone, for those who look at values one by one; <see cref="Coordinates.Absent"/> for none.</summary>
    public int Find(in RawValue value, ReadOnlySpan<byte> text) => value.Kind switch
    {
        RawKind.Text => _texts.Find(text) is var found and >= 0 ? found : Coordinates.Absent,
        RawKind.Number => JsonNumber.TryParse(text, out var number) && _numbers.TryGetValue(number, out var id) ? id : Coordinates.Absent,
        RawKind.Object => Coordinates.Absent,
        _ => _constants[(int)value.Kind],
    };

    private void PlaceNumber(ReadOnlySpan<byte> text, MatchState state)
    {
        if (!JsonNumber.TryParse(text, out var number))
            return;
        if (number.IsExact)
        {
            if (_numbers.TryGetValue(number, out var id))
                state.Coordinates.Add(id);
            return;
        }

        // Beyond 28 digits a number is the same as every number with the same double.
        state.IsIrregular = true;
        foreach (var (operand, id) in _numbers)
        {
            if (operand == number)
                state.Coordinates.Add(id);
        }
    }
}

/// <summary>Whether a field is there at all: one point.</summary>
internal sealed class PresenceScale(int dimension, int id) : Scale(dimension)
{
    public int Id { get; } = id;

    public override int OperandCount => 1;

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state) => throw new InvalidOperationException("Presence has no value to place.");

    public override void Seal()
    {
    }
}
