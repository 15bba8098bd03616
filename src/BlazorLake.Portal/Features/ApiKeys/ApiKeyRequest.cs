namespace BlazorLake.Portal.Features.ApiKeys;

/// <summary>What the dialog asks for.</summary>
internal sealed record ApiKeyRequest(string Name, IReadOnlyList<string> Scopes);
