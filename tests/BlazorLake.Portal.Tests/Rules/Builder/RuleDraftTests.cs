using System.Text.Json.Nodes;
using BlazorLake.Portal.Features.Rules.Builder;

namespace BlazorLake.Portal.Tests.Rules.Builder;

public class RuleDraftTests
{
    private const string Everything = """
        {
          "name": "Large basket, unpaid", "description": "d", "tags": ["shop"], "severity": "critical", "stream": "shop.cart",
          "parameters": [{ "name": "limit", "type": "number", "default": 100 }],
          "match": { "all": [
            { "field": "total", "op": "gt", "value": { "param": "limit" } },
            { "any": [ { "field": "country", "op": "in", "value": ["FR", "DE", null, 12.50, true] }, { "field": "customer.tier", "op": "eq", "value": "GOLD", "ignoreCase": true } ] },
            { "none": [ { "field": "at", "op": "between", "value": ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00+01:00"] }, { "field": "gone", "op": "missing" }, { "field": "a", "op": "lt", "otherField": "b" } ] },
            { "field": "n", "op": "between", "value": [1, { "param": "limit" }] },
            { "field": "id", "op": "eq", "value": 123456789012345678901234567890 } ] },
          "key": ["customerId"], "detect": { "kind": "each" }, "cooldown": "PT15M", "resolveAfter": "PT26H",
          "message": { "title": "{{ rule.name }}", "body": "{{ data.total }}", "link": "" },
          "examples": [{ "events": [{ "data": { "total": 101 } }], "fires": true }]
        }
        """;

    [Fact]
    public void Write_WhatWasRead_IsTheSameDocument()
    {
        var expected = JsonNode.Parse(Everything)!;
        expected["message"]!.AsObject().Remove("link");

        var written = RuleDraftWriter.Write(RuleDraftReader.Read(Everything));

        Assert.Equal(Normal(expected), Normal(written));
    }

    [Fact]
    public void Read_SingleComparison_BecomesAGroupOfOne()
    {
        var draft = RuleDraftReader.Read("""{"name":"n","stream":"s","match":{"field":"a","op":"eq","value":1}}""");

        Assert.Equal("""{"all":[{"field":"a","op":"eq","value":1}]}""", RuleDraftWriter.Write(draft)["match"]!.ToJsonString());
    }

    [Fact]
    public void Write_NoConditions_HasNoMatch() =>
        Assert.False(RuleDraftWriter.Write(new RuleDraft { Name = "n", Stream = "s" }).ContainsKey("match"));

    [Fact]
    public void Pointer_NestedCondition_IsItsPlaceInTheDocument()
    {
        var draft = RuleDraftReader.Read(Everything);

        Assert.Equal("/match/all/1/any/1", draft.Match.Conditions().Single(c => c.Field == "customer.tier").Pointer);
    }

    [Fact]
    public void Read_NestedFourHundredDeep_IsWrittenBack()
    {
        const int depth = 400;
        var match = string.Concat(Enumerable.Repeat("""{"any":[""", depth)) + """{"field":"a","op":"exists"}""" + string.Concat(Enumerable.Repeat("]}", depth));
        var draft = RuleDraftReader.Read($$"""{"name":"n","stream":"s","match":{{match}}}""");

        Assert.Equal(match, RuleDraftWriter.Write(draft)["match"]!.ToJsonString(RuleDraftWriter.Compact));
    }

    [Fact]
    public void WriteFinished_UnfinishedConditions_AreLeftOutWithTheirEmptyGroups()
    {
        var draft = new RuleDraft { Name = "n", Stream = "s" };
        draft.Match.Add(draft.NewCondition());
        var group = draft.NewGroup(GroupKind.Any);
        draft.Match.Add(group);
        group.Add(draft.NewCondition());

        Assert.False(RuleDraftWriter.WriteFinished(draft).ContainsKey("match"));
    }

    public static TheoryData<string, int, bool, string> Moves => new()
    {
        { "down over a condition", 0, false, "b a (c)" },
        { "down into a group", 1, false, "a (b c)" },
        { "up out of a group", 2, true, "a b c ()" },
        { "down out of a group", 2, false, "a b () c" },
        { "up at the top does nothing", 0, true, "a b (c)" },
    };

    [Theory, MemberData(nameof(Moves))]
    public void Move_Line_GoesOneStepInReadingOrder(string what, int line, bool up, string expected)
    {
        var draft = new RuleDraft();
        var group = draft.NewGroup(GroupKind.Any);
        DraftCondition[] lines = [draft.NewCondition(), draft.NewCondition(), draft.NewCondition()];
        (lines[0].Field, lines[1].Field, lines[2].Field) = ("a", "b", "c");
        draft.Match.Add(lines[0]);
        draft.Match.Add(lines[1]);
        draft.Match.Add(group);
        group.Add(lines[2]);

        RuleDraft.Move(lines[line], up);

        Assert.True(expected == Shape(draft.Match), $"{what}: {Shape(draft.Match)}");
    }

    [Fact]
    public void Wrap_ThenUnwrap_IsAsBefore()
    {
        var draft = RuleDraftReader.Read(Everything);
        var before = RuleDraftWriter.WriteText(draft);

        var group = draft.Wrap(draft.Match.Children[0], GroupKind.Any);
        Assert.NotEqual(before, RuleDraftWriter.WriteText(draft));
        RuleDraft.Unwrap(group);

        Assert.Equal(before, RuleDraftWriter.WriteText(draft));
    }

    [Theory]
    [InlineData("PT15M", "15", DurationUnit.Minutes)]
    [InlineData("P1D", "1", DurationUnit.Days)]
    [InlineData("PT90M", "90", DurationUnit.Minutes)]
    [InlineData("PT36H", "36", DurationUnit.Hours)]
    public void Duration_Document_IsTheGreatestUnitThatSaysItExactly(string iso, string amount, DurationUnit unit) =>
        Assert.Equal(new DraftDuration(amount, unit), DraftDuration.Of(iso, DurationUnit.Seconds));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("1000001")]
    public void Duration_NoWholeNumber_HasAProblem(string amount) => Assert.NotNull(new DraftDuration(amount, DurationUnit.Hours).Problem());

    private static string Shape(DraftGroup group) =>
        string.Join(' ', group.Children.Select(c => c is DraftGroup inner ? $"({Shape(inner)})" : ((DraftCondition)c).Field));

    private static string Normal(JsonNode node) => JsonNode.Parse(node.ToJsonString())!.ToJsonString();
}
