namespace BlazorLake.Portal.Features.Access;

/// <summary>The words of <c>?problem=</c>; a page says them in its own words. With <see cref="Refused"/> the sentences are in <c>?reason=</c>, once for each: text of ours, but shown as text only.</summary>
internal static class AccountProblems
{
    public const string Credentials = "credentials";
    public const string LockedOut = "lockedOut";
    public const string WrongCode = "code";
    public const string Passkey = "passkey";
    public const string Refused = "refused";

    public static string Add(string url, string problem, IReadOnlyList<string>? reasons = null) =>
        $"{url}{(url.Contains('?') ? '&' : '?')}problem={problem}{string.Concat((reasons ?? []).Select(r => $"&reason={Uri.EscapeDataString(r)}"))}";
}
