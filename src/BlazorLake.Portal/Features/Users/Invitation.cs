namespace BlazorLake.Portal.Features.Users;

/// <summary>What the dialog asks for.</summary>
internal sealed record Invitation(string Email, string DisplayName, string Role);
