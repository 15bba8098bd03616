using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Rules.Builder;
using Bunit;

namespace BlazorLake.Portal.Tests.Rules.Builder;

/// <summary>The inputs of the rule builder that take more than a text: lists, tags, durations.</summary>
public sealed class ValueEditorsTests : WorkContext
{
    private readonly DraftCondition _condition = new() { Field = "total", Operator = Operators.Of(OperatorKind.In) };
    private readonly RuleEditor _editor = new(new RuleDraft());

    [Fact]
    public void List_NumbersWithCommas_BecomeOneChipEachAndNoneTwice()
    {
        var list = RenderList(ScalarType.Number);

        Type(list, "Add a value", "1, 2.50;3 1");

        Assert.Equal(["1", "2.50", "3"], list.FindAll("[aria-label=Values] .bl-cut").Select(chip => chip.TextContent));
        list.Find("[aria-label='Remove 2.50']").Click();
        Assert.Equal(["1", "3"], _condition.Values.Select(value => value.Text));
    }

    [Fact]
    public void List_TextWithAComma_IsOneValue()
    {
        var list = RenderList(ScalarType.Text);

        Type(list, "Add a value", "Storage basket, seagrass");

        Assert.Equal("Storage basket, seagrass", Assert.Single(_condition.Values).Text);
    }

    [Fact]
    public void List_NoNumber_SaysSoAndKeepsWhatWasTyped()
    {
        var list = RenderList(ScalarType.Number);

        Type(list, "Add a value", "12x");

        Assert.NotEqual("", list.Find("[role=alert]").TextContent);
        Assert.Equal("12x", list.Find("[aria-label='Add a value']").GetAttribute("value"));
        Assert.Empty(_condition.Values);
    }

    [Fact]
    public void Tags_AddedTwice_AreThereOnceAndGoOneByOne()
    {
        var values = new List<string>();
        var changes = 0;
        var tags = Render<TagsEditor>(p => p.Add(t => t.Label, "Tags").Add(t => t.AddLabel, "Add a tag").Add(t => t.Values, values).Add(t => t.OnChanged, () => changes++));

        Type(tags, "Add a tag", " shop ");
        Type(tags, "Add a tag", "shop");
        Type(tags, "Add a tag", "  ");

        Assert.Equal(["shop"], values);
        Assert.Equal(1, changes);
        tags.Find("[aria-label='Remove shop']").Click();
        Assert.Empty(values);
    }

    [Fact]
    public void Duration_AmountAndUnit_AreReadSeparately()
    {
        var value = DraftDuration.None(DurationUnit.Minutes);
        var duration = Render<DurationEditor>(p => p.Add(d => d.Label, "Tell at most every").Add(d => d.Value, value).Add(d => d.ValueChanged, changed => value = changed));

        duration.Find("input").Input(" 90 ");
        Assert.Equal(new DraftDuration("90", DurationUnit.Minutes), value);
        duration.Render(p => p.Add(d => d.Value, value));
        duration.Find("[aria-label='Unit of: Tell at most every']").Change("Hours");

        Assert.Equal(new DraftDuration("90", DurationUnit.Hours), value);
        Assert.Equal("Tell at most every", duration.Find($"label[for={duration.Find("input").Id}]").TextContent);
    }

    private IRenderedComponent<ListEditor> RenderList(ScalarType type) =>
        Render<ListEditor>(p => p.AddCascadingValue(_editor).Add(l => l.Condition, _condition).Add(l => l.Types, [type]));

    private static void Type<T>(IRenderedComponent<T> editor, string label, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        editor.Find($"[aria-label='{label}']").Input(text);
        editor.Find($"[aria-label='{label}']").KeyDown("Enter");
    }
}
