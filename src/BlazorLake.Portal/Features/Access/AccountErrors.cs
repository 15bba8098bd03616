using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Access;

/// <summary>What Identity refuses, in words that say what to do.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError InvalidToken() =>
        Say(nameof(InvalidToken), "This link has been used already, or is more than a day old. Ask an administrator for a new link.");

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), "The present password is not right.");

    public override IdentityError DuplicateEmail(string email) => Say(nameof(DuplicateEmail), $"There is a user with the e-mail address {email} already.");

    public override IdentityError InvalidEmail(string? email) => Say(nameof(InvalidEmail), $"'{email}' is no e-mail address. Write one such as ana@example.com.");

    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), $"The password is too short: it needs at least {length} characters.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Say(nameof(PasswordRequiresUniqueChars), $"The password is too simple: it needs at least {uniqueChars} different characters.");

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), "Somebody else changed this user at the same moment. Look again, and repeat it if it is still needed.");

    private static IdentityError Say(string code, string words) => new() { Code = code, Description = words };
}
