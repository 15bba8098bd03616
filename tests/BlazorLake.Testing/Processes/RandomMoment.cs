namespace BlazorLake.Testing.Processes;

/// <summary>Lets a random time pass: not to wait for something, but so that what follows happens at no particular moment.</summary>
public sealed class RandomMoment(int seed)
{
    private readonly Random _random = new(seed);

    public Task PassAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost * _random.NextDouble(), cancellationToken);
}
