using System.Security.Cryptography;
using System.Text.Json;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Hosting;

namespace BlazorLake.Portal.Features.Demo;

/// <summary>Three people to sign in as. Their passwords are drawn at the first start and kept in the data folder, so that no demo in reach of others has known ones.</summary>
internal sealed class DemoSignIn(IServiceScopeFactory scopes, PortalSettings settings)
{
    public const string FileName = "demo-sign-in.json";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz";

    private static readonly (string Email, string Name, string Role)[] People =
    [
        ("admin@demo.example", "Ada Admin", UserRoles.Administrator),
        ("editor@demo.example", "Ed Editor", UserRoles.Editor),
        ("viewer@demo.example", "Vi Viewer", UserRoles.Viewer),
    ];

    private string FilePath => Path.Combine(settings.DataDirectory, FileName);

    /// <summary>Makes those who are missing. Those whose password is known here, in the order to print.</summary>
    public async Task<IReadOnlyList<DemoPerson>> EnsureAsync(CancellationToken cancellationToken)
    {
        var passwords = await ReadAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserAdministration>();
        foreach (var (email, name, role) in People)
        {
            if (await users.ExistsAsync(email))
                continue;
            passwords[email] = NewPassword();
            await WriteAsync(passwords, cancellationToken);
            if (await users.CreateAsync(email, name, role, passwords[email], "demo", cancellationToken) is UserOutcome.Refused refused)
                throw new InvalidOperationException($"The demo's user {email} could not be made: {string.Join(' ', refused.Reasons)}");
        }

        return [.. People.Where(p => passwords.ContainsKey(p.Email)).Select(p => new DemoPerson(p.Role, p.Email, passwords[p.Email]))];
    }

    /// <summary>Easy to type: three groups of letters and a number.</summary>
    private static string NewPassword() =>
        $"{char.ToUpperInvariant(Letters[RandomNumberGenerator.GetInt32(Letters.Length)])}{RandomNumberGenerator.GetString(Letters, 3)}-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetInt32(10, 100)}";

    private async Task<Dictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(FilePath))
            return [];
        await using var file = File.OpenRead(FilePath);
        return await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(file, cancellationToken: cancellationToken) ?? [];
    }

    private async Task WriteAsync(Dictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(FilePath, options);
        await JsonSerializer.SerializeAsync(file, passwords, cancellationToken: cancellationToken);
    }
}

internal sealed record DemoPerson(string Role, string Email, string Password);
