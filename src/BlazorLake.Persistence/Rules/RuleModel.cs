using BlazorLake.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorLake.Persistence.Rules;

/// <summary>A rule at its newest version. Deleted ones stay, so that their occurrences can still be explained.</summary>
internal sealed class RuleRow
{
    public Guid Id { get; set; }

    public int Version { get; set; }

    public RuleState State { get; set; }

    public required string Name { get; set; }

    /// <summary><c>\nshop.cart\nshop.orders\n</c>, so that one stream is found by one LIKE.</summary>
    public required string Streams { get; set; }

    /// <summary>As <see cref="Streams"/>.</summary>
    public required string Tags { get; set; }

    public required string Json { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The rules' revision that its last change made; see <see cref="RuleRevision"/>.</summary>
    public long Revision { get; set; }
}

internal sealed class RuleVersionRow
{
    public Guid RuleId { get; set; }

    public int Version { get; set; }

    public required string Json { get; set; }

    public DateTimeOffset At { get; set; }

    public required string By { get; set; }
}

/// <summary>Numbers that grow with every change of what they are named after.</summary>
internal sealed class RevisionRow
{
    public const string Rules = "rules";

    public required string Name { get; set; }

    public long Value { get; set; }
}

internal sealed class RuleModel : IEntityTypeConfiguration<RuleRow>, IEntityTypeConfiguration<RuleVersionRow>, IEntityTypeConfiguration<RevisionRow>
{
    public void Configure(EntityTypeBuilder<RuleRow> builder)
    {
        builder.ToTable("Rules");
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.HasIndex(r => r.Revision);
    }

    public void Configure(EntityTypeBuilder<RuleVersionRow> builder) => builder.ToTable("RuleVersions").HasKey(v => new { v.RuleId, v.Version });

    public void Configure(EntityTypeBuilder<RevisionRow> builder)
    {
        builder.ToTable("Revisions").HasKey(r => r.Name);
        builder.HasData(new RevisionRow { Name = RevisionRow.Rules, Value = 0 });
    }
}
