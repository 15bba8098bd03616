using System.Text;

namespace BlazorLake.Lake.Log;

/// <summary><c>path</c> in the log is a percent-encoded URI; here it is a plain path, so that one file has one name.</summary>
/// <remarks>Source: PROTOCOL.md "Add File and Remove File". Absolute paths lose their <c>file:</c> and repeated slashes.</remarks>
internal static class DeltaPath
{
    private const string Plain = "-_.~/=";

    public static string Decode(string uri)
    {
        var path = Uri.UnescapeDataString(uri);
        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            path = path["file:".Length..];
        return path.StartsWith('/') ? "/" + path.TrimStart('/') : path;
    }

    public static string Encode(string path)
    {
        var encoded = new StringBuilder(path.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(path))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || Plain.Contains((char)octet, StringComparison.Ordinal))
                encoded.Append((char)octet);
            else
                encoded.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>Whether the file is inside its table's folder, as every file of ours is.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !path.StartsWith('/') && !path.Contains("://", StringComparison.Ordinal) && !path.Split('/', '\\').Contains("..");
}
