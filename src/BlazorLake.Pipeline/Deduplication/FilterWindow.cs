using BlazorLake.Domain.Events;
using Microsoft.Win32.SafeHandles;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>Fills a filter in the order of its lines, holding 64 KiB of it at a time.</summary>
internal sealed class FilterWindow(SafeFileHandle file, long start, long lines)
{
    private const int WindowLines = 1024;

    private readonly byte[] _window = new byte[WindowLines * KeyFilter.LineBytes];
    private long _firstLine;

    public void Add(EventKey key)
    {
        var line = KeyFilter.LineOf(key, lines);
        while (line >= _firstLine + WindowLines)
            Write();
        KeyFilter.Add(_window.AsSpan((int)(line - _firstLine) * KeyFilter.LineBytes, KeyFilter.LineBytes), key);
    }

    public void Finish()
    {
        while (_firstLine < lines)
            Write();
    }

    private void Write()
    {
        var count = (int)Math.Min(WindowLines, lines - _firstLine);
        RandomAccess.Write(file, _window.AsSpan(0, count * KeyFilter.LineBytes), start + _firstLine * KeyFilter.LineBytes);
        Array.Clear(_window);
        _firstLine += count;
    }
}
