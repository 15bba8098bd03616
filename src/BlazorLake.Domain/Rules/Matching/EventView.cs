using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>One event as conditions see it: each path is resolved when first asked for, and remembered.</summary>
/// <remarks>One thread at a time; rented from its <see cref="PathTable"/>.</remarks>
internal sealed class EventView(PathTable paths)
{
    private readonly List<FieldValues> _fields = [];
    private readonly List<bool> _isResolved = [];
    private JsonDocument? _document;
    private StreamEvent? _event;

    public PathTable Paths => paths;

    public StreamEvent Event => _event ?? throw new InvalidOperationException("No event was loaded.");

    public void Load(StreamEvent e) => _event = e;

    public void Clear()
    {
        _document?.Dispose();
        _document = null;
        _event = null;
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_isResolved[i])
                _fields[i].Clear();
            _isResolved[i] = false;
        }
    }

    public FieldValues this[int slot]
    {
        get
        {
            while (_fields.Count <= slot)
            {
                _fields.Add(new FieldValues());
                _isResolved.Add(false);
            }

            var field = _fields[slot];
            if (_isResolved[slot])
                return field;
            Resolve(field, paths[slot]);
            _isResolved[slot] = true;
            return field;
        }
    }

    private void Resolve(FieldValues field, FieldPath path)
    {
        switch (path.Attribute)
        {
            case null:
                _document ??= JsonDocument.Parse(Event.Data);
                field.Resolve(_document.RootElement, path.Segments);
                break;
            case EventAttribute.Id:
                field.Resolve(Event.Id);
                break;
            case EventAttribute.Source:
                field.Resolve(Event.Source);
                break;
            case EventAttribute.Type:
                field.Resolve(Event.Type);
                break;
            case EventAttribute.Subject:
                field.Resolve(Event.Subject);
                break;
            default:
                field.Resolve(Event.Time);
                break;
        }
    }
}
