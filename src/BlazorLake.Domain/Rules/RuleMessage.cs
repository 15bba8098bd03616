namespace BlazorLake.Domain.Rules;

/// <summary>What an alert of a rule says: text with holes such as <c>{{ data.total }}</c>.</summary>
/// <param name="Title">Null: the rule's name.</param>
/// <param name="Body">Null: the stream and the key.</param>
/// <param name="Link">Null or empty: the alert's page.</param>
public sealed record RuleMessage(string? Title = null, string? Body = null, string? Link = null)
{
    public static readonly RuleMessage Default = new();
}
