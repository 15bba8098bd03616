namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <param name="Name">For file names: <c>desktop-light</c>.</param>
public sealed record Screen(string Name, int Width, int Height, bool IsDark)
{
    public static readonly Screen Desktop = new("desktop-light", 1440, 900, false);
    public static readonly Screen DesktopDark = new("desktop-dark", 1440, 900, true);
    public static readonly Screen Phone = new("phone-light", 390, 844, false);
    public static readonly Screen PhoneDark = new("phone-dark", 390, 844, true);

    public static readonly IReadOnlyList<Screen> All = [Desktop, DesktopDark, Phone, PhoneDark];

    public bool IsPhone => Width < 600;
}
