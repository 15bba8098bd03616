using System.Net.Http.Headers;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Live;
using BlazorLake.Persistence.Access;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Testing;
using BlazorLake.Testing.Fakes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorLake.Portal.Tests.Access;

/// <summary>The real portal on an empty SQLite database, without a network in between.</summary>
public sealed class PortalApp : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly TemporaryFolder _folder = new("portal");
    private readonly WebApplicationFactory<Program> _factory;

    public PortalApp()
        : this(_ => { })
    {
    }

    internal PortalApp(Action<IWebHostBuilder> configure) => _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
    {
        host.UseEnvironment("Production").UseSetting("DataDirectory", _folder.Path).UseSetting("urls", "http://127.0.0.1:0");
        // A node that takes no part in the pipeline has no feed of its own.
        host.ConfigureTestServices(services => services.TryAddSingleton<ILiveFeed, FakeLiveFeed>());
        configure(host);
    });

    public IServiceProvider Services => _factory.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public HttpClient Anonymous() => _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    public async Task<HttpClient> WithKeyAsync(params IReadOnlyCollection<string> scopes)
    {
        var made = await Services.GetRequiredService<IApiKeyStore>().CreateAsync("test", scopes, "test", Stop);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Secret);
        return client;
    }

    /// <summary>A person of this role, who signed in as one does: with password and form.</summary>
    public async Task<HttpClient> SignedInAsync(string role)
    {
        var client = Anonymous();
        var answer = await PostAsync(client, AccountEndpoints.SignIn, ("email", await AddUserAsync(role)), ("password", Password));
        Assert.Equal("/", answer.Headers.Location?.ToString());
        return client;
    }

    /// <returns>The e-mail address.</returns>
    public async Task<string> AddUserAsync(string role)
    {
        var email = $"{Guid.CreateVersion7():N}@example.com";
        await using var scope = Services.CreateAsyncScope();
        Assert.IsType<UserOutcome.Done>(await scope.ServiceProvider.GetRequiredService<UserAdministration>().CreateAsync(email, "", role, Password, "test", Stop));
        return email;
    }

    internal async Task<T> WithUsersAsync<T>(Func<UserAdministration, UserManager<PortalUser>, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<UserAdministration>(), scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>());
    }

    /// <summary>Posts a form as a page of ours does, with the antiforgery token for whoever the client is signed in as.</summary>
    public async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        var (cookie, token, fieldName) = Token();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields.Append((fieldName, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, Stop);
    }

    public void Dispose()
    {
        _factory.Dispose();
        _folder.Dispose();
    }

    private (string Cookie, string Token, string FieldName) Token()
    {
        using var scope = Services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return (context.Response.Headers.SetCookie.ToString().Split(';')[0], tokens.RequestToken!, tokens.FormFieldName);
    }
}
