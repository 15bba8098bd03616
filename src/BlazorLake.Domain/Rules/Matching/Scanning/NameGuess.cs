using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Which name came at one place of the event before, and where it leads: events of a stream mostly name the same members in the same order.</summary>
internal struct NameGuess
{
    /// <summary>How many names of an event are guessed.</summary>
    public const int Most = 256;

    // The name with its quotation marks, as the last of so many bytes.
    private Vector128<byte> _name;
    private Vector128<byte> _mask;

    /// <summary>From 1, so that it is none at first.</summary>
    private int _node;
    private int _child;

    /// <param name="json">Without a backslash before the colon.</param>
    /// <param name="child">A node; <see cref="PathTrie.None"/> when nobody asks for the name.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryFind(ReadOnlySpan<byte> json, int colon, int node, out int child)
    {
        child = _child;
        return colon >= Vector128<byte>.Count && _node == node + 1 && (Before(json, colon) & _mask) == _name;
    }

    /// <param name="open">Where the name's quotation mark is.</param>
    public void Learn(ReadOnlySpan<byte> json, int open, int colon, int node, int child)
    {
        if (colon - open > Vector128<byte>.Count || colon < Vector128<byte>.Count || json[colon - 1] != (byte)'"')
            return;
        _mask = Vector128.GreaterThanOrEqual(Vector128<byte>.Indices, Vector128.Create((byte)(Vector128<byte>.Count - (colon - open))));
        _name = Before(json, colon) & _mask;
        (_node, _child) = (node + 1, child);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Before(ReadOnlySpan<byte> json, int colon) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)(colon - Vector128<byte>.Count));
}
