using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>A fast hash of a few bytes, seeded for each process so that no one can write values that collide.</summary>
internal static class ByteHash
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        var hash = Seed ^ ((ulong)length * Factor);
        if (length >= 8)
        {
            for (var at = 0; at < length - 8; at += 8)
                hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at)));
            hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - 8)));
        }
        else if (length >= 4)
        {
            hash = Mix(hash ^ (Unsafe.ReadUnaligned<uint>(ref start) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4)) << 32)));
        }
        else if (length > 0)
        {
            hash = Mix(hash ^ (start | ((ulong)Unsafe.Add(ref start, length >> 1) << 8) | ((ulong)Unsafe.Add(ref start, length - 1) << 16)));
        }

        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        // Both halves of the product; BigMul would put one of them into memory.
        var high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(value, Factor) : Math.BigMul(value, Factor, out _);
        return BitOperations.RotateLeft(high, 23) ^ (value * Factor);
    }
}
