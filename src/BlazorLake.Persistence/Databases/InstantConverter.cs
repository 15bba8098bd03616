using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorLake.Persistence.Databases;

/// <summary>Instants as microseconds since 0001-01-01T00:00:00Z: ordered alike by both databases, and covering years 1 to 9999.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(at => Instants.ToMicroseconds(at), value => Instants.FromMicroseconds(value));

internal static class Instants
{
    public static long ToMicroseconds(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMicrosecond;

    /// <summary>As it will be read back: whole microseconds.</summary>
    public static DateTimeOffset GetInstant(this TimeProvider clock) => FromMicroseconds(ToMicroseconds(clock.GetUtcNow()));

    public static DateTimeOffset FromMicroseconds(long value) => new(value * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
