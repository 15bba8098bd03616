namespace BlazorLake.Portal.Hosting;

/// <summary>Which work this process does; setting <c>Roles</c>, ADR 0001.</summary>
[Flags]
internal enum PortalRoles
{
    None = 0,
    Portal = 1,
    Ingest = 2,
    Rules = 4,
    Lake = 8,
    Jobs = 16,
    Delivery = 32,
    All = Portal | Ingest | Rules | Lake | Jobs | Delivery,
}
