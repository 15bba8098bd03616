using BlazorLake.Portal.Features.Account;
using Bunit;

namespace BlazorLake.Portal.Tests.Account;

public sealed class AccountWordsTests
{
    [Theory]
    [InlineData("credentials", "The e-mail address or the password is not right.")]
    [InlineData("<script>", "That did not work. Try again.")]
    [InlineData("refused", "That did not work. Try again.")]
    public void ForProblem_AnyWord_AnswersInOurs(string problem, string expected) => Assert.Equal([expected], AccountWords.ForProblem(problem, []));

    [Fact]
    public void ForProblem_ReasonsFromTheAddress_AreBounded()
    {
        var shown = AccountWords.ForProblem("refused", [.. Enumerable.Repeat(new string('x', 5000), 50)]);
        Assert.Equal(5, shown.Count);
        Assert.All(shown, sentence => Assert.True(sentence.Length <= 301));
    }

    [Fact]
    public void ForDone_UnknownWord_SaysNothing() => Assert.Null(AccountWords.ForDone("everything"));

    [Fact]
    public void Notice_HostileReason_IsShownAsText()
    {
        using var context = new BunitContext();
        var notice = context.Render<AccountNotice>(n => n.Add(p => p.Problem, "refused").Add(p => p.Reasons, ["<img src=x>"]));
        Assert.Empty(notice.FindAll("img"));
        Assert.Equal("<img src=x>", notice.Find("p").TextContent);
    }
}
