using System.Diagnostics.CodeAnalysis;

namespace BlazorLake.Domain.Rules;

/// <summary>One piece of a message: text as it is, or a hole that a value fills. Closed.</summary>
public abstract record MessagePart
{
    private MessagePart()
    {
    }

    public sealed record Literal(string Text) : MessagePart;

    /// <param name="Root">One of <see cref="MessageTemplate.Roots"/>.</param>
    /// <param name="Path">What follows the root's dot; empty for <c>{{ key }}</c>, all key values together.</param>
    public sealed record Hole(string Root, string Path) : MessagePart;
}

/// <summary>Text with holes: <c>{{ rule.name }}</c>, <c>{{ event.id }}</c>, <c>{{ key.customerId }}</c>, <c>{{ data.total }}</c>, <c>{{ parameters.limit }}</c>.</summary>
/// <remarks>A hole without a value is filled with nothing. Immutable.</remarks>
public sealed record MessageTemplate(IReadOnlyList<MessagePart> Parts)
{
    public static IReadOnlyList<string> Roots { get; } = ["rule", "event", "key", "data", "parameters"];

    public static IReadOnlyList<string> RuleMembers { get; } = ["id", "name", "description", "severity", "version"];

    public static IReadOnlyList<string> EventMembers { get; } = ["id", "source", "type", "subject", "time", "stream", "receivedAt"];

    /// <summary>Reads <paramref name="text"/>; when it is no template, <paramref name="problem"/> says why.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MessageTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        problem = null;
        var parts = new List<MessagePart>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
                open = text.Length;
            if (open > at)
                parts.Add(new MessagePart.Literal(text[at..open]));
            if (open == text.Length)
                break;
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                problem = "A hole that starts with {{ ends with }}; this one is not closed.";
                return false;
            }

            if ((problem = ReadHole(text[(open + 2)..close].Trim(), out var hole)) is not null)
                return false;
            parts.Add(hole!);
            at = close + 2;
        }

        template = new MessageTemplate(parts);
        return true;
    }

    private static string? ReadHole(string text, out MessagePart.Hole? hole)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var root = dot < 0 ? text : text[..dot];
        var path = dot < 0 ? "" : text[(dot + 1)..];
        hole = new MessagePart.Hole(root, path);
        var given = FieldPathText.Shorten(text);
        if (text.Contains('|', StringComparison.Ordinal))
            return $"'{{{{ {given} }}}}' has a filter; only values can be filled in, such as {{{{ data.total }}}}.";
        return root switch
        {
            "rule" when RuleMembers.Contains(path) => null,
            "rule" => $"'{{{{ {given} }}}}' is not known: of the rule there are {string.Join(", ", RuleMembers)}.",
            "event" when EventMembers.Contains(path) => null,
            "event" => $"'{{{{ {given} }}}}' is not known: of the event there are {string.Join(", ", EventMembers)}.",
            "key" when path.Length == 0 && dot < 0 => null,
            "key" or "data" => FieldPath.TryParse(path, out _, out var problem) ? null : $"'{{{{ {given} }}}}': {problem}",
            "parameters" when path.Length > 0 => null,
            _ => $"'{{{{ {given} }}}}' is not known. A hole starts with rule., event., key., data. or parameters., such as {{{{ data.total }}}}.",
        };
    }
}
