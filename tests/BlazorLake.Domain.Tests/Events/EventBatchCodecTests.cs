using System.Text;
using BlazorLake.Domain.Events;
using CsCheck;

namespace BlazorLake.Domain.Tests.Events;

public sealed class EventBatchCodecTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['a', 'z'], 1, 40],
        Gen.Const("ünïcødé 😀"),
        Gen.Guid.Select(g => g.ToString()),
        Gen.Guid.Select(g => g.ToString().ToUpperInvariant()),
        Gen.Const("/streams/shop.cart"),
        Gen.Const("shop.cart"));

    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, DateTime.MaxValue.Ticks / 10].Select(micros => new DateTimeOffset(micros * 10, TimeSpan.Zero));

    private static readonly Gen<StreamEvent> Event = Gen.Select(Text, Text, Text, Text.Null(), Instant, Instant, Gen.Byte.Array[0, 300], Gen.Bool).Select(
        (id, source, type, subject, time, receivedAt, data, flag) => new StreamEvent
        {
            Stream = StreamName.Parse("shop.cart"),
            Id = id,
            Source = source,
            Type = type,
            Subject = subject,
            Time = flag ? receivedAt : time,
            ReceivedAt = receivedAt,
            Data = data,
            HasDerivedId = flag,
            Redelivered = !flag,
        });

    private static readonly Gen<EventBatch> Batch = Gen.Select(Event.List[1, 20], Gen.Bool, Gen.OneOf(Gen.Const(EventSide.Both), Gen.Const(EventSide.Rules), Gen.Const(EventSide.Lake))).Select(
        (events, history, side) => new EventBatch(StreamName.Parse("shop.cart"), events, history, side));

    [Fact]
    public void Decode_WhatEncodeWrote_GivesTheSameBatch() => Batch.Sample(batch =>
    {
        var read = EventBatchCodec.Decode(EventBatchCodec.Encode(batch));

        Assert.Equal(batch.Stream, read.Stream);
        Assert.Equal((batch.IsHistory, batch.For), (read.IsHistory, read.For));
        Assert.Equal(batch.Events.Select(Describe), read.Events.Select(Describe));
    });

    [Fact]
    public void Encode_SameBatchTwice_GivesTheSameBytes() => Batch.Sample(batch => EventBatchCodec.Encode(batch).AsSpan().SequenceEqual(EventBatchCodec.Encode(batch)));

    [Fact]
    public void TryDecode_TruncatedBytes_GivesADefectAndNeverThrows() => Gen.Select(Batch, Gen.Double[0, 1]).Sample((batch, share) =>
    {
        var bytes = EventBatchCodec.Encode(batch);
        var cut = (int)(bytes.Length * share);

        Assert.Equal(cut == bytes.Length, EventBatchCodec.TryDecode(bytes.AsMemory(0, cut), out _, out var defect));
        Assert.Equal(cut == bytes.Length, defect is null);
    });

    [Fact]
    public void TryDecode_ChangedBytes_NeverThrows() => Gen.Select(Batch, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 8]).Sample((batch, changes) =>
    {
        var bytes = EventBatchCodec.Encode(batch);
        foreach (var (at, value) in changes)
            bytes[at % bytes.Length] = value;

        var isBatch = EventBatchCodec.TryDecode(bytes, out var read, out var defect);

        Assert.Equal(isBatch, read is not null);
        Assert.NotEqual(isBatch, defect is not null);
    });

    [Fact]
    public void TryDecode_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        if (!EventBatchCodec.TryDecode(bytes, out _, out var defect))
            Assert.StartsWith("Not a batch of events", defect, StringComparison.Ordinal);
    });

    [Fact]
    public void Decode_AClaimOfManyEvents_IsRefusedBeforeMemoryIsTaken()
    {
        byte[] bytes = [1, 0, 1, (byte)'s', 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];

        Assert.Contains("number of events", Assert.Throws<EventBatchFormatException>(() => EventBatchCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OrdinaryEvents_AddsLittleToTheirData()
    {
        var stream = StreamName.Parse("shop.cart");
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"customerId\":\"17850\"}\n", 1000)));
        var batch = new EventBatch(stream, EventDecoder.Decode(body, EventFormat.NdJson, new EventIntake(stream, now)).Events);

        Assert.InRange(EventBatchCodec.Encode(batch).Length, 1000 * 22, 1000 * (22 + 18) + 30);
    }

    private static string Describe(StreamEvent item) =>
        $"{item.Stream}|{item.Id}|{item.Source}|{item.Type}|{item.Subject ?? "-"}|{item.Time:O}|{item.ReceivedAt:O}|{item.HasDerivedId}|{item.Redelivered}|{Convert.ToHexString(item.Data.Span)}";
}
