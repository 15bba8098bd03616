using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Tests.Design;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("plain 😀 text", "plain 😀 text")]
    [InlineData("a\0b\u007f", "a␀b␡")]
    [InlineData("line\nline", "line␊line")]
    [InlineData("admin\u202egnp.exe", "admin\ufffdgnp.exe")]
    public void Of_HostileCharacters_ShowsThemHarmlessly(string text, string expected) => Assert.Equal(expected, ShownText.Of(text));

    // Not as InlineData: an attribute's text is UTF-8, which has no unpaired surrogates.
    [Fact]
    public void Of_UnpairedSurrogates_ShowsThatSomethingIsWrong()
    {
        Assert.Equal("\ufffdx", ShownText.Of("\ud800x"));
        Assert.Equal("x\ufffd", ShownText.Of("x\udc00"));
    }

    [Fact]
    public void Of_LongText_IsCutBetweenCharacters() => Assert.Equal("abc…", ShownText.Of("abc😀def", 4));

    [Fact]
    public void Of_KeepLines_LeavesLineBreaks() => Assert.Equal("a\n\tb", ShownText.Of("a\n\tb", keepLines: true));
}
