using BlazorLake.Domain.Rules.Wording;

namespace BlazorLake.Domain.Tests.Rules.EventBridge;

public sealed class EventBridgeImportTests
{
    [Theory]
    [MemberData(nameof(OperatorCases.All), MemberType = typeof(OperatorCases))]
    public void Match_OfOperator_IsAsInEventBridge(string words, string alternatives, string detail, bool expected) =>
        Assert.True(Bridge.Holds($"{{'detail':{{'a':{alternatives}}}}}", Bridge.Event(detail)) == expected, $"{words}: {alternatives} on {detail} should be {expected}");

    [Theory]
    [InlineData("{'source':['my.shop'],'detail-type':['Order'],'detail':{'state':['paid']}}", true)]
    [InlineData("{'source':['my.bank'],'detail':{'state':['paid']}}", false)]
    [InlineData("{'detail-type':[{'prefix':'Ord'}],'id':['1']}", true)]
    [InlineData("{'id':[{'anything-but':'1'}]}", false)]
    [InlineData("{'time':[{'prefix':'2026-01-31'}]}", true)]
    [InlineData("{'time':['2026-01-31T10:00:00+01:00']}", true)]
    [InlineData("{'detail':{'state':['paid'],'total':[{'numeric':['>',100]}]}}", false)]
    [InlineData("{'detail':{'customer':{'tier':['gold'],'address':{'country':['FR','DE']}}}}", true)]
    [InlineData("{'detail':{'customer':{'tier':['gold'],'address':{'country':['GB']}}}}", false)]
    [InlineData("{'source':['my.shop'],'$or':[{'detail':{'total':[99]}},{'detail-type':['Cart']}]}", false)]
    [InlineData("{'source':['my.shop'],'$or':[{'detail':{'total':[50]}},{'detail-type':['Cart']}]}", true)]
    [InlineData("{'detail':{'$or':[{'total':[1]},{'state':['paid'],'$or':[{'total':[50]},{'x':['y']}]}]}}", true)]
    [InlineData("{'detail':{'$or':[{'total':[1]},{'state':['paid'],'$or':[{'total':[2]},{'x':['y']}]}]}}", false)]
    [InlineData("{'detail':{'a.b':['c'],'$source':['d'],'a\\\\b':{'c\\'d':[1]}}}", true)]
    public void Match_OfWholePattern_IsAsInEventBridge(string pattern, bool expected) => Assert.Equal(expected, Bridge.Holds(
        pattern,
        Bridge.Event("{'state':'paid','total':50,'customer':{'tier':'gold','address':{'country':'DE'}},'a.b':'c','$source':'d','a\\\\b':{'c\\'d':1}}")));

    [Fact]
    public void Read_OfPattern_IsOneFlatRule()
    {
        const string Pattern = "{'source':['aws.ec2'],'detail':{'state':['running','stopped'],'$or':[{'cpu':[{'numeric':['>=',80,'<=',90]}]},{'a.b':{'c':[{'exists':false}]}}]}}";
        Assert.Equal(
            "{'all':[{'field':'$source','op':'eq','value':'aws.ec2'},{'field':'state','op':'in','value':['running','stopped']},{'any':["
            + "{'field':'cpu','op':'between','value':[80,90]},{'none':[{'field':'\\'a.b\\'.c','op':'exists'}]}]}]}",
            Bridge.Written(Pattern));
        Assert.Equal(
            "event source is “aws.ec2”, and state is running or stopped, and (cpu is between 80 and 90, or not (a.b c exists))",
            RuleSentence.Of(Bridge.Match(Pattern)).Text);
    }

