using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Alerts;
using BlazorLake.Persistence.Databases;
using BlazorLake.Persistence.Evaluation;
using BlazorLake.Persistence.Rules;
using BlazorLake.Persistence.Streams;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence;

/// <summary>The one database: users, rules, streams, occurrences, alerts, keys, audit. The same model on SQLite and PostgreSQL.</summary>
public sealed class BlazorLakeContext(DbContextOptions<BlazorLakeContext> options) : IdentityDbContext<PortalUser>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<RuleRow> Rules => Set<RuleRow>();

    internal DbSet<RuleVersionRow> RuleVersions => Set<RuleVersionRow>();

    internal DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    internal DbSet<AlertRow> Alerts => Set<AlertRow>();

    internal DbSet<OccurrenceRow> Occurrences => Set<OccurrenceRow>();

    internal DbSet<StreamRow> Streams => Set<StreamRow>();

    internal DbSet<StreamSettingsRow> StreamSettings => Set<StreamSettingsRow>();

    internal DbSet<StreamProfileRow> StreamProfiles => Set<StreamProfileRow>();

    internal DbSet<UnreadableMessageRow> UnreadableMessages => Set<UnreadableMessageRow>();

    internal DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    internal DbSet<AuditRow> AuditEntries => Set<AuditRow>();

    internal DbSet<EvaluationRow> EvaluationLog => Set<EvaluationRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        if (Database.IsSqlite())
            configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuidConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BlazorLakeContext).Assembly);
    }
}
