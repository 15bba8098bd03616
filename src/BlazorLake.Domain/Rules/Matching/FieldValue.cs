using System.Runtime.InteropServices;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>One value of a field, or an operand: decoded at most once, whatever number of conditions look at it.</summary>
/// <remarks>One thread at a time while it decodes; operands are decoded when made and then shared.</remarks>
internal sealed class FieldValue
{
    private JsonElement _element;
    private string? _text;
    private string? _folded;
    private JsonNumber _number;
    private InstantValue _instant;
    private bool? _isInstant;
    private bool _hasNumber;
    private (bool IsV6, UInt128 Address)? _address;
    private bool _hasAddress;

    /// <summary>Null, True, False, Number, String or Object; arrays are taken apart before.</summary>
    public JsonValueKind Kind { get; private set; }

    /// <summary>It is <c>$time</c>, which is an instant also for <c>eq</c>.</summary>
    public bool IsTimeAttribute { get; private set; }

    public bool IsBoolean => Kind is JsonValueKind.True or JsonValueKind.False;

    public string Text => _text ??= _element.GetString()!;

    public string Folded => _folded ??= CaseFolding.Fold(Text);

    public JsonElement Element => _element;

    public ref readonly JsonNumber Number
    {
        get
        {
            if (!_hasNumber)
                _hasNumber = JsonNumber.TryParse(JsonMarshal.GetRawUtf8Value(_element), out _number);
            return ref _number;
        }
    }

    public static FieldValue Of(Scalar scalar)
    {
        var value = new FieldValue
        {
            Kind = scalar.Kind switch
            {
                ScalarKind.Null => JsonValueKind.Null,
                ScalarKind.Number => JsonValueKind.Number,
                ScalarKind.String => JsonValueKind.String,
                _ => scalar.Text == "true" ? JsonValueKind.True : JsonValueKind.False,
            },
            _number = scalar.Number,
            _hasNumber = true,
            _text = scalar.Text,
            _folded = CaseFolding.Fold(scalar.Text),
        };
        value.TryGetInstant(out _);
        return value;
    }

    public void Set(JsonElement element)
    {
        Clear(element.ValueKind);
        _element = element;
    }

    public void Set(string text)
    {
        Clear(JsonValueKind.String);
        _text = text;
    }

    public void Set(DateTimeOffset time)
    {
        Clear(JsonValueKind.String);
        _text = EventText.TimeOf(time);
        _instant = InstantValue.Of(time);
        _isInstant = true;
        IsTimeAttribute = true;
    }

    /// <summary>True for a string that is an instant.</summary>
    public bool TryGetInstant(out InstantValue instant)
    {
        _isInstant ??= Kind == JsonValueKind.String && InstantText.TryParse(Text, out _instant);
        instant = _instant;
        return _isInstant.Value;
    }

    /// <summary>Null unless it is a string that is an IP address.</summary>
    public (bool IsV6, UInt128 Address)? Address
    {
        get
        {
            if (!_hasAddress && Kind == JsonValueKind.String && NetworkText.TryParseAddress(Text, out var isV6, out var address, out _))
                _address = (isV6, address);
            _hasAddress = true;
            return _address;
        }
    }

    private void Clear(JsonValueKind kind)
    {
        Kind = kind;
        _element = default;
        _text = null;
        _folded = null;
        _hasNumber = false;
        _isInstant = null;
        _address = null;
        _hasAddress = false;
        IsTimeAttribute = false;
    }
}
