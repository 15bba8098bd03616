using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Alerts;

namespace BlazorLake.Portal.Tests.Alerts;

public class AlertQueryTests
{
    private static readonly RuleId Rule = new(Guid.Parse("0197a000-0000-7000-8000-000000000001"));

    public static TheoryData<AlertQuery, string> Views => new()
    {
        { AlertQuery.Default, "/alerts" },
        { AlertQuery.Default with { State = null }, "/alerts?state=all" },
        { AlertQuery.Default with { State = AlertState.Snoozed, MinSeverity = Severity.Critical }, "/alerts?state=snoozed&severity=critical" },
        { AlertQuery.Default with { Rule = Rule, Text = "a&b=c d" }, "/alerts?rule=0197a000-0000-7000-8000-000000000001&q=a%26b%3Dc%20d" },
    };

    [Theory, MemberData(nameof(Views))]
    public void ToUrl_View_IsItsAddress(AlertQuery view, string url) => Assert.Equal(url, view.ToUrl());

    [Theory]
    [InlineData("nonsense", "7", "not-a-guid", "  ")]
    [InlineData(null, null, null, null)]
    public void Parse_NothingUsable_IsTheDefault(string? state, string? severity, string? rule, string? text) =>
        Assert.Equal(AlertQuery.Default, AlertQuery.Parse(state, severity, rule, text));

    [Fact]
    public void Parse_Everything_IsTheView() =>
        Assert.Equal(new AlertQuery(null, Severity.Warning, Rule, "basket"), AlertQuery.Parse("all", "warning", Rule.ToString(), " basket "));
}
