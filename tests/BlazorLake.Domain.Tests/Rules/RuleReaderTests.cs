using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class RuleReaderTests
{
    private const string Whole = """
        {'name':'Large basket, unpaid','description':'d','tags':['shop'],'severity':'warning','stream':['shop.cart','shop.orders'],
        'parameters':[{'name':'limit','type':'number','default':100}],
        'match':{'all':[{'field':'total','op':'gt','value':{'param':'limit'}},{'any':[{'field':'country','op':'in','value':['FR','DE']},
        {'field':'customer.tier','op':'eq','value':'gold','ignoreCase':true}]}]},
        'key':['customerId'],'detect':{'kind':'each'},'cooldown':'PT15M','resolveAfter':'P1D',
        'message':{'title':'{{ rule.name }}','body':'{{ data.total }} in the cart of {{ key.customerId }}','link':''},
        'examples':[{'events':[{'data':{'total':101,'country':'FR','customerId':1}}],'fires':true}]}
        """;

    [Fact]
    public void Read_OfTheContractsExample_IsTheRule()
    {
        var rule = Rule.Read(Whole);
        Assert.Equal("Large basket, unpaid", rule.Name);
        Assert.Equal(Severity.Warning, rule.Severity);
        Assert.Equal(["shop.cart", "shop.orders"], rule.Streams.Select(s => s.Value));
        Assert.Equal(TimeSpan.FromMinutes(15), rule.Cooldown);
        Assert.Equal(TimeSpan.FromDays(1), rule.ResolveAfter);
        Assert.Equal(["customerId"], rule.Key.Select(k => k.Text));
        var all = Assert.IsType<Condition.All>(rule.Match);
        Assert.Equal(new Operand.One(new Term.Parameter("limit")), Assert.IsType<Condition.Comparison>(all.Parts[0]).Operand);
        Assert.True(Assert.Single(rule.Examples).Fires);
    }

    [Fact]
    public void Read_OfWhatTheApiGave_LeavesItsOwnMembersOut()
    {
        var rule = Rule.Read("{'id':'x','version':3,'state':'enabled','sentence':'When','createdAt':1,'updatedAt':2,'updatedBy':'ana','name':'r','stream':'s'}");
        Assert.Equal(Rule.Quote("{'name':'r','stream':'s'}"), rule.Json);
    }

    [Theory]
    [InlineData("name missing", "{'stream':'s'}", "/name")]
    [InlineData("name blank", "{'name':'  ','stream':'s'}", "/name")]
    [InlineData("name no text", "{'name':1,'stream':'s'}", "/name")]
    [InlineData("stream missing", "{'name':'r'}", "/stream")]
    [InlineData("stream no name", "{'name':'r','stream':'../x'}", "/stream")]
    [InlineData("stream no name, in an array", "{'name':'r','stream':['s','S']}", "/stream/1")]
    [InlineData("stream twice", "{'name':'r','stream':['s','s']}", "/stream/1")]
    [InlineData("no streams", "{'name':'r','stream':[]}", "/stream")]
    [InlineData("unknown member", "{'name':'r','stream':'s','macth':{}}", "/macth")]
    [InlineData("member with a slash", "{'name':'r','stream':'s','a/b~c':1}", "/a~1b~0c")]
    [InlineData("member twice", "{'name':'r','name':'q','stream':'s'}", "/name")]
    [InlineData("severity", "{'name':'r','stream':'s','severity':'high'}", "/severity")]
    [InlineData("tags", "{'name':'r','stream':'s','tags':['a',1]}", "/tags/1")]
    [InlineData("cooldown in words", "{'name':'r','stream':'s','cooldown':'15 minutes'}", "/cooldown")]
    [InlineData("cooldown in months", "{'name':'r','stream':'s','cooldown':'P1M'}", "/cooldown")]
    [InlineData("cooldown of nothing", "{'name':'r','stream':'s','cooldown':'PT0S'}", "/cooldown")]
    [InlineData("cooldown too long", "{'name':'r','stream':'s','cooldown':'P367D'}", "/cooldown")]
    [InlineData("key no path", "{'name':'r','stream':'s','key':['a..b']}", "/key/0")]
    [InlineData("key twice", "{'name':'r','stream':'s','key':['a','a']}", "/key/1")]
    [InlineData("key no array", "{'name':'r','stream':'s','key':'a'}", "/key")]
    [InlineData("detection of later", "{'name':'r','stream':'s','detect':{'kind':'threshold','aggregate':'count'}}", "/detect/kind")]
    [InlineData("detection unknown", "{'name':'r','stream':'s','detect':{'kind':'eech'}}", "/detect/kind")]
    [InlineData("message hole unknown", "{'name':'r','stream':'s','message':{'title':'{{ total }}'}}", "/message/title")]
    [InlineData("message hole open", "{'name':'r','stream':'s','message':{'body':'{{ data.total'}}", "/message/body")]
    [InlineData("message hole not of the key", "{'name':'r','stream':'s','message':{'body':'{{ key.a }}'}}", "/message/body")]
    [InlineData("message filter", "{'name':'r','stream':'s','message':{'body':'{{ data.a | upcase }}'}}", "/message/body")]
    [InlineData("parameter type", "{'name':'r','stream':'s','parameters':[{'name':'p','type':'int','default':1}]}", "/parameters/0/type")]
    [InlineData("parameter name", "{'name':'r','stream':'s','parameters':[{'name':'a b','type':'number'}]}", "/parameters/0/name")]
    [InlineData("parameter default", "{'name':'r','stream':'s','parameters':[{'name':'p','type':'number','default':'1'}]}", "/parameters/0/default")]
    [InlineData("parameter twice", "{'name':'r','stream':'s','parameters':[{'name':'p','type':'number'},{'name':'p','type':'number'}]}", "/parameters/1/name")]
    [InlineData("example without events", "{'name':'r','stream':'s','examples':[{'fires':true}]}", "/examples/0/events")]
    [InlineData("example without outcome", "{'name':'r','stream':'s','examples':[{'events':[]}]}", "/examples/0/fires")]
    [InlineData("example's time", "{'name':'r','stream':'s','examples':[{'events':[{'data':{},'time':'noon'}],'fires':true}]}", "/examples/0/events/0/time")]
    [InlineData("no object", "[]", "")]
    [InlineData("no JSON", "{", "")]
    [InlineData("half a surrogate pair", "{'name':'\\ud800','stream':'s'}", "/name")]
    public void Read_OfWrongDocument_SaysWhere(string words, string json, string pointer)
    {
        var errors = Rule.Errors(json);
        Assert.True(errors.Count == 1 && errors[0].Pointer == pointer, $"{words}: {string.Join("; ", errors)}");
        Assert.Matches(@"[.?]$|here\.|\.$", errors[0].Message);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("{'all':[],'any':[]}", "")]
    [InlineData("{'all':[],'field':'a'}", "")]
    [InlineData("{'all':{}}", "/all")]
    [InlineData("{'any':[{'all':[{'field':'a'}]}]}", "/any/0/all/0/op")]
    [InlineData("{'field':'a','op':'equals','value':1}", "/op")]
    [InlineData("{'op':'eq','value':1}", "/field")]
    [InlineData("{'field':'a..b','op':'eq','value':1}", "/field")]
    [InlineData("{'field':'$foo','op':'eq','value':1}", "/field")]
    [InlineData("{'field':'a','op':'eq'}", "/value")]
    [InlineData("{'field':'a','op':'eq','value':[1]}", "/value")]
    [InlineData("{'field':'a','op':'eq','value':{}}", "/value/param")]
    [InlineData("{'field':'a','op':'eq','value':{'param':'x'}}", "/value/param")]
    [InlineData("{'field':'a','op':'gt','value':'100'}", "/value")]
    [InlineData("{'field':'a','op':'gt','value':true}", "/value")]
    [InlineData("{'field':'a','op':'gt','value':'2026-01-31T09:00:00'}", "/value")]
    [InlineData("{'field':'a','op':'between','value':[1]}", "/value")]
    [InlineData("{'field':'a','op':'between','value':[2,1]}", "/value")]
    [InlineData("{'field':'a','op':'between','value':[1,'2026-01-31T09:00:00Z']}", "/value")]
    [InlineData("{'field':'a','op':'between','value':['x',1]}", "/value/0")]
    [InlineData("{'field':'a','op':'in','value':'FR'}", "/value")]
    [InlineData("{'field':'a','op':'in','value':['FR',[]]}", "/value/1")]
    [InlineData("{'field':'a','op':'contains','value':1}", "/value")]
    [InlineData("{'field':'a','op':'like','value':'a\\\\'}", "/value")]
    [InlineData("{'field':'a','op':'regex','value':'('}", "/value")]
    [InlineData("{'field':'a','op':'regex','value':'(?=a)'}", "/value")]
    [InlineData("{'field':'a','op':'regex','value':'(a)\\\\1'}", "/value")]
    [InlineData("{'field':'a','op':'cidr','value':'10.0.0.0/33'}", "/value")]
    [InlineData("{'field':'a','op':'cidr','value':'10.0.0/8'}", "/value")]
    [InlineData("{'field':'a','op':'cidr','value':'fe80::1%eth0'}", "/value")]
    [InlineData("{'field':'a','op':'exists','value':true}", "/value")]
    [InlineData("{'field':'a','op':'like','otherField':'b'}", "/otherField")]
    [InlineData("{'field':'a','op':'eq','value':1,'otherField':'b'}", "/otherField")]
    [InlineData("{'field':'a','op':'eq','otherField':''}", "/otherField")]
    [InlineData("{'field':'a','op':'gt','value':1,'ignoreCase':true}", "/ignoreCase")]
    [InlineData("{'field':'a','op':'eq','value':'x','ignoreCase':'yes'}", "/ignoreCase")]
    [InlineData("{'field':'$time','op':'eq','value':'noon'}", "/value")]
    [InlineData("{'field':'a','op':'eq','value':'\\udc00'}", "/value")]
    [InlineData("{'feild':'a','op':'eq','value':1}", "/feild", "/field")]
    public void Read_OfWrongMatch_SaysWhere(string match, params string[] pointers) =>
        Assert.Equal(pointers.Select(p => "/match" + p), Rule.Errors($"{{'name':'r','stream':'s','match':{match}}}").Select(e => e.Pointer));

    [Theory]
    [InlineData("gt", "string", "'a'", "/match/value")]
    [InlineData("contains", "number", "1", "/match/value")]
    [InlineData("in", "string", "'a'", "/match/value")]
    [InlineData("eq", "list", "[1]", "/match/value")]
    [InlineData("regex", "string", "'('", "/parameters/0/default")]
    [InlineData("cidr", "string", "'10/8'", "/parameters/0/default")]
    public void Read_OfParameterThatDoesNotFit_SaysWhere(string op, string type, string value, string pointer)
    {
        var json = $"{{'name':'r','stream':'s','parameters':[{{'name':'p','type':'{type}','default':{value}}}],'match':{{'field':'a','op':'{op}','value':{{'param':'p'}}}}}}";
        Assert.Equal([pointer], Rule.Errors(json).Select(e => e.Pointer));
    }

    [Fact]
    public void Read_OfSeveralErrors_TellsAllAtOnce()
    {
        var errors = Rule.Errors("{'severity':'x','match':{'all':[{'field':'a','op':'eqq','value':1},{'field':'','op':'gt','value':'x'}]},'cooldown':1}");
        Assert.Equal(["/name", "/severity", "/stream", "/match/all/0/op", "/match/all/1/field", "/cooldown"], errors.Select(e => e.Pointer));
    }

    [Theory]
    [InlineData("{'name':'r','stream':'s','cooldwon':'PT1M'}", "Did you mean 'cooldown'?")]
    [InlineData("{'name':'r','stream':'s','match':{'field':'a','op':'startswith','value':'x'}}", "Did you mean 'startsWith'?")]
    [InlineData("{'name':'r','stream':'s','match':{'field':'a','op':'gte ','value':1}}", "Did you mean 'gte'?")]
    public void Read_OfMisspelling_SaysWhatWasMeant(string json, string expected) =>
        Assert.Contains(expected, Assert.Single(Rule.Errors(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{'name':'r','stream':'s','':1}", "/")]
    [InlineData("{'name':'r','stream':'s','match':{'field':'a','op':'exists','':1}}", "/match/")]
    [InlineData("{'name':'r','stream':'s','message':{'title':'t','':1}}", "/message/")]
    public void Read_OfAMemberWithoutAName_IsNotPassedOver(string json, string pointer) => Assert.Equal(pointer, Assert.Single(Rule.Errors(json)).Pointer);

    [Fact]
    public void Read_AtEachLimit_TakesTheLastAndRefusesTheNext()
    {
        AssertLimit(RuleLimits.NameLength, n => $"{{'name':'{new string('x', n)}','stream':'s'}}");
        AssertLimit(RuleLimits.DescriptionLength, n => $"{{'name':'r','description':'{new string('x', n)}','stream':'s'}}");
        AssertLimit(RuleLimits.Tags, n => $"{{'name':'r','stream':'s','tags':[{Many(n, i => $"'t{i}'")}]}}");
        AssertLimit(RuleLimits.TagLength, n => $"{{'name':'r','stream':'s','tags':['{new string('x', n)}']}}");
        AssertLimit(RuleLimits.Streams, n => $"{{'name':'r','stream':[{Many(n, i => $"'s{i}'")}]}}");
        AssertLimit(RuleLimits.KeyFields, n => $"{{'name':'r','stream':'s','key':[{Many(n, i => $"'k{i}'")}]}}");
        AssertLimit(RuleLimits.Parameters, n => $"{{'name':'r','stream':'s','parameters':[{Many(n, i => $"{{'name':'p{i}','type':'number'}}")}]}}");
        AssertLimit(RuleLimits.InValues, n => $"{{'name':'r','stream':'s','match':{{'field':'a','op':'in','value':[{Many(n, i => $"{i}")}]}}}}");
        AssertLimit(RuleLimits.InValues, n => $"{{'name':'r','stream':'s','parameters':[{{'name':'p','type':'list','default':[{Many(n, i => $"{i}")}]}}]}}");
        AssertLimit(RuleLimits.PatternLength, n => $"{{'name':'r','stream':'s','match':{{'field':'a','op':'like','value':'{new string('x', n)}'}}}}");
        AssertLimit(RuleLimits.PatternLength, n => $"{{'name':'r','stream':'s','match':{{'field':'a','op':'regex','value':'{new string('x', n)}'}}}}");
        AssertLimit(FieldPath.MaxLength, n => $"{{'name':'r','stream':'s','match':{{'field':'{new string('x', n)}','op':'exists'}}}}");
        AssertLimit(RuleLimits.Examples, n => $"{{'name':'r','stream':'s','examples':[{Many(n, _ => "{'events':[{}],'fires':true}")}]}}");
        AssertLimit(RuleLimits.EventsPerExample, n => $"{{'name':'r','stream':'s','examples':[{{'events':[{Many(n, _ => "{}")}],'fires':true}}]}}");
        AssertLimit(RuleLimits.TitleLength, n => $"{{'name':'r','stream':'s','message':{{'title':'{new string('x', n)}'}}}}");
        AssertLimit(RuleLimits.BodyLength, n => $"{{'name':'r','stream':'s','message':{{'body':'{new string('x', n)}'}}}}");
        AssertLimit(RuleLimits.LinkLength, n => $"{{'name':'r','stream':'s','message':{{'link':'{new string('x', n)}'}}}}");
        // The document's own braces and the array of each group; a comparison is one deeper than its group.
        AssertLimit(RuleLimits.DocumentDepth, n => $"{{'name':'r','stream':'s','match':{Nested((n - 2) / 2)}}}", step: 2);
    }

    [Fact]
    public void Read_OfTooLargeDocument_SaysHowLarge()
    {
        var error = Assert.Single(Rule.Errors($"{{'name':'r','stream':'s'}}{new string(' ', RuleLimits.DocumentBytes)}"));
        Assert.Contains("1,048,576", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfThousandsOfErrors_TellsAHundred() =>
        Assert.Equal(100, Rule.Errors($"{{'name':'r','stream':'s','match':{{'all':[{Many(5_000, _ => "1")}]}}}}").Count);

    [Fact]
    public void ReadSaved_OfWhatIsNoRule_NeverRunsAndSaysWhy()
    {
        var rule = RuleReader.ReadSaved(Rule.Quote("{'name':'Old one','stream':'s','detect':{'kind':'telepathy'}}"));
        Assert.Equal("Old one", rule.Name);
        Assert.NotEmpty(rule.Problems);
        Assert.NotEmpty(RuleReader.ReadSaved("nonsense").Problems);
    }

    [Fact]
    public void Write_OfTheContractsExample_ReadsTheSame()
    {
        var written = RuleWriter.Write(Rule.Read(Whole));
        Assert.Equal(written, RuleWriter.Write(Rule.Read(written)));
        Assert.Contains("\"cooldown\":\"PT15M\"", written, StringComparison.Ordinal);
    }

    private static void AssertLimit(int limit, Func<int, string> document, int step = 1)
    {
        Assert.IsType<RuleReading.Valid>(RuleReader.Read(Rule.Quote(document(limit))));
        var invalid = Assert.IsType<RuleReading.Invalid>(RuleReader.Read(Rule.Quote(document(limit + step))));
        Assert.Contains(limit.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), invalid.Errors[0].Message, StringComparison.Ordinal);
    }

    private static string Many(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{'all':[", depth)) + "{'field':'a','op':'exists'}" + string.Concat(Enumerable.Repeat("]}", depth));
}
