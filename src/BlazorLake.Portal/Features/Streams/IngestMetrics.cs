using System.Diagnostics.Metrics;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>How many events came over HTTP and import, and how many were turned away and why.</summary>
internal sealed class IngestMetrics
{
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;

    public IngestMetrics(IMeterFactory meters, IngestGate gate)
    {
        var meter = meters.Create("BlazorLake");
        _accepted = meter.CreateCounter<long>("ingest.accepted", "{event}", "Events accepted and durable.");
        _rejected = meter.CreateCounter<long>("ingest.rejected", "{event}", "Events, or whole requests, that were not accepted, by reason.");
        meter.CreateObservableGauge("ingest.in_flight", () => gate.BytesInFlight, "By", "Bytes of requests being taken in.");
    }

    public void Accepted(long count) => _accepted.Add(count);

    public void Rejected(string reason, long count)
    {
        if (count > 0)
            _rejected.Add(count, new KeyValuePair<string, object?>("reason", reason));
    }
}
