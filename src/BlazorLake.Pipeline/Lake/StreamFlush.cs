using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Poison;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Brings what a stream's buffer holds into the lake: in one commit, or, after it failed again and again though the storage answers, part by part.</summary>
internal sealed class StreamFlush(StreamAppend append, ILakeAppender lake, SetAsideEvents setAside)
{
    /// <summary>What is done, and why the rest is not. Throws when nothing is.</summary>
    public async Task<IsolationOutcome> FlushAsync(StreamName stream, StreamBuffer buffer, CancellationToken cancellationToken)
    {
        // A copy: the deliveries that are done are taken out of the buffer.
        Delivery[] deliveries = [.. buffer.Deliveries];
        if (buffer.Failures + 1 < Failures.BeforeIsolation || !buffer.MayHoldPoison)
        {
            await append.AppendAsync(stream, deliveries, buffer.SetAside, cancellationToken);
            return IsolationOutcome.All(deliveries);
        }

        var isolation = new Isolation(
            (parts, token) => append.AppendAsync(stream, parts, buffer.SetAside, token),
            async token => await lake.CheckAsync(token) is null,
            (culprits, token) => setAside.KeepAsync(EventSide.Lake, culprits, token));
        return await isolation.RunAsync(deliveries, cancellationToken);
    }
}
