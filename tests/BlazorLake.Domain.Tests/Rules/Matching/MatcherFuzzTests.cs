using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>Bytes that are no event any more: no crash, no read past the end, and no other view of what is JSON than the parsed document's; where they still are one, the same answer as from it.</summary>
public sealed class MatcherFuzzTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("BLAZORLAKE_TEST_LONG") == "1";

    private static readonly byte[] Telling = [.. "{}[]\",:\\ \n0129-+.eEtfnu"u8, 0, 0x7F, 0x80, 0xC3, 0xFF, .. "Yy_"u8];

    private static readonly Condition[] Conditions = MatcherGen.Conditions.Array[60].Single(_ => true, "eTTh3mqSxTu2");

    private static readonly Gen<byte[]> Mutated = Gen.Select(MatcherGen.Data, Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 3], RuleGen.OneOf(Telling)).Array[0, 6], (data, changes) =>
    {
        var bytes = Encoding.UTF8.GetBytes(data).ToList();
        foreach (var (place, kind, value) in changes)
        {
            var at = place % (bytes.Count + 1);
            switch (kind)
            {
                case 0:
                    bytes.Insert(at, value);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = value;
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, place % 7));
                    break;
            }
        }

        return bytes.ToArray();
    });

    [Fact]
    public void Match_OfMutatedBytes_NeverBreaksAndIsRightWhileTheyAreAnEvent()
    {
        var matched = new Matched(Conditions);
        var (events, others) = (0, 0);
        Mutated.Sample(
            bytes =>
            {
                // Behind the end lies memory that is not the event's: what reads it finds a string that never ends.
                var room = new byte[bytes.Length + 64];
                room.AsSpan().Fill((byte)'"');
                bytes.CopyTo(room, 0);
                var e = Rule.RawEvent(room.AsMemory(0, bytes.Length));
                var refused = new JsonText().CheckObject(bytes);
                if ((refused?.StartsWith("Malformed JSON", StringComparison.Ordinal) ?? false) == IsJson(bytes))
                    return false;
                if (refused is null)
                {
                    Interlocked.Increment(ref events);
                    return matched.Expected(e).AsSpan().SequenceEqual(matched.Of(e));
                }

                Interlocked.Increment(ref others);
                matched.Try(e);
                return true;
            },
            iter: IsLong ? 20_000_000 : 8_000);
        Assert.True(events > 1_000 && others > 1_000, $"{events} were events, {others} were not.");
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = int.MaxValue }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":\"")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":[")]
    [InlineData("[]")]
    [InlineData("[1")]
    [InlineData("\"a\":1}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\u00\":1}")]
    public void Match_OfWhatIsNoEvent_NeverThrows(string data) => new Matched(Conditions).Try(Rule.RawEvent(Encoding.UTF8.GetBytes(data)));

    [Fact]
    public void Match_OfVeryDeepNesting_Returns()
    {
        foreach (var piece in new[] { "[", "{\"a\":", "{\"items\":[", "[{\"a\":" })
            new Matched(Conditions).Try(Rule.RawEvent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 100_000)))));
    }

    /// <summary>What came at one place of the event before says nothing that is not looked at again.</summary>
    [Fact]
    public void Match_OfEventsThatNameOtherMembersAtTheSamePlace_IsAsThePlainEvaluator()
    {
        string[] names = ["name", "ame", "aname", "name ", "nam\\\"e", "n\\u0061me", "a name of 16 byte", "name of 14 byte", "name of 13 byt", "na\":1,\"me", "object\":{\"name"];
        var matched = new Matched([.. new[] { "name", "a name of 16 byte", "name of 14 byte", "last" }.Select(n => new Condition.Comparison(FieldPath.Of(n), Operators.Of(OperatorKind.Exists), Operand.Nothing.Instance))]);
        foreach (var (first, second) in names.SelectMany(f => names.Select(s => (f, s))))
        {
            foreach (var name in new[] { first, second, first })
            {
                var end = name.Contains('{', StringComparison.Ordinal) ? "}" : "";
                var e = Rule.RawEvent(Encoding.UTF8.GetBytes($"{{\"something before it\":1,\"{name}\":2{end},\"last\":{{}}}}"));
                Assert.Equal(matched.Expected(e), matched.Of(e));
            }
        }
    }

    [Fact]
    public void Match_OfEscapesAcrossAnyPlace_IsAsTheParsedDocument()
    {
        var matched = new Matched([Rule.WithMatch("{'field':'b','op':'eq','value':1}").Match, Rule.WithMatch("{'field':'a','op':'endsWith','value':'end'}").Match]);
        for (var length = 0; length < 1_100; length++)
        {
            // Backslashes at the end of one block of bytes escape what begins the next.
            var text = JsonSerializer.Serialize(new string('x', length % 67) + string.Concat(Enumerable.Repeat("\\\"", length / 4)) + "end");
            var e = Rule.RawEvent(Encoding.UTF8.GetBytes($"{{\"c\":{text},\"a\":{text},\"b\":1}}"));
            Assert.Equal([0, 1], matched.Of(e));
        }
    }
}