    [Theory]
    [InlineData("{'account':['1'],'detail':{'a':['x']}}", "LeftOut /account")]
    [InlineData("{'region':['eu'],'resources':['r'],'version':['0'],'detail':{'a':['x']}}", "LeftOut /region|LeftOut /resources|LeftOut /version")]
    [InlineData("{'source':['s'],'detail-type':['t']}", "Differs /source")]
    [InlineData("{'detail':{'a':['x'],'b':[true]}}", "")]
    [InlineData("{'detail':{'a':[1],'b':[2]}}", "Differs /detail/a/0")]
    [InlineData("{'detail':{'a':[{'exists':true}],'b':[{'exists':false}]}}", "Differs /detail/a/0/exists")]
    [InlineData("{'detail':{'a':[{'anything-but':{'prefix':'x'}}]}}", "Differs /detail/a/0/anything-but/prefix")]
    [InlineData("{'detail':{'a':[{'anything-but':'x'}]}}", "")]
    [InlineData("{'detail':{'a':[{'numeric':['>',1,'<',2]}]}}", "Differs /detail/a/0/numeric")]
    [InlineData("{'detail':{'a':[{'numeric':['>=',1,'<=',2]}]}}", "")]
    [InlineData("{'detail':{'a.b':['x']}}", "Differs /detail/a.b")]
    [InlineData("{'time':[{'suffix':'Z'}]}", "Differs /time/0/suffix")]
    [InlineData("{'detail':{'items':{'a':['x'],'b':['y']}}}", "Differs /detail/items")]
    [InlineData("{'detail':{'items':{'a':['x']},'c':['y']}}", "")]
    [InlineData("{'detail':{'items':{'a':['x'],'sub':{'b':['y']}}}}", "Differs /detail/items")]
    [InlineData("{'detail':{'items':{'a':['x']},'$or':[{'items':{'b':['y']}},{'c':['z']}]}}", "Differs /detail/items")]
    [InlineData("{'detail':{'items':{'$or':[{'a':['x']},{'b':['y']}]}}}", "")]
    [InlineData("{'detail':{'$or':[{'items':{'a':['x']}},{'items':{'b':['y']}}]}}", "")]
    [InlineData("{'detail':{'$or':[{'a':['x']},{'b':['y']}],'a':['z']}}", "Differs /detail/a")]
    [InlineData("{'detail':{'$or':[{'a':['x']},{'a':['y'],'b':['z']}]}}", "")]
    [InlineData("{'detail':{'$or':{'a':['x']}}}", "Differs /detail/$or")]
    [InlineData("{'detail':{'$or':['x']}}", "Differs /detail/$or")]
    [InlineData("{'source':['s'],'$or':[{'detail':{'a':['x']}},{'account':['1']}]}", "Differs /source|LeftOut /$or/1/account|LeftOut /$or/1")]
    public void Notes_OfPattern_NameWhatIsNotTheSame(string pattern, string expected) =>
        Assert.Equal(expected, string.Join('|', Bridge.Read(pattern).Notes.Select(n => $"{n.Kind} {n.Pointer}")));

