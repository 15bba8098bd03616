using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorLake.Persistence.Alerts;

internal sealed class AlertRow
{
    public Guid Id { get; set; }

    public Guid RuleId { get; set; }

    public required string RuleName { get; set; }

    public required string Key { get; set; }

    /// <summary>See <see cref="KeyHash.OfJson"/>.</summary>
    public required byte[] KeyHash { get; set; }

    public Severity Severity { get; set; }

    public AlertState State { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public long OccurrenceCount { get; set; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string? UpdatedBy { get; set; }

    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>When the newest occurrence was recorded, by our clock: what lists are ordered by, so that an event of year 9999 stays not on top for ever.</summary>
    public DateTimeOffset LastRecordedAt { get; set; }
}

/// <summary>How many alerts are in a state, changed in the same transaction as the alerts: counting a million rows for every page would be slow.</summary>
internal sealed class AlertCountRow
{
    public AlertState State { get; set; }

    public long Count { get; set; }
}

internal sealed class OccurrenceRow
{
    public Guid Id { get; set; }

    public Guid RuleId { get; set; }

    public int RuleVersion { get; set; }

    public Severity Severity { get; set; }

    public required string Key { get; set; }

    /// <summary>See <see cref="KeyHash.OfValues"/>.</summary>
    public long KeyValuesHash { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>A JSON array, see <see cref="OccurrenceEvents"/>.</summary>
    public required string Events { get; set; }

    public required string Explanation { get; set; }

    public string? Parameters { get; set; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    /// <summary>Null for one of a rule in shadow.</summary>
    public Guid? AlertId { get; set; }
}

internal sealed class AlertModel : IEntityTypeConfiguration<AlertRow>, IEntityTypeConfiguration<AlertCountRow>, IEntityTypeConfiguration<OccurrenceRow>
{
    public void Configure(EntityTypeBuilder<AlertRow> builder)
    {
        builder.ToTable("Alerts");
        builder.HasIndex(a => new { a.RuleId, a.KeyHash }, "IX_Alerts_Unresolved").IsUnique().HasFilter($"\"State\" <> {(int)AlertState.Resolved}");
        builder.HasIndex(a => new { a.State, a.Severity, a.LastRecordedAt, a.Id });
        builder.HasIndex(a => new { a.RuleId, a.State, a.LastRecordedAt, a.Id });
    }

    public void Configure(EntityTypeBuilder<AlertCountRow> builder)
    {
        builder.ToTable("AlertCounts").HasKey(c => c.State);
        builder.HasData(Enum.GetValues<AlertState>().Select(state => new AlertCountRow { State = state, Count = 0 }));
    }

    public void Configure(EntityTypeBuilder<OccurrenceRow> builder)
    {
        builder.ToTable("Occurrences");
        builder.HasIndex(o => new { o.At, o.Id });
        builder.HasIndex(o => new { o.RuleId, o.At, o.Id });
        builder.HasIndex(o => new { o.KeyValuesHash, o.At, o.Id });
        builder.HasIndex(o => new { o.AlertId, o.At, o.Id });
    }
}
