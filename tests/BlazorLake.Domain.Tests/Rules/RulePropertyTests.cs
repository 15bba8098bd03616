using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Domain.Rules.Wording;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class RulePropertyTests
{
    private static readonly Gen<(Condition Condition, StreamEvent Event)> Cases = Gen.Select(RuleGen.Conditions, RuleGen.Data, (c, d) => (c, Rule.Event(d)));

    private static bool Holds(Condition condition, StreamEvent e) => PlainEvaluator.For(condition).Matches(e);

    [Fact]
    public void None_OfParts_IsNotAnyAndAllNot() => Gen.Select(RuleGen.Conditions.Array[0, 4], RuleGen.Data).Sample((parts, data) =>
    {
        var e = Rule.Event(data);
        var none = Holds(new Condition.None(parts), e);
        return none == !Holds(new Condition.Any(parts), e)
            && none == Holds(new Condition.All([.. parts.Select(p => new Condition.None([p]))]), e)
            && Holds(new Condition.All(parts), e) == Holds(new Condition.None([.. parts.Select(p => new Condition.None([p]))]), e);
    });

    [Fact]
    public void Explain_OfAnyCondition_AgreesWithMatching() => Cases.Sample((condition, e) =>
    {
        var explanation = PlainEvaluator.For(condition).Explain(e);
        using var document = JsonDocument.Parse(explanation.Json);
        return explanation.Matched == Holds(condition, e) && document.RootElement.GetProperty("result").GetBoolean() == explanation.Matched && IsConsistent(document.RootElement);
    });

    [Fact]
    public void Matches_WithOneTableForManyRules_IsAsEachAlone() => Gen.Select(RuleGen.Conditions.Array[1, 8], RuleGen.Data.Array[1, 4]).Sample((conditions, data) =>
    {
        var table = new PathTable();
        PlainEvaluator[] together = [.. conditions.Select(c => new PlainEvaluator(table, c, ParameterValues.None))];
        return data.Select(d => Rule.Event(d)).All(e => together.Zip(conditions).All(p => p.First.Matches(e) == Holds(p.Second, e)));
    });

    [Fact]
    public void Ne_OfPresentScalarsOfOneType_IsNotEq() => Gen.Select(RuleGen.ValueText, RuleGen.ValueText).Sample((left, right) =>
    {
        var data = $"{{'a':{left}}}";
        var eq = Rule.Holds(ConditionCases.Match("a", "eq", right), data);
        var ne = Rule.Holds(ConditionCases.Match("a", "ne", right), data);
        var isComparable = Kind(left) == Kind(right) || left == "null" || right == "null";
        return isComparable ? eq != ne : !eq && !ne;
    });

    [Fact]
    public void In_OfAList_IsEqOfAny() => Gen.Select(RuleGen.ValueText, RuleGen.ValueText.Array[0, 5], Gen.Bool).Sample((given, list, ignoreCase) =>
    {
        var data = $"{{'a':{given}}}";
        var option = ignoreCase ? ",'ignoreCase':true" : "";
        var isIn = Rule.Holds($"{{'field':'a','op':'in','value':[{string.Join(',', list)}]{option}}}", data);
        var notIn = Rule.Holds($"{{'field':'a','op':'notIn','value':[{string.Join(',', list)}]{option}}}", data);
        var any = list.Any(v => Rule.Holds($"{{'field':'a','op':'eq','value':{v}{option}}}", data));
        var differs = list.Any(v => Rule.Holds($"{{'field':'a','op':'ne','value':{v}{option}}}", data));
        return isIn == any && notIn == (list.Length == 0 || (differs && !any));
    });

    [Fact]
    public void Order_OfTwoNumbers_IsTotal() => Gen.Select(Gen.Decimal, Gen.Decimal).Sample((left, right) =>
    {
        string[] ops = ["lt", "eq", "gt"];
        var data = $"{{'a':{left.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}";
        var value = right.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ops.Count(op => Rule.Holds(ConditionCases.Match("a", op, value), data)) == 1
            && Rule.Holds(ConditionCases.Match("a", "gte", value), data) == !Rule.Holds(ConditionCases.Match("a", "lt", value), data)
            && Rule.Holds(ConditionCases.Match("a", "lte", value), data) == !Rule.Holds(ConditionCases.Match("a", "gt", value), data);
    });

    [Fact]
    public void Like_OfAnyTextAndPattern_IsAsTheRegexItStandsFor() =>
        Gen.Select(Gen.String[RuleGen.OneOf('a', 'b', '*', '?', '\n', 'é'), 0, 8], Gen.String[RuleGen.OneOf('a', 'b', '\n', 'é'), 0, 12]).Sample((pattern, text) =>
        {
            var regex = "\\A" + string.Concat(pattern.Select(c => c switch { '*' => "[\\s\\S]*", '?' => "[\\s\\S]", _ => System.Text.RegularExpressions.Regex.Escape(c.ToString()) })) + "\\z";
            return LikePattern.TryParse(pattern, out var like) && like.IsMatch(text) == System.Text.RegularExpressions.Regex.IsMatch(text, regex);
        });

    [Fact]
    public void ReadAfterWrite_OfAnyCondition_IsTheSame() => RuleGen.Conditions.Sample(condition =>
    {
        // $time compares only with instants, which the reader holds rules to.
        var json = RuleWriter.Write(new RuleDefinition { Name = "r", Json = "", Streams = [StreamName.Parse("s")], Match = condition });
        return RuleReader.Read(json) switch
        {
            RuleReading.Valid valid => RuleWriter.Write(valid.Definition) == json && valid.Definition.Json == json,
            RuleReading.Invalid invalid => invalid.Errors.All(e => e.Message.Contains("$time", StringComparison.Ordinal)),
            _ => false,
        };
    });

    [Fact]
    public void Sentence_OfAnyRule_NeverThrowsAndIsOneLine() => Gen.Select(RuleGen.Conditions, Gen.String[0, 20]).Sample((condition, name) =>
    {
        var rule = new RuleDefinition { Name = name, Json = "", Match = condition, Key = [FieldPath.Of("k" + name)], Cooldown = TimeSpan.FromSeconds(name.Length) };
        var text = RuleSentence.Of(rule).Text;
        return text.StartsWith("When an event arrives", StringComparison.Ordinal) && text.EndsWith('.') && !text.Any(char.IsControl);
    });

    [Fact]
    public void Difference_OfConditions_IsEmptyOnlyForTheSame() => Gen.Select(RuleGen.Conditions, RuleGen.Conditions).Sample((before, after) =>
    {
        var (from, to) = (new RuleDefinition { Name = "r", Json = "", Match = before }, new RuleDefinition { Name = "r", Json = "", Match = after });
        return RuleDifference.Between(from, from).Count == 0
            && (RuleDifference.Between(from, to).Count == 0) == (RuleWriter.Write(before) == RuleWriter.Write(after));
    });

    [Fact]
    public void Read_OfAnyJson_NeverThrows() => Gen.Select(HostileJson, Gen.Int[0, 12]).Sample((value, member) =>
    {
        string[] members = ["name", "stream", "tags", "severity", "parameters", "match", "key", "detect", "cooldown", "message", "examples", "description", "x"];
        var json = $"{{\"name\":\"r\",\"stream\":\"s\",\"{members[member]}\":{value}}}";
        return RuleReader.Read(json) is not null && RuleReader.Read(value) is not null && RuleReader.ReadSaved(json) is not null;
    });

    [Fact]
    public void Read_OfAnyText_NeverThrows() => Gen.String.Sample(text => RuleReader.Read(text) is RuleReading.Invalid);

    private static readonly Gen<string> HostileLeaf = RuleGen.OneOf(
        "null", "true", "1e99999", "-0", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"eq\"", "\"regex\"", "\"(((\"", "\"{{\"", "\"{{ data.a }}\"", "\"a..b\"", "\"$id\"", "[]", "{}",
        "\"each\"", "\"PT1M\"", "{\"param\":\"p\"}", "{\"field\":\"a\",\"op\":\"regex\",\"value\":\"(?<n>a)\\\\k<n>\"}", "{\"\\ud800\":1}", "{\"data\":{\"a\":\"\\udfff\"}}");

    private static readonly Gen<string> HostileJson = Hostile(Hostile(Hostile(HostileLeaf)));

    private static Gen<string> Hostile(Gen<string> parts)
    {
        string[] names = ["all", "any", "none", "field", "op", "value", "otherField", "ignoreCase", "kind", "param", "name", "type", "default", "title", "body", "events", "fires", "data"];
        return Gen.Select(Gen.Select(RuleGen.OneOf(names), parts).Array[0, 4], Gen.Int[0, 2], (items, shape) => shape switch
        {
            0 => $"[{string.Join(',', items.Select(i => i.Item2))}]",
            1 => $"{{{string.Join(',', items.Select(i => $"\"{i.Item1}\":{i.Item2}"))}}}",
            _ => items.Length == 0 ? "null" : items[0].Item2,
        });
    }

    /// <summary>Each group's result follows from its parts' results.</summary>
    private static bool IsConsistent(JsonElement node)
    {
        foreach (var name in new[] { "all", "any", "none" })
        {
            if (!node.TryGetProperty(name, out var parts))
                continue;
            var results = parts.EnumerateArray().Select(p => p.GetProperty("result").GetBoolean()).ToList();
            var expected = name switch { "all" => results.TrueForAll(r => r), "any" => results.Contains(true), _ => !results.Contains(true) };
            return expected == node.GetProperty("result").GetBoolean() && parts.EnumerateArray().All(IsConsistent);
        }

        return node.TryGetProperty("field", out _) && (node.TryGetProperty("actual", out _) || node.GetProperty("missing").GetBoolean());
    }

    private static char Kind(string json) => json[0] switch
    {
        '\'' => 's',
        't' or 'f' => 'b',
        'n' => 'n',
        _ => '0',
    };
}
