using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Events;

/// <summary>An event in one line: its first values as <c>path value</c>.</summary>
internal static class EventSummary
{
    private const int MaxParts = 8;
    private const int MaxRead = 100;
    private const int MaxLength = 240;

    /// <param name="first">Names of fields to put first: those a rule looks at. Null: in the event's order.</param>
    public static string Of(StreamEvent item, IReadOnlyCollection<string>? first = null)
    {
        var parts = new List<(string Name, string Text)>();
        var around = new Stack<string>();
        var reader = new Utf8JsonReader(item.Data.Span, new JsonReaderOptions { MaxDepth = 128 });
        var name = "";
        while (reader.Read() && parts.Count < MaxRead)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Join(around, reader.GetString()!);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    around.Push(name);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    name = around.Pop();
                    break;
                case JsonTokenType.String:
                    parts.Add((name, $"{name} {reader.GetString()}"));
                    break;
                default:
                    parts.Add((name, $"{name} {Encoding.UTF8.GetString(reader.ValueSpan)}"));
                    break;
            }
        }

        if (parts.Count == 0)
            return "no values";
        var shown = parts.OrderByDescending(p => first?.Contains(p.Name) ?? false).Take(MaxParts).Select(p => p.Text);
        return ShownText.Of(string.Join("  ·  ", shown), MaxLength);
    }

    private static string Join(Stack<string> around, string name) =>
        around.TryPeek(out var outer) && outer.Length > 0 ? $"{outer}.{name}" : name;
}
