namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What the message would say about one event.</summary>
public sealed record MessagePreview(string Title, string Body);
