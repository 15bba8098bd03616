namespace BlazorLake.Portal.Features.Demo;

/// <summary>A trading desk: prices move, traders place orders, orders become trades or are turned down.</summary>
internal sealed class DemoDesk
{
    private static readonly string[] Traders = ["a.moreau", "b.okafor", "c.lindqvist", "d.santos", "e.yamada", "f.keller"];
    private static readonly string[] Desks = ["equities", "equities", "energy", "derivatives"];

    private readonly DemoClock _clock;
    private readonly DemoChance _chance;
    private readonly double _ordersPerHour;
    private readonly double _pricesPerHour;
    private readonly DemoSymbol[] _symbols = DemoSymbol.Make();
    private long _orders = 700_000;
    private long _trades = 300_000;

    /// <param name="ordersPerHour">At the busiest time of day.</param>
    public DemoDesk(DemoClock clock, DemoChance chance, double ordersPerHour, double pricesPerHour)
    {
        _clock = clock;
        _chance = chance;
        _ordersPerHour = ordersPerHour;
        _pricesPerHour = pricesPerHour;
        _orders += chance.Between(0, 90_000);
        _trades += chance.Between(0, 90_000);
        clock.In(chance.Next(ordersPerHour), Order);
        clock.In(chance.Next(pricesPerHour), Move);
    }

    /// <summary>Somebody types a nought too many.</summary>
    public void TradeLarge() => Place(_chance.Of(Traders), _chance.Of(_symbols), _chance.Between(60, 120) * 1_000);

    /// <summary>A price jumps on news.</summary>
    public void Jump()
    {
        var symbol = _chance.Of(_symbols);
        Tick(symbol, (_chance.Happens(0.6) ? -1 : 1) * _chance.Between(3.2, 7.5));
    }

    private void Move()
    {
        _clock.In(_chance.Next(_pricesPerHour * DemoRhythm.Desk(_clock.Now)), Move);
        var symbol = _chance.Favourite(_symbols);
        Tick(symbol, _chance.Normal() * symbol.Volatility);
    }

    private void Tick(DemoSymbol symbol, double percent)
    {
        var before = symbol.Price;
        symbol.Price = Math.Max(0.5, before * (1 + (percent / 100)));
        var spread = symbol.Price * 0.0004;
        _clock.Emit("desk.prices", symbol.Name, new
        {
            symbol = symbol.Name,
            price = DemoChance.Cents(symbol.Price),
            previous = DemoChance.Cents(before),
            changePercent = Math.Round((decimal)percent, 3),
            bid = DemoChance.Cents(symbol.Price - spread),
            ask = DemoChance.Cents(symbol.Price + spread),
            venue = symbol.Venue,
            currency = symbol.Currency,
        });
    }

    private void Order()
    {
        _clock.In(_chance.Next(_ordersPerHour * DemoRhythm.Desk(_clock.Now)), Order);
        Place(_chance.Favourite(Traders), _chance.Favourite(_symbols), _chance.Between(1, 60) * 50);
    }

    private void Place(string trader, DemoSymbol symbol, int quantity)
    {
        var order = $"ord-{++_orders}";
        var side = _chance.Happens(0.5) ? "buy" : "sell";
        var limit = DemoChance.Cents(symbol.Price * (side == "buy" ? 1.001 : 0.999));
        var reason = quantity < 50_000 && _chance.Happens(0.02) ? _chance.Of((string[])["credit_limit", "short_sale_restricted", "price_out_of_band"]) : null;
        _clock.Emit("desk.orders", order, new
        {
            orderId = order,
            trader,
            desk = Desks[Array.IndexOf(Traders, trader) % Desks.Length],
            symbol = symbol.Name,
            side,
            quantity,
            limitPrice = limit,
            notional = limit * quantity,
            currency = symbol.Currency,
            status = reason is null ? "accepted" : "rejected",
            reason,
            tags = quantity >= 2_000 ? (string[])["block"] : [],
        });
        if (reason is null)
            Fill(order, trader, symbol, side, quantity, limit);
    }

    private void Fill(string order, string trader, DemoSymbol symbol, string side, int quantity, decimal limit)
    {
        for (var left = quantity; left > 0;)
        {
            var part = left <= 500 || _chance.Happens(0.5) ? left : _chance.Between(1, left / 50) * 50;
            left -= part;
            _clock.In(TimeSpan.FromSeconds(_chance.Between(0.5, 12.0)), () => _clock.Emit("desk.trades", symbol.Name, new
            {
                tradeId = $"trd-{++_trades}",
                orderId = order,
                trader,
                symbol = symbol.Name,
                side,
                quantity = part,
                price = limit,
                notional = limit * part,
                currency = symbol.Currency,
                venue = symbol.Venue,
                counterparty = _chance.Of((string[])["Meridian", "Oakfield", "Sund & Co", "Halcyon"]),
            }));
        }
    }
}
