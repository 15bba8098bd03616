using BlazorLake.Domain.Streams;
using CsCheck;

namespace BlazorLake.Domain.Tests.Streams;

public sealed class FrequentValuesTests
{
    [Fact]
    public void Add_MoreValuesThanAreKept_KeepsEveryFrequentOneAndNeverCountsTooHigh() => Gen.Int[0, 400].List[0, 3000].Sample(numbers =>
    {
        var skewed = numbers.Select(n => n % 3 == 0 ? n % 7 : n).Select(n => $"v{n}").ToList();
        var frequent = new FrequentValues();
        skewed.ForEach(value => frequent.Add(value));

        var counted = frequent.Items.ToDictionary(i => i.Key, i => i.Value);
        Assert.InRange(counted.Count, 0, FrequentValues.Capacity);
        foreach (var group in skewed.GroupBy(v => v))
        {
            if (group.Count() > skewed.Count / FrequentValues.Capacity)
                Assert.Contains(group.Key, counted.Keys);
            if (counted.TryGetValue(group.Key, out var count))
                Assert.InRange(count, 1, group.Count());
        }
    });

    [Fact]
    public void Items_FewValues_AreCountedExactlyMostFirst()
    {
        var frequent = new FrequentValues();
        foreach (var value in (string[])["b", "a", "b", "c", "b", "a"])
            frequent.Add(value);

        Assert.Equal([new("b", 3), new("a", 2), new KeyValuePair<string, long>("c", 1)], frequent.Items);
    }
}
