using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using CsCheck;

namespace BlazorLake.Domain.Tests.Streams;

public sealed class StreamProfileTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_NestedMixedAndMissingFields_DescribesEachPath()
    {
        var profile = Profile(
            """{"total":12.50,"customer":{"tier":"gold"},"tags":["a","b",3],"at":"2026-03-01T12:00:00Z","a.b":{"$c":true}}""",
            """{"total":"7","customer":{"tier":null},"tags":[],"at":"2026-03-01T13:00:00+01:00"}""",
            """{"total":-3,"customer":null,"lines":[{"sku":"x"},{"sku":"y"}]}""",
            """{"total":100}""");

        Assert.Equal(["\"a.b\"", "\"a.b\".$c", "at", "customer", "customer.tier", "lines", "lines.sku", "tags", "total"], profile.Fields.Select(f => f.Path));
        var total = profile.Find("total")!;
        Assert.Equal(["string", "number"], total.Types.Names());
        Assert.Equal(("-3", "100", 4L), (total.Min, total.Max, total.Count));
        Assert.Equal(["12.50", "\"7\"", "-3", "100"], total.Examples);
        Assert.Equal(["string", "number", "array"], profile.Find("tags")!.Types.Names());
        Assert.Equal(2, profile.Find("tags")!.Count);
        Assert.True(profile.Find("at")!.IsTime);
        Assert.Equal(0.5, profile.NullShareOf(profile.Find("at")!));
        Assert.Equal(0.75, profile.NullShareOf(profile.Find("customer.tier")!));
        Assert.Equal(0, profile.NullShareOf(total));
        Assert.Equal(("\"x\"", "\"y\"", 1L), (profile.Find("lines.sku")!.Min, profile.Find("lines.sku")!.Max, profile.Find("lines.sku")!.Count));
        Assert.Equal(["boolean"], profile.Find("\"a.b\".$c")!.Types.Names());
    }

    [Fact]
    public void Add_LongAndHostileValues_StaysBounded()
    {
        var profile = Profile($$"""{"text":"{{new string('x', 98)}}😀{{new string('y', 100_000)}}","html":"<script>","n":{{new string('9', 200_000)}}}""");

        Assert.All(profile.Fields.SelectMany(f => f.Examples), e => Assert.InRange(e.Length, 1, FieldProfile.MaxValueLength + 2));
        Assert.Empty(profile.Find("text")!.TopValues.Items);
        Assert.Empty(profile.Find("n")!.Examples);
        Assert.Equal("\"<script>\"", profile.Find("html")!.Examples[0]);
    }

    [Fact]
    public void Add_MoreFieldsThanAreKept_SaysThereAreMore()
    {
        var profile = Profile("{" + string.Join(',', Enumerable.Range(0, StreamProfile.MaxFields + 1).Select(i => $"\"f{i}\":1")) + "}");

        Assert.Equal(StreamProfile.MaxFields, profile.Fields.Count);
        Assert.True(profile.HasMoreFields);
    }

    [Fact]
    public void Write_LargestProfile_StaysWithinTheStoredSize()
    {
        var profile = new StreamProfile();
        for (var round = 0; round < 60; round++)
            profile.Add(Event("{" + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"{new string('f', 150)}{i}\":\"{new string('ä', 80)}{round}\"")) + "}"));

        var json = StreamProfileJson.Write(profile);

        Assert.InRange(Encoding.UTF8.GetByteCount(json), 100_000, StreamProfileJson.MaxBytes);
        Assert.Equal(profile.Fields.Count, StreamProfileJson.Read(json).Fields.Count);
    }

    [Fact]
    public void Read_WhatWriteWrote_GivesTheSameProfile() => Documents.Sample(documents =>
    {
        var json = StreamProfileJson.Write(Profile([.. documents]));

        Assert.Equal(json, StreamProfileJson.Write(StreamProfileJson.Read(json)));
    });

    [Fact]
    public void Merge_ProfilesOfParts_EqualsTheProfileOfTheWhole() => Gen.Select(Documents, Documents).Sample((first, second) =>
    {
        var merged = Profile([.. first]);
        merged.Merge(Profile([.. second]));

        Assert.Equal(StreamProfileJson.Write(Profile([.. first, .. second])), StreamProfileJson.Write(merged));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"sampled":"x"}""")]
    public void Read_TextThatIsNoProfile_StartsAfresh(string? json) => Assert.Equal(0, StreamProfileJson.Read(json).SampledCount);

    private static readonly Gen<List<string>> Documents = Gen.OneOf(
        Gen.Int[-50, 50].Select(i => $$"""{"n":{{i}}}"""),
        Gen.Int[0, 4].Select(i => "{\"s\":\"v" + i + "\",\"o\":{\"x\":[" + i + ",null]}}"),
        Gen.Bool.Select(b => b ? """{"b":true,"s":null}""" : """{"b":{},"n":"text"}""")).List[0, 12];

    private static StreamProfile Profile(params string[] documents)
    {
        var profile = new StreamProfile();
        foreach (var document in documents)
            profile.Add(Event(document));
        return profile;
    }

    private static StreamEvent Event(string json) => new()
    {
        Stream = StreamName.Parse("shop.cart"),
        Id = "1",
        Source = "s",
        Type = "t",
        Time = Now,
        ReceivedAt = Now,
        Data = Encoding.UTF8.GetBytes(json),
    };
}
