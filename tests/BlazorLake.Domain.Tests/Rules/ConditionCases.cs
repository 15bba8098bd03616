namespace BlazorLake.Domain.Tests.Rules;

/// <summary>The rule language by example: what is said, the condition, the event's data, whether it holds.</summary>
public static class ConditionCases
{
    public static TheoryData<string, string, string, bool> Equality => For("a",
        ("equal texts", "eq", "'x'", "'x'", true),
        ("texts differ in case", "eq", "'x'", "'X'", false),
        ("text is never a number", "eq", "'1'", "1", false),
        ("number is never a text", "eq", "1", "'1'", false),
        ("number is never a boolean", "eq", "1", "true", false),
        ("spelling of a number does not matter", "eq", "1", "1.0", true),
        ("spelling of a fraction does not matter", "eq", "0.1", "10e-2", true),
        ("minus zero is zero", "eq", "0", "-0.0", true),
        ("20-digit ids differ in the last digit", "eq", "12345678901234567890", "12345678901234567891", false),
        ("far beyond doubles", "eq", "1e400", "10e399", true),
        ("far beyond doubles, differs", "eq", "1e400", "1e401", false),
        ("29 digits compare as doubles", "eq", "12345678901234567890123456789", "12345678901234567890123456788", true),
        ("28 digits compare exactly", "eq", "1234567890123456789012345678", "1234567890123456789012345679", false),
        ("true is true", "eq", "true", "true", true),
        ("true is not false", "eq", "true", "false", false),
        ("null is null", "eq", "null", "null", true),
        ("null is no text", "eq", "'null'", "null", false),
        ("a value is not null", "eq", "null", "0", false),
        ("missing is not null", "eq", "null", "", false),
        ("missing equals nothing", "eq", "'x'", "", false),
        ("an object equals nothing", "eq", "'x'", "{}", false),
        ("an object is not null, nor anything else", "eq", "null", "{}", false),
        ("texts differ", "ne", "'x'", "'y'", true),
        ("equal texts do not differ", "ne", "'x'", "'x'", false),
        ("another type does not differ either", "ne", "'x'", "1", false),
        ("another type does not differ either: boolean", "ne", "1", "true", false),
        ("missing does not differ", "ne", "'x'", "", false),
        ("null is of every type's company", "ne", "'x'", "null", true),
        ("null is of every type's company: number", "ne", "1", "null", true),
        ("anything present that is not null", "ne", "null", "'x'", true),
        ("anything present that is not null: false", "ne", "null", "false", true),
        ("null does not differ from null", "ne", "null", "null", false),
        ("missing does not differ from null", "ne", "null", "", false),
        ("objects are only for exists and missing", "ne", "null", "{}", false),
        ("NUL and what follows count", "eq", "'a\\u0000b'", "'a\\u0000c'", false),
        ("an escape is the character it stands for", "eq", "'\\u00e9'", "'é'", true),
        ("no normalisation", "eq", "'é'", "'e\\u0301'", false));

    public static TheoryData<string, string, string, bool> Lists => For("a",
        ("one of the texts", "in", "['FR','DE']", "'DE'", true),
        ("none of the texts", "in", "['FR','DE']", "'IT'", false),
        ("number by value", "in", "[1, 2.50]", "2.5", true),
        ("number beyond 28 digits", "in", "[12345678901234567890123456789]", "12345678901234567890123456788", true),
        ("types mixed", "in", "['1', 2, null, true]", "true", true),
        ("text is no number of the list", "in", "['1', 2]", "'2'", false),
        ("null in the list", "in", "['1', null]", "null", true),
        ("null not in the list", "in", "['1']", "null", false),
        ("missing is in no list", "in", "[null]", "", false),
        ("an object is in no list", "in", "[null]", "{}", false),
        ("an empty list has nothing", "in", "[]", "1", false),
        ("not one of them", "notIn", "['FR','DE']", "'IT'", true),
        ("one of them", "notIn", "['FR','DE']", "'FR'", false),
        ("another type", "notIn", "['FR','DE']", "1", false),
        ("type of some of them", "notIn", "['FR', 2]", "1", true),
        ("missing", "notIn", "['FR']", "", false),
        ("null", "notIn", "['FR']", "null", true),
        ("null in the list", "notIn", "['FR', null]", "null", false),
        ("a list of null takes any type", "notIn", "[null]", "1", true),
        ("an object", "notIn", "['FR', null]", "{}", false),
        ("nothing is excluded", "notIn", "[]", "1", true));

