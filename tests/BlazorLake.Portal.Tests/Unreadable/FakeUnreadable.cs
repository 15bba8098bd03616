using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Tests.Unreadable;

internal sealed class FakeUnreadableStore : IUnreadableMessageStore, IUnreadableMessageRedrive
{
    public List<UnreadableMessage> Messages { get; } = [];

    public List<Guid> Sent { get; } = [];

    public RedriveOutcome Outcome { get; set; } = new RedriveOutcome.Sent();

    public Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<UnreadableMessage>([.. Messages], null));

    public Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Messages.Find(m => m.Id == id));

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult((long)Messages.Count);

    public Task KeepAsync(IReadOnlyList<UnreadableMessage> messages, CancellationToken cancellationToken)
    {
        Messages.AddRange(messages);
        return Task.CompletedTask;
    }

    public Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DiscardAsync(Guid id, CancellationToken cancellationToken)
    {
        Messages.RemoveAll(m => m.Id == id);
        return Task.CompletedTask;
    }

    public Task<RedriveOutcome> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        Sent.Add(id);
        return Task.FromResult(Outcome);
    }
}

internal sealed class FakeAuditStore : IAuditStore
{
    public List<string> Written { get; } = [];

    public Task WriteAsync(string by, string action, string subjectKind, string subjectId, string detail, CancellationToken cancellationToken)
    {
        Written.Add($"{by} {action} {subjectKind}");
        return Task.CompletedTask;
    }

    public Task<Page<AuditEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<AuditEntry>([], null));
}
