namespace BlazorLake.Portal.Features.Demo;

/// <summary>A shop for home and garden: customers with habits fill carts, order, pay, and sometimes send things back.</summary>
internal sealed class DemoShop
{
    private static readonly (string Provider, double Share)[] Providers = [("Northpay", 0.6), ("Cardia", 0.3), ("Tulip Bank", 0.1)];

    private readonly DemoClock _clock;
    private readonly DemoChance _chance;
    private readonly double _visitsPerHour;
    private readonly IReadOnlyList<DemoCustomer> _customers;
    private string? _failingProvider;
    private long _orders = 10_000;
    private long _carts = 50_000;

    /// <param name="visitsPerHour">At the busiest time of day.</param>
    public DemoShop(DemoClock clock, DemoChance chance, double visitsPerHour)
    {
        _clock = clock;
        _chance = chance;
        _visitsPerHour = visitsPerHour;
        _customers = DemoCustomer.Make(chance, count: 240);
        _orders += chance.Between(0, 80_000);
        _carts += chance.Between(0, 400_000);
        clock.In(chance.Next(visitsPerHour), Visit);
    }

    /// <summary>For a while most payments by one provider fail.</summary>
    public void FailProvider(TimeSpan duration)
    {
        _failingProvider = Providers[0].Provider;
        _clock.In(duration, () => _failingProvider = null);
        for (var i = 0; i < 4; i++)
            _clock.In(TimeSpan.FromSeconds(_chance.Between(1, (int)duration.TotalSeconds)), () => Order(NewCart(_chance.Favourite(_customers), 2)));
    }

    /// <summary>Somebody without history orders far more than usual.</summary>
    public void OrderLarge()
    {
        var stranger = DemoCustomer.Stranger(_chance, _chance.Between(90_000, 99_999));
        var cart = NewCart(stranger, 0);
        foreach (var product in DemoProduct.All.Where(p => p.Price > 150).Take(3))
            Put(cart, product, _chance.Between(2, 5));
        _clock.In(TimeSpan.FromSeconds(20), () => Order(cart));
    }

    private void Visit()
    {
        _clock.In(_chance.Next(_visitsPerHour * DemoRhythm.Shop(_clock.Now)), Visit);
        var customer = _chance.Favourite(_customers);
        var cart = NewCart(customer, 0);
        var wait = 0.0;
        for (var i = _chance.Between(1, customer.BasketSize); i > 0; i--)
        {
            wait += _chance.Between(4.0, 40.0);
            _clock.In(TimeSpan.FromSeconds(wait), () => Put(cart, customer.Choose(_chance), _chance.Happens(0.8) ? 1 : _chance.Between(2, 4)));
        }

        if (_chance.Happens(customer.BuyShare))
            _clock.In(TimeSpan.FromSeconds(wait + _chance.Between(10.0, 120.0)), () => Order(cart));
    }

    private Cart NewCart(DemoCustomer customer, int items)
    {
        var cart = new Cart($"cart-{++_carts}", customer);
        for (var i = 0; i < items; i++)
            Put(cart, customer.Choose(_chance), 1);
        return cart;
    }

    private void Put(Cart cart, DemoProduct product, int quantity)
    {
        cart.Items.Add(new Item(product.Sku, product.Name, product.Category, quantity, product.Price));
        _clock.Emit("shop.carts", cart.Id, new
        {
            action = "itemAdded",
            cartId = cart.Id,
            customer = cart.Customer.Describe(),
            product = new { product.Sku, product.Name, product.Category },
            quantity,
            unitPrice = product.Price,
            items = cart.Items.Count,
            total = cart.Total,
            currency = cart.Customer.Currency,
            device = cart.Customer.Device,
        });
    }

    private void Order(Cart cart)
    {
        if (cart.Items.Count == 0)
            return;
        var order = $"order-{++_orders}";
        _clock.Emit("shop.orders", order, new
        {
            orderId = order,
            cartId = cart.Id,
            customer = cart.Customer.Describe(),
            country = cart.Customer.Country,
            items = cart.Items,
            total = cart.Total,
            currency = cart.Customer.Currency,
            shipping = _chance.Happens(0.25) ? "express" : "standard",
            giftWrap = _chance.Happens(0.08),
        });
        var provider = PickProvider();
        _clock.In(TimeSpan.FromSeconds(_chance.Between(1.0, 6.0)), () => Pay(order, cart, provider, attempt: 1));
    }

    private void Pay(string order, Cart cart, string provider, int attempt)
    {
        var reason = provider == _failingProvider && _chance.Happens(0.85) ? "provider_timeout"
            : _chance.Happens(0.03) ? "insufficient_funds"
            : _chance.Happens(0.01) ? "card_expired" : null;
        _clock.Emit("shop.payments", order, new
        {
            orderId = order,
            customerId = cart.Customer.Id,
            amount = cart.Total,
            currency = cart.Customer.Currency,
            provider,
            method = cart.Customer.Method,
            status = reason is null ? "captured" : "failed",
            reason,
            attempt,
            durationMs = reason == "provider_timeout" ? 30_000 : _chance.Between(180, 1400),
        });
        if (reason is not null && attempt < 3)
            _clock.In(TimeSpan.FromSeconds(_chance.Between(15.0, 60.0)), () => Pay(order, cart, provider, attempt + 1));
        else if (reason is null && _chance.Happens(0.06))
            _clock.In(TimeSpan.FromMinutes(_chance.Between(20.0, 600.0)), () => Return(order, cart));
    }

    private void Return(string order, Cart cart)
    {
        var item = _chance.Of(cart.Items);
        _clock.Emit("shop.returns", order, new
        {
            orderId = order,
            customerId = cart.Customer.Id,
            country = cart.Customer.Country,
            sku = item.Sku,
            category = item.Category,
            quantity = item.Quantity,
            refund = item.UnitPrice * item.Quantity,
            reason = _chance.Favourite((string[])["changed_mind", "wrong_size", "damaged", "late", "not_as_described"]),
            comment = _chance.Happens(0.3) ? _chance.Of((string[])["Box was open", "Colour is different", "Ordered twice", "Arrived too late for the party"]) : null,
        });
    }

    private string PickProvider()
    {
        var share = _chance.Between(0.0, 1.0);
        foreach (var (provider, part) in Providers)
        {
            if ((share -= part) <= 0)
                return provider;
        }

        return Providers[0].Provider;
    }

    private sealed record Item(string Sku, string Name, string Category, int Quantity, decimal UnitPrice);

    private sealed record Cart(string Id, DemoCustomer Customer)
    {
        public List<Item> Items { get; } = [];

        public decimal Total => Items.Sum(i => i.UnitPrice * i.Quantity);
    }
}
