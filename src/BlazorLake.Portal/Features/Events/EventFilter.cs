using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Events;

/// <summary>What somebody typed to narrow a list of events: <c>field=value</c>, or text that any name, value, id or subject contains. Case is ignored.</summary>
internal sealed record EventFilter(string? Field, string Text)
{
    public static readonly EventFilter None = new(null, "");

    public static EventFilter Parse(string? input)
    {
        var text = input?.Trim() ?? "";
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split <= 0 ? new EventFilter(null, text) : new EventFilter(text[..split].Trim(), text[(split + 1)..].Trim());
    }

    public bool Holds(StreamEvent item)
    {
        if (Field is null)
            return Text.Length == 0 || Contains(item.Id) || Contains(item.Type) || (item.Subject is not null && Contains(item.Subject)) || HoldsAnywhere(item.Data.Span);
        return Field switch
        {
            "$id" => Is(item.Id),
            "$type" => Is(item.Type),
            "$source" => Is(item.Source),
            "$subject" => item.Subject is not null && Is(item.Subject),
            _ => Values(JsonTreeNode.Of(item.Data)).Any(node => node.Path == Field && Is(node.Value)),
        };
    }

    private bool HoldsAnywhere(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = 128 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? Contains(reader.GetString()!)
                : reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null && Contains(Encoding.UTF8.GetString(reader.ValueSpan)))
                return true;
        }

        return false;
    }

    private bool Contains(string text) => text.Contains(Text, StringComparison.OrdinalIgnoreCase);

    private bool Is(string text) => text.Equals(Text, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<JsonTreeNode> Values(JsonTreeNode node) =>
        node.IsScalar ? [node] : node.Children.SelectMany(Values);
}
