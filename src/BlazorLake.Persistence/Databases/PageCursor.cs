using System.Buffers.Binary;
using System.Buffers.Text;
using BlazorLake.Domain;

namespace BlazorLake.Persistence.Databases;

/// <summary>Where a page ended, as opaque text: the order's instant (microseconds) or number, and the id.</summary>
internal readonly record struct PageCursor(long Order, Guid Id)
{
    private const int SizeBytes = 24;

    /// <summary>Before the first row of every list that is newest first.</summary>
    public static readonly PageCursor Newest = new(long.MaxValue, Guid.AllBitsSet);

    /// <exception cref="InvalidCursorException">Not made by <see cref="ToString"/>.</exception>
    public static PageCursor Parse(string? text)
    {
        if (text is null)
            return Newest;
        Span<byte> bytes = stackalloc byte[SizeBytes];
        return text.Length == Base64Url.GetEncodedLength(SizeBytes) && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == SizeBytes
            ? new PageCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes[8..], bigEndian: true))
            : throw new InvalidCursorException(text);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Order);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}

internal static class Paging
{
    /// <summary>A page out of at most limit + 1 rows: the one too many only says that there is another page.</summary>
    public static Page<TItem> ToPage<TRow, TItem>(this IReadOnlyList<TRow> rows, PageRequest page, Func<TRow, PageCursor> cursor, Func<TRow, TItem> item) => new(
        [.. rows.Take(page.Limit).Select(item)],
        rows.Count > page.Limit ? cursor(rows[page.Limit - 1]).ToString() : null);
}
