using BlazorLake.Domain.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.ApiKeys;

/// <summary>Asks for the name and scopes of a new key.</summary>
public sealed partial class ApiKeyDialog
{
    private readonly HashSet<string> _scopes = [Scopes.EventsWrite];
    private string _name = "";
    private bool _nameMissing;
    private bool _scopesMissing;

    [CascadingParameter]
    private IMudDialogInstance? Dialog { get; set; }

    private void Choose(string scope, bool chosen)
    {
        if (chosen)
            _scopes.Add(scope);
        else
            _scopes.Remove(scope);
    }

    private void Create()
    {
        (_nameMissing, _scopesMissing) = (string.IsNullOrWhiteSpace(_name), _scopes.Count == 0);
        if (!_nameMissing && !_scopesMissing)
            Dialog?.Close(DialogResult.Ok(new ApiKeyRequest(_name.Trim(), [.. Scopes.All.Where(_scopes.Contains)])));
    }
}
