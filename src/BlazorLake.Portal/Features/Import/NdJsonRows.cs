using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Import;

/// <summary>Reads the lines of an NDJSON file; blank ones are skipped.</summary>
internal static class NdJsonRows
{
    /// <summary>Longest line that is kept, so that a file without line ends does not fill memory; an event is smaller.</summary>
    private const int MaxLineBytes = EventLimits.DataBytes + 1024;

    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 128 * 1024, leaveOpen: true));
        var (number, line, dropped) = (0L, 0L, 0L);
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var text))
            {
                line++;
                var size = dropped + text.Length;
                if (size <= MaxLineBytes)
                {
                    var bytes = text.ToArray();
                    if (!IsBlank(line == 1 && bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes))
                        yield return new ImportRow(++number, line, bytes);
                }
                else
                {
                    yield return new ImportRow(++number, line, default, $"the line has {size:N0} bytes; an event has at most {EventLimits.DataBytes:N0} (256 KiB)");
                }

                dropped = 0;
            }

            if (result.IsCompleted)
                break;
            if (dropped > 0 || buffer.Length > MaxLineBytes)
            {
                dropped += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }

        await pipe.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isLast || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