    public static TheoryData<string, string, string, bool> Order => For("a",
        ("more", "gt", "100", "100.01", true),
        ("not more", "gt", "100", "100", false),
        ("at least", "gte", "100", "1e2", true),
        ("less", "lt", "-1", "-1.5", true),
        ("at most", "lte", "-1", "-1.0", true),
        ("huge", "gt", "1e400", "1e401", true),
        ("tiny", "lt", "1e-400", "1e-401", true),
        ("negative huge", "lt", "-1e400", "-1e401", true),
        ("number against text", "gt", "1", "'2'", false),
        ("null is not ordered", "lte", "1", "null", false),
        ("boolean is not ordered", "gte", "0", "true", false),
        ("missing", "lt", "1", "", false),
        ("object", "lt", "1", "{}", false),
        ("low end belongs to it", "between", "[1, 2]", "1", true),
        ("high end belongs to it", "between", "[1, 2]", "2.0", true),
        ("beyond", "between", "[1, 2]", "2.0000000000000000000000001", false),
        ("text is between no numbers", "between", "[1, 2]", "'1'", false),
        ("later instant", "gt", "'2026-01-31T09:00:00Z'", "'2026-01-31T10:30:00+01:00'", true),
        ("same instant, other offset", "gt", "'2026-01-31T09:00:00Z'", "'2026-01-31T10:00:00+01:00'", false),
        ("same instant, at least", "gte", "'2026-01-31T09:00:00Z'", "'2026-01-31T10:00:00+01:00'", true),
        ("a nanosecond later", "gt", "'2026-01-31T09:00:00Z'", "'2026-01-31T09:00:00.000000001Z'", true),
        ("text without offset is no instant", "gt", "'2026-01-31T09:00:00Z'", "'2027-01-31T09:00:00'", false),
        ("a day is no instant", "gt", "'2026-01-31T09:00:00Z'", "'2027-01-31'", false),
        ("number against instant", "gt", "'2026-01-31T09:00:00Z'", "1800000000000", false),
        ("between instants", "between", "['2026-01-31T09:00:00Z','2026-01-31T10:00:00Z']", "'2026-01-31T10:00:00+00:00'", true),
        ("30 February is no instant", "lt", "'2026-12-31T09:00:00Z'", "'2026-02-30T09:00:00Z'", false));

    public static TheoryData<string, string, string, bool> Texts => For("a",
        ("has it inside", "contains", "'ell'", "'hello'", true),
        ("empty text is in every text", "contains", "''", "''", true),
        ("number has no text inside", "contains", "'1'", "123", false),
        ("null has no text inside", "contains", "''", "null", false),
        ("missing has no text inside", "contains", "''", "", false),
        ("object has no text inside", "contains", "''", "{}", false),
        ("starts", "startsWith", "'C'", "'C536379'", true),
        ("starts, case counts", "startsWith", "'C'", "'c536379'", false),
        ("ends", "endsWith", "'79'", "'C536379'", true),
        ("does not end", "endsWith", "'C'", "'C536379'", false));

    public static TheoryData<string, string, string, bool> Patterns => For("a",
        ("whole text", "like", "'abc'", "'abc'", true),
        ("pattern is anchored", "like", "'b'", "'abc'", false),
        ("any run", "like", "'a*c'", "'abbbc'", true),
        ("empty run", "like", "'a*c'", "'ac'", true),
        ("several runs", "like", "'*a*b*'", "'xxaxxbxx'", true),
        ("runs out", "like", "'*a*b*'", "'xxbxxa'", false),
        ("last run is tried again", "like", "'*ab'", "'aab'", true),
        ("one character", "like", "'a?c'", "'abc'", true),
        ("one character, not none", "like", "'a?c'", "'ac'", false),
        ("a character beyond the first plane is one", "like", "'a?c'", "'a😀c'", true),
        ("two of them", "like", "'a??c'", "'a😀c'", false),
        ("escaped star", "like", "'a\\\\*c'", "'a*c'", true),
        ("escaped star is no run", "like", "'a\\\\*c'", "'abc'", false),
        ("escaped backslash", "like", "'a\\\\\\\\'", "'a\\\\'", true),
        ("line ends are characters", "like", "'a*b'", "'a\\n\\nb'", true),
        ("only texts", "like", "'*'", "1", false),
        ("null", "like", "'*'", "null", false),
        ("missing", "like", "'*'", "", false),
        ("unanchored", "regex", "'b+'", "'abbbc'", true),
        ("anchored by itself", "regex", "'^b+$'", "'abbbc'", false),
        ("classes", "regex", "'^C[0-9]{6}$'", "'C536379'", true),
        ("only texts", "regex", "'.'", "1", false),
        ("missing", "regex", "''", "", false));

