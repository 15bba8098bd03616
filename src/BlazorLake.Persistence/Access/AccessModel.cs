using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorLake.Persistence.Access;

internal sealed class ApiKeyRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class AuditRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public required string By { get; set; }

    public required string Action { get; set; }

    public required string SubjectKind { get; set; }

    public required string SubjectId { get; set; }

    public required string Detail { get; set; }
}

internal sealed class AccessModel : IEntityTypeConfiguration<ApiKeyRow>, IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<PortalUser>,
    IEntityTypeConfiguration<IdentityRole>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("ApiKeys").HasIndex(k => k.Hash).IsUnique();
        builder.Property(k => k.Name).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<AuditRow> builder) =>
        builder.ToTable("AuditEntries").HasIndex(a => new { a.SubjectKind, a.SubjectId, a.Id });

    public void Configure(EntityTypeBuilder<PortalUser> builder) => builder.Property(u => u.DisplayName).HasMaxLength(200);

    /// <summary>The roles are part of the model, so that no start has to make them.</summary>
    public void Configure(EntityTypeBuilder<IdentityRole> builder) => builder.HasData(Domain.Access.UserRoles.All.Select(role => new IdentityRole(role)
    {
        Id = role,
        NormalizedName = role.ToUpperInvariant(),
        ConcurrencyStamp = role,
    }));
}
