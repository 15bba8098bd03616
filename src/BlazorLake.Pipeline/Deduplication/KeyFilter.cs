using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>A blocked bloom filter: each key sets 7 bits of one 64-byte line. Keys are hashes already, so their own bits choose.</summary>
internal static class KeyFilter
{
    public const int LineBytes = 64;
    private const int KeysPerLine = 48;
    private const int BitsPerKey = 7;

    public static long LinesFor(long keys) => Math.Max(1, (keys + KeysPerLine - 1) / KeysPerLine);

    // Grows with the key, so that a sorted run fills its filter front to back.
    public static long LineOf(EventKey key, long lines) => (long)Math.BigMul((ulong)(key.Value >> 64), (ulong)lines, out _);

    public static void Add(Span<byte> line, EventKey key)
    {
        var bits = (ulong)key.Value;
        for (var i = 0; i < BitsPerKey; i++, bits >>= 9)
            line[(int)(bits & 511) >> 3] |= (byte)(1 << (int)(bits & 7));
    }

    public static bool MayContain(ReadOnlySpan<byte> line, EventKey key)
    {
        var bits = (ulong)key.Value;
        for (var i = 0; i < BitsPerKey; i++, bits >>= 9)
            if ((line[(int)(bits & 511) >> 3] & (1 << (int)(bits & 7))) == 0)
                return false;
        return true;
    }
}
