namespace BlazorLake.Portal.Features.Demo;

/// <summary>Shop and trading desk together, with incidents now and then. The same seed and start give the same events.</summary>
internal sealed class DemoWorld
{
    private readonly DemoClock _clock;
    private readonly DemoChance _chance;
    private readonly DemoShop _shop;
    private readonly DemoDesk _desk;
    private readonly TimeSpan _betweenIncidents;
    private int _incidents;

    /// <param name="start">When the world begins.</param>
    /// <param name="pace">1: a few events a second at the busiest time of day; 0.05: a twentieth of it.</param>
    /// <param name="betweenIncidents">On average.</param>
    public DemoWorld(int seed, DateTimeOffset start, double pace, TimeSpan betweenIncidents)
    {
        _clock = new DemoClock(start);
        _chance = new DemoChance(seed);
        _betweenIncidents = betweenIncidents;
        _shop = new DemoShop(_clock, _chance, visitsPerHour: 1_500 * pace);
        _desk = new DemoDesk(_clock, _chance, ordersPerHour: 1_800 * pace, pricesPerHour: 4_500 * pace);
        _clock.In(TimeSpan.FromSeconds(15), Incident);
    }

    /// <summary>What happens from the last call to <paramref name="until"/>, in order of time.</summary>
    public IReadOnlyList<DemoEvent> Advance(DateTimeOffset until) => _clock.Advance(until);

    private void Incident()
    {
        _clock.In(_betweenIncidents * _chance.Between(0.5, 1.5), Incident);
        switch (_incidents++ % 4)
        {
            case 0:
                _desk.TradeLarge();
                break;
            case 1:
                _shop.FailProvider(TimeSpan.FromSeconds(90));
                break;
            case 2:
                _shop.OrderLarge();
                break;
            default:
                _desk.Jump();
                break;
        }
    }
}
