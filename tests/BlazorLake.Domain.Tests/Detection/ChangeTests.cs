using BlazorLake.Domain.Detection;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Tests.Detection;

/// <summary>Changes against the contract's table.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void Any_RandomEvents_AsTheContractSays() => Check(new ChangeTest.Any(), (before, now) => Text(before.Value!) != Text(now.Value!));

    [Fact]
    public void Becomes_RandomEvents_AsTheContractSays() => Check(new ChangeTest.Becomes(), (before, now) => now.Is(0) && !before.Is(0));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Crosses_RandomEvents_AsTheContractSays(bool up, bool down) => Check(new ChangeTest.Crosses(JsonNumber.Parse("0.2"), up, down), (before, now) =>
        Number(before) is { } from && Number(now) is { } to && ((up && from < 0.2m && to >= 0.2m) || (down && from > 0.2m && to <= 0.2m)));

    [Theory]
    [InlineData(OperatorKind.Gte, "0.1", false)]
    [InlineData(OperatorKind.Lt, "-0.9", false)]
    [InlineData(OperatorKind.Eq, "100", true)]
    [InlineData(OperatorKind.Lte, "-50", true)]
    public void By_RandomEvents_AsTheContractSays(OperatorKind op, string limit, bool percent) =>
        Check(new ChangeTest.By(new NumberTest(op, JsonNumber.Parse(limit)), percent), (before, now) =>
        {
            if (Number(before) is not { } from || Number(now) is not { } to || (percent && from == 0))
                return false;
            var difference = percent ? (to - from) / Math.Abs(from) * 100 : to - from;
            var bound = decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture);
            return op switch
            {
                OperatorKind.Gte => difference >= bound,
                OperatorKind.Lt => difference < bound,
                OperatorKind.Eq => difference == bound,
                _ => difference <= bound,
            };
        });

    private static void Check(ChangeTest test, Func<Observation, Observation, bool> contract) => Trail.Check(1, new ChangeDetector(test, Trail.Lateness), events =>
    {
        var having = events.Where(e => e.Value is not null).ToList();
        return having.Zip(having.Skip(1)).Where(pair => contract(pair.First, pair.Second)).Select(pair => pair.Second.At);
    });

    private static decimal? Number(Observation e) => e.Value!.Kind == ScalarKind.Number
        ? decimal.Parse(e.Value.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static string Text(Scalar value) => value.Kind == ScalarKind.Number
        ? decimal.Parse(value.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)
        : $"{value.Kind} {value.Text}";
}
