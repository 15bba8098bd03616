using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;

namespace BlazorLake.Portal.Features.Account;

/// <summary>What the account pages say about what the address tells them.</summary>
internal static class AccountWords
{
    /// <summary>Anyone can write an address, so reasons in it are shown only where ours come from, as text, and not without end.</summary>
    private const int MaxReasons = 5;

    public static IReadOnlyList<string> ForProblem(string problem, IReadOnlyList<string> reasons) => problem switch
    {
        AccountProblems.Credentials => ["The e-mail address or the password is not right."],
        AccountProblems.LockedOut => ["Too many wrong passwords. Try again in five minutes, or sign in with a passkey."],
        AccountProblems.WrongCode => ["This is not the code that was printed when BlazorLake started. It is new at each start."],
        AccountProblems.Passkey => ["The passkey was not accepted. Try again, or use your password."],
        AccountProblems.Refused when reasons.Count > 0 => [.. reasons.Take(MaxReasons).Select(reason => ShownText.Of(reason, 300))],
        _ => ["That did not work. Try again."],
    };

    public static string? ForDone(string? done) => done switch
    {
        "password" => "The password is changed.",
        "passkey" => "The passkey is added. You can sign in with it from now on.",
        _ => null,
    };
}
