using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.EventBridge;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.EventBridge;

public sealed class EventBridgeHostileTests
{
    [Fact]
    public void Read_LargerThanTheLimit_IsRefused()
    {
        var fits = Pattern(EventBridgeLimits.PatternBytes);
        Assert.Empty(EventBridgeImport.Read(fits).Errors);
        Assert.Contains("65,537", Assert.Single(EventBridgeImport.Read(Pattern(EventBridgeLimits.PatternBytes + 1)).Errors).Message, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Pattern(EventBridgeLimits.PatternBytes + 1));
        Assert.Single(EventBridgeImport.Read(document.RootElement).Errors);

        static string Pattern(int bytes) => $"{{\"detail\":{{\"a\":[\"{new string('x', bytes - 21)}\"]}}}}";
    }

    [Theory]
    [InlineData(EventBridgeLimits.Depth, false)]
    [InlineData(EventBridgeLimits.Depth + 1, true)]
    [InlineData(900, true)]
    [InlineData(5_000, true)]
    public void Read_NestedObjects_EndAtTheLimit(int objects, bool isRefused)
    {
        var nested = string.Concat(Enumerable.Repeat("{'detail':", objects - 1)) + "{'a':['x']}" + new string('}', objects - 1);
        Assert.Equal(isRefused, Bridge.Read(nested).Errors.Count > 0);
    }

    [Theory]
    [InlineData(EventBridgeLimits.Depth, false)]
    [InlineData(EventBridgeLimits.Depth + 1, true)]
    public void Read_NestedAlternatives_EndAtTheLimit(int objects, bool isRefused)
    {
        var nested = string.Concat(Enumerable.Repeat("{'id':['x'],'$or':[{'source':['x']},", objects - 1)) + "{'id':['x']}" + string.Concat(Enumerable.Repeat("]}", objects - 1));
        var reading = Bridge.Read(nested);
        Assert.Equal(isRefused, reading.Errors.Count > 0);
        if (!isRefused)
            Assert.NotNull(Bridge.Saved(reading.Match!));
    }

    [Fact]
    public void Read_TooManyValues_IsRefused()
    {
        Assert.Empty(Bridge.Read(Values(RuleLimits.InValues)).Errors);
        Assert.Equal("/detail/a", Assert.Single(Bridge.Read(Values(RuleLimits.InValues + 1)).Errors).Pointer);

        static string Values(int count) => $"{{'detail':{{'a':[{string.Join(',', Enumerable.Repeat("1", count))}]}}}}";
    }

    [Fact]
    public void Read_PathThatNoRuleMayHave_IsRefused()
    {
        Assert.Empty(Bridge.Read($"{{'detail':{{'{new string('a', FieldPath.MaxLength)}':['x']}}}}").Errors);
        Assert.Contains("1,001", Assert.Single(Bridge.Read($"{{'detail':{{'{new string('a', FieldPath.MaxLength + 1)}':['x']}}}}").Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RuleLargerThanARuleMayBe_IsRefused()
    {
        var fields = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"'{i}':[1]"));
        var error = Assert.Single(Bridge.Read($"{{'detail':{{'{new string('a', 900)}':{{{fields}}}}}}}").Errors);
        Assert.Contains("Split the pattern", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyAlternativesBelowOneField_NotesNothing()
    {
        var pattern = $"{{'detail':{{'$or':[{string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"{{'a':{{'b':['{i}']}}}}"))}]}}}}";
        Assert.Empty(Bridge.Read(pattern).Notes);
    }

    [Fact]
    public void Notes_AndErrors_AreBounded()
    {
        Assert.Equal(100, Bridge.Read($"{{'id':['x'],{string.Join(',', Enumerable.Range(0, 300).Select(i => $"'x{i}':['x']"))}}}").Notes.Count);
        Assert.Equal(100, Bridge.Read($"{{'detail':{{{string.Join(',', Enumerable.Range(0, 300).Select(i => $"'x{i}':[]"))}}}}}").Errors.Count);
    }

    [Fact]
    public void Read_OfAnyText_NeverThrows() => Gen.String.Sample(text => EventBridgeImport.Read(text).Errors.Count > 0);

    [Fact]
    public void Read_OfHalfASurrogatePair_NeverThrows() => Assert.Single(EventBridgeImport.Read("\ud800").Errors);

    [Fact]
    public void Read_OfDamagedPattern_NeverThrows()
    {
        const string Whole = """{"source":["s"],"$or":[{"detail":{"a":[{"numeric":[">",1,"<=",2]}]}},{"detail":{"b":[{"anything-but":{"prefix":["x"]}},{"wildcard":"a\\*b"}]}}]}""";
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Char["{}[]\",:\\$0-etn"], Gen.Bool).Array[1, 4].Sample(edits =>
        {
            var text = new StringBuilder(Whole);
            foreach (var (at, character, isInsert) in edits)
            {
                if (isInsert)
                    text.Insert(at, character);
                else
                    text[at] = character;
            }

            var reading = EventBridgeImport.Read(text.ToString());
            return (reading.Match is null) == (reading.Errors.Count > 0) && (reading.Match is null || Bridge.Saved(reading.Match) is not null);
        });
    }
}
