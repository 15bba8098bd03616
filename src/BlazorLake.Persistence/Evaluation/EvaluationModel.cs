using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorLake.Persistence.Evaluation;

/// <summary>One evaluated group of events (ADR 0003).</summary>
internal sealed class EvaluationRow
{
    public long Position { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>16 bytes for each event.</summary>
    public required byte[] Keys { get; set; }
}

internal sealed class EvaluationModel : IEntityTypeConfiguration<EvaluationRow>
{
    public void Configure(EntityTypeBuilder<EvaluationRow> builder)
    {
        builder.ToTable("EvaluationLog").HasKey(e => e.Position);
        builder.Property(e => e.Position).ValueGeneratedNever();
        builder.HasIndex(e => e.At);
    }
}
