using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Fills the holes of a rule's message from an event, as plain text.</summary>
internal sealed class MessageRenderer
{
    private const int MostValues = 20;

    private readonly PathTable _paths;
    private readonly SavedRule _rule;
    private readonly ParameterValues _parameters;
    private readonly Part[] _title;
    private readonly Part[] _body;

    public MessageRenderer(PathTable paths, SavedRule rule, ParameterValues parameters)
    {
        _paths = paths;
        _rule = rule;
        _parameters = parameters;
        var message = rule.Definition.Message;
        _title = Prepare(string.IsNullOrWhiteSpace(message.Title) ? "{{ rule.name }}" : message.Title);
        _body = Prepare(message.Body ?? DefaultBody(rule.Definition));
    }

    /// <summary>Null when the rule's message can be rendered, else what is wrong with it.</summary>
    public static string? Problem(RuleDefinition rule) => ProblemOf(rule.Message.Title) ?? ProblemOf(rule.Message.Body);

    /// <summary>One line.</summary>
    public string Title(EventView view) => Clean(Render(_title, view), RuleLimits.TitleLength, keepLines: false);

    public string Body(EventView view) => Clean(Render(_body, view), RuleLimits.BodyLength, keepLines: true);

    private static string? ProblemOf(string? text) => text is null || MessageTemplate.TryParse(text, out _, out var problem) ? null : problem;

    private static string DefaultBody(RuleDefinition rule) => rule.Key.Count == 0
        ? "Event {{ event.id }} on {{ event.stream }}"
        : "{{ key }} on {{ event.stream }}";

    private Part[] Prepare(string text)
    {
        if (!MessageTemplate.TryParse(text, out var template, out var problem))
            throw new InvalidOperationException(problem);
        return [.. template.Parts.Select(p => new Part(p, SlotOf(p)))];
    }

    private int SlotOf(MessagePart part) =>
        part is MessagePart.Hole { Root: "data" or "key", Path.Length: > 0 } hole ? _paths.SlotOf(FieldPath.Parse(hole.Path)) : -1;

    private string Render(Part[] parts, EventView view)
    {
        var text = new StringBuilder();
        foreach (var (part, slot) in parts)
        {
            if (part is MessagePart.Literal literal)
                text.Append(literal.Text);
            else if (slot >= 0)
                Append(text, view[slot]);
            else
                text.Append(ValueOf((MessagePart.Hole)part, view));
        }

        return text.ToString();
    }

    private string? ValueOf(MessagePart.Hole hole, EventView view) => (hole.Root, hole.Path) switch
    {
        ("rule", "id") => _rule.Id.ToString(),
        ("rule", "name") => _rule.Definition.Name,
        ("rule", "description") => _rule.Definition.Description,
        ("rule", "severity") => _rule.Definition.Severity.ToString().ToLowerInvariant(),
        ("rule", _) => _rule.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ("event", "id") => view.Event.Id,
        ("event", "source") => view.Event.Source,
        ("event", "type") => view.Event.Type,
        ("event", "subject") => view.Event.Subject,
        ("event", "time") => EventText.TimeOf(view.Event.Time),
        ("event", "stream") => view.Event.Stream.Value,
        ("event", _) => EventText.TimeOf(view.Event.ReceivedAt),
        ("parameters", var name) => _parameters.Values.TryGetValue(name, out var value) ? string.Join(", ", value.Values) : null,
        _ => AllKeys(view),
    };

    private string AllKeys(EventView view)
    {
        var text = new StringBuilder();
        foreach (var path in _rule.Definition.Key)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(path.Text).Append(' ');
            Append(text, view[_paths.SlotOf(path)]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, FieldValues field)
    {
        for (var i = 0; i < Math.Min(field.Count, MostValues); i++)
        {
            var value = field.Values[i];
            text.Append(i == 0 ? "" : ", ").Append(value.Kind switch
            {
                JsonValueKind.String => value.Text,
                JsonValueKind.Null => "",
                _ => value.Element.GetRawText(),
            });
        }

        if (field.Count > MostValues)
            text.Append(", …");
    }

    /// <summary>Control characters become spaces (but line ends, where they may stay), and the text is cut at its limit.</summary>
    private static string Clean(string text, int longest, bool keepLines)
    {
        if (text.Length > longest)
            text = string.Concat(text.AsSpan(0, longest - (char.IsHighSurrogate(text[longest - 2]) ? 2 : 1)), "…");
        return string.Create(text.Length, (text, keepLines), static (cleaned, from) =>
        {
            for (var i = 0; i < cleaned.Length; i++)
                cleaned[i] = char.IsControl(from.text[i]) && !(from.keepLines && from.text[i] == '\n') ? ' ' : from.text[i];
        });
    }

    private sealed record Part(MessagePart Source, int Slot);
}
