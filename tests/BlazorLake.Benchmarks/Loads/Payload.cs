using System.Globalization;
using System.Text;

namespace BlazorLake.Benchmarks.Loads;

/// <summary>Shop carts of about 500 bytes with ten fields.</summary>
internal static class Payload
{
    public const string Stream = "bench.carts";

    private static readonly string[] Countries = ["FR", "DE", "GB", "US", "NL", "ES", "IT", "PL", "SE", "CH"];
    private static readonly string Note = new('n', 300);

    public static byte[] Event(int number) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"customerId":"c{{number % 5_000}}","total":{{number % 1_000}}.{{number % 90 + 10}},"items":{{number % 9 + 1}},"country":"{{Countries[number % 10]}}","customer":{"tier":"{{(number % 50 == 0 ? "gold" : "none")}}","age":{{number % 60 + 18}}},"coupon":{{(number % 3 == 0 ? "true" : "false")}},"device":"phone","n":{{number}},"note":"{{Note}}"}"""));

    public static byte[] NdJson(int first, int count)
    {
        using var body = new MemoryStream();
        for (var number = first; number < first + count; number++)
        {
            body.Write(Event(number));
            body.WriteByte((byte)'\n');
        }

        return body.ToArray();
    }

    /// <summary>Any number of rules of five kinds that no event meets, though for most something about them is found: what rules cost that don't fire.</summary>
    public static string RareRule(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"name":"Rare {{number}}","stream":"{{Stream}}","severity":"info","key":["country"],"match":{{(number % 5) switch
        {
            0 => $$"""{"all":[{"field":"customerId","op":"eq","value":"c{{number % 5_000}}"},{"field":"country","op":"eq","value":"{{Countries[(number + 1) % 10]}}"}]}""",
            1 => $$"""{"all":[{"field":"customerId","op":"eq","value":"c{{number % 5_000}}"},{"field":"total","op":"between","value":[{{1_000 + number}},{{1_100 + number}}]}]}""",
            2 => $$"""{"field":"customerId","op":"in","value":["x{{number}}","y{{number}}","z{{number}}"]}""",
            3 => $$"""{"all":[{"field":"n","op":"between","value":[{{number}},{{number + 5}}]},{"field":"device","op":"startsWith","value":"tab{{number % 100}}"}]}""",
            _ => $$"""{"all":[{"field":"customerId","op":"eq","value":"c{{number % 5_000}}"},{"none":[{"field":"items","op":"lt","value":100},{"field":"coupon","op":"missing"}]}]}""",
        }}}}
        """);

    /// <summary>A hundred rules, each with a nested group, which together let one event in a thousand through.</summary>
    public static string Rule(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"name":"Bench {{number}}","stream":"{{Stream}}","severity":"info","key":["country"],
         "match":{"all":[{"field":"n","op":"between","value":[{{number * 1_000}},{{number * 1_000}}]},
                         {"any":[{"field":"total","op":"gte","value":0},{"field":"customer.tier","op":"eq","value":"gold"} ] } ] } }
        """);
}
