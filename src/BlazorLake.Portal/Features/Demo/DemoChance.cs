namespace BlazorLake.Portal.Features.Demo;

/// <summary>Chance with a seed: the same seed gives the same world.</summary>
internal sealed class DemoChance(int seed)
{
    private readonly Random _random = new(seed);

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public int Between(int low, int high) => _random.Next(low, high + 1);

    public double Between(double low, double high) => low + (_random.NextDouble() * (high - low));

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>One of <paramref name="choices"/>, the first ones more often.</summary>
    public T Favourite<T>(IReadOnlyList<T> choices) => choices[(int)(choices.Count * Math.Pow(_random.NextDouble(), 2.2))];

    /// <summary>Normally distributed around 0 with standard deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Time to the next of things that happen <paramref name="perHour"/> times an hour on average.</summary>
    public TimeSpan Next(double perHour) => TimeSpan.FromHours(Math.Min(24, -Math.Log(1 - _random.NextDouble()) / perHour));

    public static decimal Cents(double amount) => Math.Round((decimal)amount, 2);
}
