using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Portal.Features.Access;

/// <summary>Section <c>Bootstrap</c>: what is made in an empty database, so that a first start needs no page.</summary>
internal sealed class BootstrapOptions : IValidatableObject
{
    /// <summary>The first administrator's e-mail address; with <see cref="AdminPassword"/>.</summary>
    [EmailAddress(ErrorMessage = "Bootstrap:AdminEmail is no e-mail address.")]
    public string? AdminEmail { get; set; }

    public string? AdminPassword { get; set; }

    /// <summary>The secret of an API key with all scopes.</summary>
    [RegularExpression(@"[!-~]{1,512}", ErrorMessage = "Bootstrap:ApiKey must be 1 to 512 visible ASCII characters without spaces, because it travels in a header.")]
    public string? ApiKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(AdminEmail) != string.IsNullOrEmpty(AdminPassword))
            yield return new ValidationResult("Bootstrap:AdminEmail and Bootstrap:AdminPassword go together: give both or none.");
    }
}