    public static TheoryData<string, string, string, bool> Networks => For("a",
        ("inside", "cidr", "'10.0.0.0/8'", "'10.200.3.4'", true),
        ("outside", "cidr", "'10.0.0.0/8'", "'11.0.0.1'", false),
        ("all of IPv4", "cidr", "'0.0.0.0/0'", "'255.255.255.255'", true),
        ("all of IPv4 has no IPv6", "cidr", "'0.0.0.0/0'", "'::1'", false),
        ("host bits are ignored", "cidr", "'10.1.2.3/8'", "'10.9.9.9'", true),
        ("one address", "cidr", "'10.1.2.3'", "'10.1.2.3'", true),
        ("IPv6", "cidr", "'2001:db8::/32'", "'2001:DB8:0:0::1'", true),
        ("IPv6 outside", "cidr", "'2001:db8::/32'", "'2001:db9::1'", false),
        ("IPv4 mapped into IPv6", "cidr", "'10.0.0.0/8'", "'::ffff:10.0.0.1'", true),
        ("a leading zero is no address", "cidr", "'10.0.0.0/8'", "'10.0.0.01'", false),
        ("short forms are no addresses", "cidr", "'10.0.0.0/8'", "'10.1'", false),
        ("an address with port is none", "cidr", "'10.0.0.0/8'", "'10.0.0.1:80'", false),
        ("only texts", "cidr", "'0.0.0.0/0'", "1", false),
        ("missing", "cidr", "'0.0.0.0/0'", "", false));

    public static TheoryData<string, string, string, bool> Presence => For("a",
        ("a value", "exists", "", "0", true),
        ("null exists", "exists", "", "null", true),
        ("an object exists", "exists", "", "{}", true),
        ("an empty array exists", "exists", "", "[]", true),
        ("absent", "exists", "", "", false),
        ("absent is missing", "missing", "", "", true),
        ("null is not missing", "missing", "", "null", false),
        ("an empty array is not missing", "missing", "", "[]", false),
        ("an object is not missing", "missing", "", "{}", false));

    public static TheoryData<string, string, string, bool> Arrays => new()
    {
        { "any element", Match("tags", "eq", "'b'"), "{'tags':['a','b']}", true },
        { "no element", Match("tags", "eq", "'c'"), "{'tags':['a','b']}", false },
        { "nothing in an empty array", Match("tags", "ne", "'c'"), "{'tags':[]}", false },
        { "ne: any element that differs", Match("tags", "ne", "'a'"), "{'tags':['a','b']}", true },
        { "ne: none that differs", Match("tags", "ne", "'a'"), "{'tags':['a','a']}", false },
        { "notIn: any element outside", Match("tags", "notIn", "['a']"), "{'tags':['a','b']}", true },
        { "elements of other types are passed over", Match("tags", "gt", "1"), "{'tags':['5', null, {}, 2]}", true },
        { "arrays in arrays", Match("tags", "eq", "3"), "{'tags':[[1,[2]],[[3]]]}", true },
        { "path through objects", Match("items.sku", "eq", "'x'"), "{'items':[{'sku':'y'},{'sku':'x'}]}", true },
        { "path through arrays of arrays", Match("items.tags", "contains", "'z'"), "{'items':[[{'tags':['az']}],{'tags':[]}]}", true },
        { "exists for some element", Match("items.sku", "exists", ""), "{'items':[{},{'sku':null}]}", true },
        { "missing for some element", Match("items.sku", "missing", ""), "{'items':[{},{'sku':null}]}", true },
        { "missing for no element", Match("items.sku", "missing", ""), "{'items':[{'sku':1},{'sku':null}]}", false },
        { "through an empty array there is nothing", Match("items.sku", "exists", ""), "{'items':[]}", false },
        { "through an empty array it is missing", Match("items.sku", "missing", ""), "{'items':[]}", true },
        { "no index into arrays", Match("items.0", "exists", ""), "{'items':[1]}", false },
        { "null element", Match("tags", "eq", "null"), "{'tags':[1,null]}", true },
    };

