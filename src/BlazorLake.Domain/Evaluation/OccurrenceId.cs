using System.Security.Cryptography;
using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The id of an occurrence follows from what it is, so that whoever finds it again, after a crash or on another node, gives it the same.</summary>
internal static class OccurrenceId
{
    /// <summary>A UUID of version 8 (RFC 9562, section 5.8) from 122 bits of a SHA-256.</summary>
    public static Guid Of(RuleId rule, string? parameters, string key, EventKey cause)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(parameters ?? "", "\n", key));
        var input = new byte[16 + EventKey.SizeBytes + text.Length];
        rule.Value.TryWriteBytes(input, bigEndian: true, out _);
        cause.Write(input.AsSpan(16));
        text.CopyTo(input, 16 + EventKey.SizeBytes);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
