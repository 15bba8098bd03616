using System.Text.Json;
using BlazorLake.Domain.Rules.EventBridge;
using BlazorLake.Domain.Rules.Matching;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.EventBridge;

/// <summary>Whatever the pattern and the event, the rule says what EventBridge would say, but for what the notes name.</summary>
public sealed class EventBridgePropertyTests
{
    /// <summary>Set to 1 for more, as the nightly run does.</summary>
    private static readonly int Pairs = Environment.GetEnvironmentVariable("BLAZORLAKE_TEST_LONG") == "1" ? 1_000_000 : 10_000;

    private static readonly string[] Texts = ["", "x", "X", "xy", "1", "10.0.0.1", "a?b", "a*b", "abb", "a\\\\b"];

    private static readonly Gen<string> Scalars = RuleGen.OneOf([.. Texts.Select(t => $"\"{t}\""), "1", "1.0", "2", "-1.5", "10e-1", "true", "false", "null"]);

    private static readonly Gen<string> Text = RuleGen.OneOf([.. Texts.Select(t => $"\"{t}\"")]);

    private static readonly Gen<string> Wildcards = RuleGen.OneOf("\"*\"", "\"x*\"", "\"*y\"", "\"a*b\"", "\"a?b\"", "\"a\\\\*b\"", "\"a\\\\\\\\*\"", "\"\"");

    private static readonly Gen<string> Signs = RuleGen.OneOf("=", "<", "<=", ">", ">=");

    /// <summary>Operators that mean the same for lists and objects too.</summary>
    private static readonly Gen<string> Exact = Gen.OneOf(
        Scalars,
        Gen.Select(RuleGen.OneOf("prefix", "suffix", "equals-ignore-case"), Text, (op, t) => $"{{\"{op}\":{t}}}"),
        Gen.Select(RuleGen.OneOf("prefix", "suffix"), Text, (op, t) => $"{{\"{op}\":{{\"equals-ignore-case\":{t}}}}}"),
        Wildcards.Select(w => $"{{\"wildcard\":{w}}}"),
        Gen.Select(Signs, RuleGen.OneOf("1", "2.0", "-1.5"), (s, n) => $"{{\"numeric\":[\"{s}\",{n}]}}"),
        Gen.Const("{\"numeric\":[\">=\",-1,\"<=\",1]}"),
        Gen.Const("{\"cidr\":\"10.0.0.0/8\"}"),
        Text.Select(t => $"{{\"anything-but\":{t}}}"),
        Text.Array[1, 3].Select(t => $"{{\"anything-but\":[{string.Join(',', t)}]}}"),
        Gen.Const("{\"anything-but\":1}"),
        Gen.Const("{\"anything-but\":[1,2]}"),
        Text.Array[1, 3].Select(t => $"{{\"anything-but\":{{\"equals-ignore-case\":[{string.Join(',', t)}]}}}}"));

    /// <summary>And those that are the same for single values only.</summary>
    private static readonly Gen<string> ForSingleValues = Gen.OneOf(
        Exact,
        Gen.Const("{\"numeric\":[\">\",0,\"<\",2]}"),
        Gen.Const("{\"numeric\":[\">\",1,\"<=\",2]}"),
        Gen.Const("{\"numeric\":[\">=\",1,\"<\",2]}"),
        Gen.Bool.Select(b => b ? "{\"exists\":true}" : "{\"exists\":false}"),
        Gen.Select(RuleGen.OneOf("prefix", "suffix"), RuleGen.OneOf("\"x\"", "\"1\"", "[\"y\",\"X\"]"), (op, t) => $"{{\"anything-but\":{{\"{op}\":{t}}}}}"),
        Wildcards.Select(w => $"{{\"anything-but\":{{\"wildcard\":{w}}}}}"));

    [Fact]
    public void Match_OfSingleValues_IsAsInEventBridge() => Sample(ForSingleValues, Scalars, mostItems: 1);

    [Fact]
    public void Match_OfListsAndObjects_IsAsInEventBridge() => Sample(
        Exact,
        Gen.OneOf(Scalars, Scalars.Array[0, 3].Select(s => $"[{string.Join(',', s)}]"), Scalars.Array[0, 2].Select(s => $"[[{string.Join(',', s)}],{{}}]"), Gen.Const("{}"), Gen.Const("{\"z\":1}")),
        mostItems: 3);

    private static void Sample(Gen<string> alternatives, Gen<string> values, int mostItems) => Gen.Select(Patterns(alternatives), Data(values, mostItems), Text, Text).Sample(
        (pattern, data, source, type) =>
        {
            using var p = JsonDocument.Parse(pattern);
            using var e = JsonDocument.Parse($"{{\"id\":\"1\",\"source\":{source},\"detail-type\":{type},\"detail\":{data}}}");
            var reading = EventBridgeImport.Read(p.RootElement);
            Assert.Empty(reading.Errors);
            var holds = PlainEvaluator.For(Bridge.Saved(reading.Match!)).Matches(Bridge.Event(data, "1", e.RootElement.GetProperty("source").GetString()!, e.RootElement.GetProperty("detail-type").GetString()!));
            return holds == EventBridgeReference.Matches(p.RootElement, e.RootElement);
        },
        iter: Pairs);

    private static Gen<string> Patterns(Gen<string> alternatives)
    {
        var field = alternatives.Array[1, 3].Select(a => $"[{string.Join(',', a)}]");
        var inner = Objects(field, null, "a", "b", "o", "items");
        var detail = Objects(field, inner, "a", "b", "o", "items").Select(d => $"{{\"detail\":{d}}}");
        var envelope = Objects(field, detail, "source", "detail-type", "id");
        return Gen.OneOf(detail, envelope, Gen.Select(detail, field, (d, f) => $"{{\"source\":{f},{d[1..]}"));
    }

    /// <summary>One to three of the fields, and maybe a <c>$or</c> of what may stand in it.</summary>
    private static Gen<string> Objects(Gen<string> field, Gen<string>? alternative, params string[] names) => Gen.Select(
        Gen.Select(Gen.Int[0, names.Length - 1], field).Array[1, 3],
        (alternative ?? Gen.Const("")).Array[2, 3],
        Gen.Bool,
        (fields, alternatives, hasOr) =>
        {
            var members = fields.DistinctBy(f => f.Item1).Select(f => names[f.Item1] is "o" or "items" ? $"\"{names[f.Item1]}\":{{\"x\":{f.Item2}}}" : $"\"{names[f.Item1]}\":{f.Item2}");
            return $"{{{string.Join(',', hasOr && alternative is not null ? members.Append($"\"$or\":[{string.Join(',', alternatives)}]") : members)}}}";
        });

    private static Gen<string> Data(Gen<string> values, int mostItems) => Gen.Select(values, values, values, values.Array[0, mostItems], Gen.Int[0, 15], (a, b, o, items, present) =>
    {
        string[] members = [$"\"a\":{a}", $"\"b\":{b}", $"\"o\":{{\"x\":{o}}}", $"\"items\":[{string.Join(',', items.Select(i => $"{{\"x\":{i}}}"))}]"];
        return $"{{{string.Join(',', members.Where((_, i) => (present >> i & 1) == 1))}}}";
    });
}
