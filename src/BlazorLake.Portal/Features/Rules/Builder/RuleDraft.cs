using System.Text.Json.Nodes;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>A rule that is being written: always showable, not always valid. One person edits it, on one circuit.</summary>
public sealed class RuleDraft
{
    private int _lastNumber;

    public RuleDraft() => Match = NewGroup(GroupKind.All);

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public List<string> Tags { get; } = [];

    public Severity Severity { get; set; } = Severity.Warning;

    public string Stream { get; set; } = "";

    /// <summary>Further streams of a document that names several.</summary>
    public List<string> OtherStreams { get; } = [];

    public DraftGroup Match { get; private set; }

    public List<string> Key { get; } = [];

    public DraftDuration Cooldown { get; set; } = DraftDuration.None(DurationUnit.Minutes);

    public DraftDuration ResolveAfter { get; set; } = DraftDuration.None(DurationUnit.Hours);

    public string Title { get; set; } = "{{ rule.name }}";

    public string Body { get; set; } = "";

    public string Link { get; set; } = "";

    /// <summary>Members of the document that the form doesn't show: they are saved as they came.</summary>
    public JsonObject Rest { get; } = [];

    /// <summary>Names of the rule's parameters, for operands.</summary>
    public IReadOnlyList<string> Parameters => Rest["parameters"] is JsonArray parameters
        ? [.. parameters.OfType<JsonObject>().Select(p => p["name"]).OfType<JsonValue>().Select(n => n.ToString())]
        : [];

    public DraftGroup NewGroup(GroupKind kind) => new() { Number = ++_lastNumber, Kind = kind };

    public DraftCondition NewCondition() => new() { Number = ++_lastNumber };

    public void SetMatch(DraftGroup root) => Match = root;

    /// <summary>The line one step up or down in reading order, into and out of groups; false when it is at the end already.</summary>
    public static bool Move(DraftNode node, bool up)
    {
        if (node.Parent is not { } parent)
            return false;
        var index = parent.IndexOf(node);
        var next = index + (up ? -1 : 1);
        if (next >= 0 && next < parent.Children.Count)
        {
            if (parent.Children[next] is DraftGroup neighbour)
                neighbour.Insert(up ? neighbour.Children.Count : 0, node);
            else
                parent.Insert(next, node);
            return true;
        }

        if (parent.Parent is not { } outer)
            return false;
        outer.Insert(outer.IndexOf(parent) + (up ? 0 : 1), node);
        return true;
    }

    /// <summary>Puts a line into a new group of its own, at the same place.</summary>
    public DraftGroup Wrap(DraftNode node, GroupKind kind)
    {
        var group = NewGroup(kind);
        node.Parent!.Replace(node, group);
        group.Add(node);
        return group;
    }

    /// <summary>Puts the lines of a group in its place.</summary>
    public static void Unwrap(DraftGroup group)
    {
        if (group.Parent is not { } parent)
            return;
        var index = parent.IndexOf(group);
        parent.Remove(group);
        foreach (var child in group.Children.ToList())
            parent.Insert(index++, child);
    }
}
