using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Access;

/// <summary>Notes when a person last signed in.</summary>
internal sealed class SignInLog(UserManager<PortalUser> users, TimeProvider clock)
{
    public async Task SignedInAsync(PortalUser user)
    {
        user.LastSignInAt = clock.GetUtcNow();
        await users.UpdateAsync(user);
    }
}