    [Fact]
    public void Match_OfAlternativeThatIsLeftOut_DoesNotMatchEverything()
    {
        const string Pattern = "{'$or':[{'detail':{'a':['x']}},{'account':['1']}]}";
        Assert.True(Bridge.Holds(Pattern, Bridge.Event("{'a':'x'}")));
        Assert.False(Bridge.Holds(Pattern, Bridge.Event("{'a':'y'}")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("'x'", "")]
    [InlineData("{}", "")]
    [InlineData("{'account':['1']}", "")]
    [InlineData("{'detail':{}}", "/detail")]
    [InlineData("{'detail':['x']}", "/detail")]
    [InlineData("{'detail':{'a':[]}}", "/detail/a")]
    [InlineData("{'detail':{'a':'x'}}", "/detail/a")]
    [InlineData("{'detail':{'a':[['x']]}}", "/detail/a/0")]
    [InlineData("{'detail':{'a':['\\ud800']}}", "/detail/a/0")]
    [InlineData("{'detail':{'\\ud800':['x']}}", "/detail/\uFFFD")]
    [InlineData("{'detail':{'a':['x'],'a':['y']}}", "/detail/a")]
    [InlineData("{'source':{'a':['x']}}", "/source")]
    [InlineData("{'time':['today']}", "/time/0")]
    [InlineData("{'detail':{'a':[{}]}}", "/detail/a/0")]
    [InlineData("{'detail':{'a':[{'prefix':'x','suffix':'y'}]}}", "/detail/a/0")]
    [InlineData("{'detail':{'a':[{'prefx':'x'}]}}", "/detail/a/0/prefx")]
    [InlineData("{'detail':{'a':[{'prefix':1}]}}", "/detail/a/0/prefix")]
    [InlineData("{'detail':{'a':[{'prefix':{'x':'y'}}]}}", "/detail/a/0/prefix")]
    [InlineData("{'detail':{'a':[{'prefix':{'equals-ignore-case':1}}]}}", "/detail/a/0/prefix/equals-ignore-case")]
    [InlineData("{'detail':{'a':[{'wildcard':'a**b'}]}}", "/detail/a/0/wildcard")]
    [InlineData(@"{'detail':{'a':[{'wildcard':'a\\b'}]}}", "/detail/a/0/wildcard")]
    [InlineData(@"{'detail':{'a':[{'wildcard':'a\\'}]}}", "/detail/a/0/wildcard")]
    [InlineData("{'detail':{'a':[{'cidr':'10.0.0.0'}]}}", "/detail/a/0/cidr")]
    [InlineData("{'detail':{'a':[{'cidr':'10.0.0.0/33'}]}}", "/detail/a/0/cidr")]
    [InlineData("{'detail':{'a':[{'exists':'true'}]}}", "/detail/a/0/exists")]
    [InlineData("{'detail':{'a':[{'numeric':5}]}}", "/detail/a/0/numeric")]
    [InlineData("{'detail':{'a':[{'numeric':['>']}]}}", "/detail/a/0/numeric")]
    [InlineData("{'detail':{'a':[{'numeric':['!=',5]}]}}", "/detail/a/0/numeric/0")]
    [InlineData("{'detail':{'a':[{'numeric':['>','5']}]}}", "/detail/a/0/numeric/1")]
    [InlineData("{'detail':{'a':[{'numeric':['<',5,'>',1]}]}}", "/detail/a/0/numeric")]
    [InlineData("{'detail':{'a':[{'numeric':['>',5,'<',5]}]}}", "/detail/a/0/numeric")]
    [InlineData("{'detail':{'a':[{'anything-but':[]}]}}", "/detail/a/0/anything-but")]
    [InlineData("{'detail':{'a':[{'anything-but':['x',1]}]}}", "/detail/a/0/anything-but")]
    [InlineData("{'detail':{'a':[{'anything-but':null}]}}", "/detail/a/0/anything-but")]
    [InlineData("{'detail':{'a':[{'anything-but':['x',true]}]}}", "/detail/a/0/anything-but/1")]
    [InlineData("{'detail':{'a':[{'anything-but':{'cidr':'10.0.0.0/8'}}]}}", "/detail/a/0/anything-but")]
    [InlineData("{'detail':{'a':[{'anything-but':{'prefix':['x','']}}]}}", "/detail/a/0/anything-but/prefix/1")]
    [InlineData("{'detail':{'a':[{'anything-but':{'suffix':[]}}]}}", "/detail/a/0/anything-but/suffix")]
    [InlineData("{'detail':{'a':[{'anything-but':{'equals-ignore-case':[1]}}]}}", "/detail/a/0/anything-but/equals-ignore-case/0")]
    [InlineData("{'detail':{'$or':[{'a':['x']}]}}", "/detail/$or")]
    [InlineData("{'detail':{'$or':[{'a':['x']},{}]}}", "/detail/$or/1")]
    [InlineData("{'detail':{'a/b':[{'x~y':1}]}}", "/detail/a~1b/0/x~0y")]
    [InlineData("{'detail':{'a':'x','b':[{'prefix':1}]}}", "/detail/a|/detail/b/0/prefix")]
    public void Errors_OfPattern_NameThePlace(string pattern, string expected)
    {
        var reading = Bridge.Read(pattern);
        Assert.Null(reading.Match);
        Assert.Equal(expected, string.Join('|', reading.Errors.Select(e => e.Pointer)));
        Assert.All(reading.Errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_OfUnknownOperator_SuggestTheNearest() =>
        Assert.Contains("Did you mean 'anything-but'?", Bridge.Read("{'detail':{'a':[{'anything-bu':'x'}]}}").Errors[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfOrTheOtherEventsHave_IsNoOperator() => Assert.True(Bridge.Holds("{'detail':{'$or':{'a':['x']}}}", Bridge.Event("{'$or':{'a':'x'}}")));

    [Fact]
    public void Read_OfAny_IsWithinWhatARuleMayBe() => Assert.All(
        OperatorCases.All,
        row => Assert.NotNull(Bridge.Saved(Bridge.Match($"{{'detail':{{'a':{row.Data.Item2}}}}}"))));
}
