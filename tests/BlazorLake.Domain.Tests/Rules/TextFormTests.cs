using System.Text;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Wording;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class TextFormTests
{
    [Fact]
    public void Fold_OfEveryCodePoint_IsAsUnicodeSays()
    {
        var table = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rules", "simple-case-folding-unicode-14.txt"))
            .Select(line => line.Split(' ')).ToDictionary(p => Convert.ToInt32(p[0], 16), p => Convert.ToInt32(p[1], 16));
        Assert.True(table.Count > 1_400);
        // Came with Unicode 15.1; letters that came with 15 and 16 are not in the table at all.
        table[0x1FD3] = 0x0390;
        table[0x1FE3] = 0x03B0;
        table[0xFB05] = 0xFB06;
        var failures = new List<string>();
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            var isLater = c is (>= 0x10D50 and <= 0x10D65) or 0x1C89 or 0xA7CB or 0xA7CC or 0xA7DA or 0xA7DC;
            if (!Rune.IsValid(c) || isLater)
                continue;
            var expected = table.GetValueOrDefault(c, c);
            if (CaseFolding.Fold(new Rune(c)).Value != expected || CaseFolding.Fold(new Rune(c).ToString()) != new Rune(expected).ToString())
                failures.Add($"{c:X4}");
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("STRASSE", "strasse", true)]
    [InlineData("straße", "STRASSE", false)]
    [InlineData("ẞ", "ß", true)]
    [InlineData("ΟΔΟΣ", "οδος", true)]
    [InlineData("οδος", "οδοσ", true)]
    [InlineData("K", "k", true)]
    [InlineData("I", "ı", false)]
    [InlineData("İ", "i", false)]
    [InlineData("𐐀", "𐐨", true)]
    public void IgnoreCase_OfTwoTexts_IsSimpleFolding(string left, string right, bool expected)
    {
        Assert.Equal(expected, Rule.Holds($"{{'field':'a','op':'eq','value':'{left}','ignoreCase':true}}", $"{{'a':'{right}'}}"));
        Assert.Equal(expected, Rule.Holds($"{{'field':'a','op':'in','value':['{left}'],'ignoreCase':true}}", $"{{'a':'{right}'}}"));
        Assert.Equal(expected, Rule.Holds($"{{'field':'a','op':'like','value':'*{left}','ignoreCase':true}}", $"{{'a':'x{right}'}}"));
        Assert.Equal(expected, Rule.Holds($"{{'field':'a','op':'contains','value':'{left}','ignoreCase':true}}", $"{{'a':'x{right}y'}}"));
        Assert.Equal(!expected, Rule.Holds($"{{'field':'a','op':'ne','value':'{left}','ignoreCase':true}}", $"{{'a':'{right}'}}"));
    }

    [Theory]
    [InlineData("PT15M", "00:15:00")]
    [InlineData("P1D", "1.00:00:00")]
    [InlineData("P1W2DT3H4M5.5S", "9.03:04:05.5000000")]
    [InlineData("PT0,25S", "00:00:00.2500000")]
    public void DurationText_OfDuration_IsRead(string text, string expected)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(expected, duration.ToString());
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("15M")]
    [InlineData("PT1.5M")]
    [InlineData("-PT1M")]
    [InlineData("pt1m")]
    [InlineData("PT1M ")]
    [InlineData("P999999999W")]
    public void DurationText_OfAnythingElse_IsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void DurationText_OfAnyDuration_RoundTrips() => Gen.Long[0, long.MaxValue].Sample(ticks =>
        DurationText.TryParse(DurationText.Format(TimeSpan.FromTicks(ticks)), out var again) && again.Ticks == ticks);

    [Theory]
    [InlineData(15, "15 minutes", "15 minutes")]
    [InlineData(1, "1 minute", "minute")]
    [InlineData(1440, "1 day", "day")]
    [InlineData(1500, "1 day 1 hour", "1 day 1 hour")]
    public void DurationWords_OfMinutes_AsPeopleSay(int minutes, string of, string every)
    {
        Assert.Equal(of, DurationWords.Of(TimeSpan.FromMinutes(minutes)));
        Assert.Equal(every, DurationWords.Every(TimeSpan.FromMinutes(minutes)));
    }

    [Theory]
    [InlineData("2026-01-31T09:00:00Z", true)]
    [InlineData("2026-01-31T09:00Z", true)]
    [InlineData("2026-01-31t09:00:00z", true)]
    [InlineData("2026-01-31 09:00:00+00:00", true)]
    [InlineData("2026-01-31T10:00:00+0100", true)]
    [InlineData("2026-01-31T10:00:00+01", true)]
    [InlineData("2026-01-31T08:59:60Z", true)]
    [InlineData("2026-01-31T09:00:00.000000000000000000000Z", true)]
    [InlineData("2026-01-31T09:00:00,0Z", true)]
    [InlineData("2026-01-31T09:00:00", false)]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-01-31T09:00:00.Z", false)]
    [InlineData("2026-01-31T24:00:00Z", false)]
    [InlineData("2026-13-31T09:00:00Z", false)]
    [InlineData("2026-01-31T09:00:00+24:00", false)]
    [InlineData("2026-01-31T09:00:00+01:0", false)]
    [InlineData("2026-01-31T09:00:00Z ", false)]
    [InlineData("2026-01-3\\u0000T09:00:00Z", false)]
    [InlineData("+2026-01-31T09:00:00Z", false)]
    public void Instant_OfText_IsReadOrNot(string text, bool isSameInstant)
    {
        var match = "{'field':'a','op':'between','value':['2026-01-31T09:00:00Z','2026-01-31T09:00:00Z']}";
        Assert.Equal(isSameInstant, Rule.Holds(match, $"{{'a':'{text}'}}"));
    }

    [Theory]
    [InlineData("customer.tier", "customer|tier")]
    [InlineData("\"a.b\".c", "a.b|c")]
    [InlineData("c.\"a.b\"", "c|a.b")]
    [InlineData("\"say \\\"hi\\\" \\\\\"", "say \"hi\" \\")]
    [InlineData("Unit Price", "Unit Price")]
    [InlineData("\"$id\"", "$id")]
    [InlineData("a.$id", "a|$id")]
    [InlineData("\"\"", "")]
    public void FieldPath_OfText_IsItsSegments(string text, string segments)
    {
        var path = FieldPath.Parse(text);
        Assert.Equal(segments, string.Join('|', path.Segments));
        Assert.Equal(text, path.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a\"b")]
    [InlineData("\"a")]
    [InlineData("\"a\"b")]
    [InlineData("\"a\\n\"")]
    [InlineData("$nonsense")]
    [InlineData("$id.x")]
    public void FieldPath_OfNoPath_SaysWhy(string text)
    {
        Assert.False(FieldPath.TryParse(text, out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void FieldPath_OfAnyNames_RoundTrips() => Gen.String[1, 8].Array[1, 5].Sample(names =>
        FieldPath.Parse(FieldPath.Of(names).Text).Segments.SequenceEqual(names));

    [Fact]
    public void Operators_InTheTable_AreInTheOrderOfTheirKinds() =>
        Assert.All(Enum.GetValues<OperatorKind>(), kind => Assert.Equal(kind, Operators.Of(kind).Kind));

    [Theory]
    [InlineData(FieldTypes.Number, "eq ne in notIn gt gte lt lte between exists missing")]
    [InlineData(FieldTypes.Boolean, "eq ne in notIn exists missing")]
    [InlineData(FieldTypes.Object, "exists missing")]
    [InlineData(FieldTypes.String | FieldTypes.Array, "eq ne in notIn contains startsWith endsWith like regex cidr exists missing")]
    public void Operators_ForTypes_AreThoseThatCanHold(FieldTypes types, string expected) =>
        Assert.Equal(expected, string.Join(' ', Operators.For(types)));
}
