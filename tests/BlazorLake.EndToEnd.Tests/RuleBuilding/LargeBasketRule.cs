using System.Text.RegularExpressions;
using BlazorLake.EndToEnd.Tests.Browsers;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.RuleBuilding;

/// <summary>total &gt; 100 and (country is FR or customer.tier is gold), clicked together as a person does.</summary>
internal static class LargeBasketRule
{
    public const string Name = "Large basket";

    public const string Match =
        """{"all":[{"field":"total","op":"gt","value":100},{"any":[{"field":"country","op":"eq","value":"FR"},{"field":"customer.tier","op":"eq","value":"gold"}]}]}""";

    public static async Task BuildAsync(Person person, string stream)
    {
        var page = person.Page;
        await person.GoAsync($"/rules/new?stream={stream}");
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync(Name);
        var groups = page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { NameRegex = new Regex("^Group") });
        var conditions = page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Condition", Exact = true });
        // A group's own buttons come after those of the groups in it.
        ILocator Button(int group, string name) => groups.Nth(group).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true }).Last;

        await Button(0, "Condition").ClickAsync();
        await FillAsync(conditions.Nth(0), "total", "gt", "100");
        await Button(0, "Group").ClickAsync();
        await FillAsync(conditions.Nth(1), "country", "eq", "FR");
        await Button(1, "Condition").ClickAsync();
        await FillAsync(conditions.Nth(2), "customer.tier", "eq", "gold");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save and enable" }).First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/rules/[0-9a-f-]{36}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = Name })).ToBeVisibleAsync();
    }

    private static async Task FillAsync(ILocator condition, string field, string comparison, string value)
    {
        var input = condition.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Field", Exact = true });
        await input.FillAsync(field);
        await input.PressAsync("Enter");
        await condition.GetByLabel("Comparison").SelectOptionAsync(comparison);
        await condition.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Value", Exact = true }).PressSequentiallyAsync(value);
    }
}
