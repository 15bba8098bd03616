using System.Globalization;

namespace BlazorLake.Portal.Features.Import;

/// <summary>Tells a person on standard error how far an import is, and which rows were rejected.</summary>
internal sealed class ImportProgress(TextWriter output, TimeProvider time, long fileBytes)
{
    private const int MaxRejectionsShown = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _toldAt = time.GetTimestamp();
    private int _rejections;

    /// <summary>At most once a second.</summary>
    public void Tell(string step, long bytesRead, long rows)
    {
        if (time.GetElapsedTime(_toldAt) < Interval)
            return;
        _toldAt = time.GetTimestamp();
        var share = fileBytes == 0 ? 100 : Math.Min(100, bytesRead * 100 / fileBytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {share} %, {rows:N0} rows"));
    }

    public void Say(string sentence) => output.WriteLine(sentence);

    public void Reject(long line, string error)
    {
        if (_rejections < MaxRejectionsShown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {line} rejected: {error}"));
        else if (_rejections == MaxRejectionsShown)
            output.WriteLine("Further rejected rows are counted, not shown.");
        _rejections++;
    }
}
