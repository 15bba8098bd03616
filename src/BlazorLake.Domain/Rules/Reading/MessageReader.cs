namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads <c>message</c> and checks that each hole can be filled.</summary>
internal static class MessageReader
{
    public static RuleMessage Read(Members rule, IReadOnlyList<FieldPath> key, ParameterTable parameters, RuleErrors errors)
    {
        if (!rule.TryGet("message", out var element) || Members.Read(element, rule.At("message"), "title, body, link", errors) is not { } members)
            return RuleMessage.Default;
        return new RuleMessage(Text("title", RuleLimits.TitleLength), Text("body", RuleLimits.BodyLength), Text("link", RuleLimits.LinkLength));

        string? Text(string name, int longest)
        {
            var text = members.Text(name, longest);
            if (text is not null && !MessageTemplate.TryParse(text, out var template, out var problem))
                errors.Add(members.At(name), problem);
            else if (text is not null && MessageTemplate.TryParse(text, out template, out _) && Unfilled(template) is { } unfilled)
                errors.Add(members.At(name), unfilled);
            return text;
        }

        string? Unfilled(MessageTemplate template)
        {
            foreach (var hole in template.Parts.OfType<MessagePart.Hole>())
            {
                if (hole.Root == "key" && hole.Path.Length > 0 && !key.Any(k => FieldPath.Parse(hole.Path).Equals(k)))
                    return $"'{{{{ key.{FieldPathText.Shorten(hole.Path)} }}}}' is not part of the rule's key ({(key.Count == 0 ? "it has none" : string.Join(", ", key))}). For any field of the event write {{{{ data.{FieldPathText.Shorten(hole.Path)} }}}}.";
                if (hole.Root == "parameters" && parameters.Find(hole.Path) is null)
                    return $"'{{{{ parameters.{FieldPathText.Shorten(hole.Path)} }}}}' is no parameter of the rule ({parameters.Names}).";
            }

            return null;
        }
    }
}