    public static TheoryData<string, string, string, bool> OtherFields => new()
    {
        { "same", Other("a", "eq", "b"), "{'a':1,'b':1.0}", true },
        { "differ", Other("a", "ne", "b"), "{'a':1,'b':2}", true },
        { "other types do not differ", Other("a", "ne", "b"), "{'a':1,'b':'1'}", false },
        { "both null", Other("a", "eq", "b"), "{'a':null,'b':null}", true },
        { "one missing", Other("a", "ne", "b"), "{'a':1}", false },
        { "both missing are not the same", Other("a", "eq", "b"), "{}", false },
        { "more", Other("paid", "lt", "total"), "{'paid':9.99,'total':10}", true },
        { "instants", Other("a", "lt", "b"), "{'a':'2026-01-31T09:00:00Z','b':'2026-01-31T09:00:00-01:00'}", true },
        { "plain texts have no order", Other("a", "lt", "b"), "{'a':'a','b':'b'}", false },
        { "attribute", Other("at", "lte", "$time"), "{'at':'2026-01-31T09:00:00.000Z'}", true },
        { "attribute is an instant also for eq", Other("at", "eq", "$time"), "{'at':'2026-01-31T11:00:00+02:00'}", true },
        { "contains", Other("a", "contains", "b"), "{'a':'hello','b':'ell'}", true },
        { "one of the other's elements", Other("a", "in", "b"), "{'a':2,'b':[1,2]}", true },
        { "none of the other's elements", Other("a", "notIn", "b"), "{'a':2,'b':[1,2]}", false },
        { "none of an empty array's", Other("a", "notIn", "b"), "{'a':2,'b':[]}", true },
        { "none of a missing one's", Other("a", "notIn", "b"), "{'a':2}", false },
        { "any pair", Other("a", "eq", "b"), "{'a':[1,2],'b':[3,2]}", true },
        { "objects are not the same", Other("a", "eq", "b"), "{'a':{},'b':{}}", false },
    };

    public static TheoryData<string, string, string, bool> Groups => new()
    {
        { "all of nothing", "{'all':[]}", "{}", true },
        { "any of nothing", "{'any':[]}", "{}", false },
        { "none of nothing", "{'none':[]}", "{}", true },
        { "all", $"{{'all':[{Match("a", "eq", "1")},{Match("b", "eq", "2")}]}}", "{'a':1,'b':2}", true },
        { "all but one", $"{{'all':[{Match("a", "eq", "1")},{Match("b", "eq", "2")}]}}", "{'a':1,'b':3}", false },
        { "any", $"{{'any':[{Match("a", "eq", "1")},{Match("b", "eq", "2")}]}}", "{'a':0,'b':2}", true },
        { "none, one holds", $"{{'none':[{Match("a", "eq", "1")},{Match("b", "eq", "2")}]}}", "{'a':0,'b':2}", false },
        { "none, all false because missing", $"{{'none':[{Match("a", "eq", "1")},{Match("b", "ne", "2")}]}}", "{}", true },
        { "nested", $"{{'all':[{Match("a", "gt", "0")},{{'any':[{{'none':[{Match("b", "exists", "")}]}},{Match("b", "eq", "2")}]}}]}}", "{'a':1}", true },
    };

    public static TheoryData<string, string, string, bool> Paths => new()
    {
        { "nested", Match("customer.tier", "eq", "'gold'"), "{'customer':{'tier':'gold'}}", true },
        { "a dotted name is no path", Match("customer.tier", "eq", "'gold'"), "{'customer.tier':'gold'}", false },
        { "quoted", Match("\\'customer.tier\\'.x", "eq", "1"), "{'customer.tier':{'x':1}}", true },
        { "through a scalar", Match("a.b", "missing", ""), "{'a':1}", true },
        { "through null", Match("a.b", "missing", ""), "{'a':null}", true },
        { "names are case-sensitive", Match("A", "exists", ""), "{'a':1}", false },
        { "blanks in names", Match("Unit Price", "eq", "1"), "{'Unit Price':1}", true },
        { "empty name", Match("\\'\\'", "eq", "1"), "{'':1}", true },
        { "escaped name in the event", Match("é", "eq", "1"), "{'\\u00e9':1}", true },
    };

    public static string Match(string field, string op, string value) => value.Length == 0
        ? $"{{'field':'{field}','op':'{op}'}}"
        : $"{{'field':'{field}','op':'{op}','value':{value}}}";

    private static string Other(string field, string op, string other) => $"{{'field':'{field}','op':'{op}','otherField':'{other}'}}";

    private static TheoryData<string, string, string, bool> For(string field, params (string Words, string Op, string Value, string Given, bool Expected)[] cases)
    {
        var data = new TheoryData<string, string, string, bool>();
        foreach (var (words, op, value, given, expected) in cases)
            data.Add(words, Match(field, op, value), given.Length == 0 ? "{}" : $"{{'{field}':{given}}}", expected);
        return data;
    }
}
