using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorLake.Persistence.Streams;

/// <summary>Changed by nearly every commit, therefore small: settings and profile have their own rows.</summary>
internal sealed class StreamRow
{
    public required string Name { get; set; }

    public long EventCount { get; set; }

    public long DuplicateCount { get; set; }

    public DateTimeOffset FirstReceivedAt { get; set; }

    public DateTimeOffset LastReceivedAt { get; set; }

    public DateTimeOffset LastEventAt { get; set; }
}

internal sealed class StreamSettingsRow
{
    public required string Name { get; set; }

    public string? TimeField { get; set; }
}

internal sealed class StreamProfileRow
{
    public required string Name { get; set; }

    public required string Json { get; set; }
}

internal sealed class UnreadableMessageRow
{
    public Guid Id { get; set; }

    public required string Stream { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public required string Reason { get; set; }

    public string? ContentType { get; set; }

    /// <summary>A JSON object of texts.</summary>
    public required string Headers { get; set; }

    public required byte[] Body { get; set; }

    public long BodySizeBytes { get; set; }

    public DateTimeOffset? ResentAt { get; set; }
}

internal sealed class StreamModel : IEntityTypeConfiguration<StreamRow>, IEntityTypeConfiguration<StreamSettingsRow>, IEntityTypeConfiguration<StreamProfileRow>,
    IEntityTypeConfiguration<UnreadableMessageRow>
{
    public void Configure(EntityTypeBuilder<StreamRow> builder) => builder.ToTable("Streams").HasKey(s => s.Name);

    public void Configure(EntityTypeBuilder<StreamSettingsRow> builder) => builder.ToTable("StreamSettings").HasKey(s => s.Name);

    public void Configure(EntityTypeBuilder<StreamProfileRow> builder) => builder.ToTable("StreamProfiles").HasKey(s => s.Name);

    public void Configure(EntityTypeBuilder<UnreadableMessageRow> builder) =>
        builder.ToTable("UnreadableMessages").HasIndex(m => m.ResentAt).HasFilter("\"ResentAt\" IS NULL");
}
