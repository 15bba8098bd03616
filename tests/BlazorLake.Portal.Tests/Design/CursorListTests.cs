using BlazorLake.Domain;
using BlazorLake.Portal.Design;
using Bunit;

namespace BlazorLake.Portal.Tests.Design;

public sealed class CursorListTests : PageContext
{
    private readonly List<string?> _asked = [];
    private Exception? _failure;
    private int _total = 5;

    [Fact]
    public void FirstPage_Ready_ShowsItemsAndAsksForMoreOnDemand()
    {
        var list = RenderList();
        Assert.Equal([null], _asked);

        Button(list, "Show more").Click();
        Button(list, "Show more").Click();

        Assert.Equal([null, "2", "4"], _asked);
        Assert.Equal(5, list.Instance.Items.Count);
        Assert.Empty(list.FindAll("button"));
    }

    [Fact]
    public void FirstPage_Nothing_ShowsWhatToDo()
    {
        _total = 0;
        Assert.Contains("nothing here", RenderList().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Fails_TriesAgainOnDemand()
    {
        _failure = new TimeoutException("secret host name");
        var list = RenderList();
        Assert.DoesNotContain("secret", list.Markup, StringComparison.Ordinal);

        _failure = null;
        Button(list, "Try again").Click();

        Assert.Equal(2, list.Instance.Items.Count);
    }

    [Fact]
    public void RefreshKey_Changes_ReadsTheFirstPageAgainUnlessTheReaderWentFurther()
    {
        var list = RenderList();
        list.Render(p => p.Add(l => l.RefreshKey, 1));
        Assert.Equal([null, null], _asked);

        Button(list, "Show more").Click();
        list.Render(p => p.Add(l => l.RefreshKey, 2));

        Assert.Equal([null, null, "2"], _asked);
    }

    private IRenderedComponent<CursorList<int>> RenderList() => Render<CursorList<int>>(list => list
        .Add(l => l.Label, "Numbers")
        .Add(l => l.PageSize, 2)
        .Add(l => l.Load, LoadAsync)
        .Add(l => l.ItemTemplate, item => $"<span>{item}</span>")
        .Add(l => l.Empty, "nothing here"));

    private Task<Page<int>> LoadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (_failure is not null)
            return Task.FromException<Page<int>>(_failure);
        _asked.Add(page.Cursor);
        var start = page.Cursor is null ? 0 : int.Parse(page.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        var end = Math.Min(start + page.Limit, _total);
        return Task.FromResult(new Page<int>([.. Enumerable.Range(start, end - start)], end < _total ? end.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }
}
