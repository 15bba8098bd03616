using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace BlazorLake.EndToEnd.Tests.ExactlyOnce;

/// <summary>Numbered events, of which every fiftieth makes the rule fire, given out in portions so that publishing lasts as long as the killing does.</summary>
internal sealed class Workload(int eventCount, int portionCount)
{
    public const string Stream = "load.events";

    public const string Rule =
        """{"name":"Every fiftieth","stream":"load.events","severity":"warning","match":{"all":[{"field":"ordinal","op":"eq","value":7}]},"key":["customer"]}""";

    private readonly Channel<int> _allowed = Channel.CreateUnbounded<int>();
    private int _given;
    private int _published;

    public int EventCount => eventCount;

    public int Published => _published;

    public IEnumerable<string> ExpectedIds => Enumerable.Range(0, eventCount).Select(Id);

    public IEnumerable<string> ExpectedOccurrences => Enumerable.Range(0, eventCount).Where(number => number % 50 == 7).Select(Id);

    public static string Id(int number) => "e" + number.ToString(CultureInfo.InvariantCulture);

    public static string Data(int number) =>
        $$"""{"ordinal":{{(number % 50).ToString(CultureInfo.InvariantCulture)}},"customer":"c{{(number % 20).ToString(CultureInfo.InvariantCulture)}}","note":"{{new string('x', 200)}}"}""";

    /// <summary>Lets publishers go on with the next portion; the last one ends the work.</summary>
    public void AllowPortion()
    {
        var end = Math.Min(eventCount, _given + ((eventCount + portionCount - 1) / portionCount));
        for (; _given < end; _given++)
            _allowed.Writer.TryWrite(_given);
        if (_given == eventCount)
            _allowed.Writer.TryComplete();
    }

    public void AllowRest()
    {
        while (_given < eventCount)
            AllowPortion();
    }

    /// <summary>Up to <paramref name="count"/> numbers to publish next; empty when all are given out.</summary>
    public async Task<IReadOnlyList<int>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        if (!await _allowed.Reader.WaitToReadAsync(cancellationToken))
            return numbers;
        while (numbers.Count < count && _allowed.Reader.TryRead(out var number))
            numbers.Add(number);
        return numbers.Count > 0 ? numbers : await TakeAsync(count, cancellationToken);
    }

    public void Confirm(int count) => Interlocked.Add(ref _published, count);

    public static string CloudEvents(IEnumerable<int> numbers) =>
        "[" + string.Join(',', numbers.Select(number => $$"""{"specversion":"1.0","id":{{JsonSerializer.Serialize(Id(number))}},"source":"/load","type":"load","data":{{Data(number)}}}""")) + "]";
}
