namespace BlazorLake.Portal.Features.Demo;

/// <summary>A customer and habits: what is bought, how often looking becomes buying, from where.</summary>
internal sealed record DemoCustomer(string Id, string Name, string Tier, string Country, string Currency, string Device, string Method, int BasketSize, double BuyShare, IReadOnlyList<DemoProduct> Likes)
{
    private static readonly string[] FirstNames = ["Ana", "Ben", "Chiara", "Daan", "Elif", "Femke", "Gaël", "Hanna", "Imran", "Jonas", "Klára", "Lucía", "Mats", "Nora", "Oskar", "Paula", "Rosa", "Sami", "Tereza", "Yuki"];
    private static readonly string[] LastNames = ["Almeida", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova", "Jansen", "Kowalska", "Laurent", "Moretti", "Novák", "O'Neill", "Petit", "Rossi", "Schmidt", "Tanaka", "Weber"];
    private static readonly (string Country, string Currency)[] Countries = [("DE", "EUR"), ("FR", "EUR"), ("NL", "EUR"), ("IT", "EUR"), ("ES", "EUR"), ("GB", "GBP"), ("SE", "SEK"), ("CH", "CHF"), ("PL", "PLN")];
    private static readonly string[] Tiers = ["standard", "standard", "silver", "gold"];
    private static readonly string[] Devices = ["phone", "phone", "desktop", "tablet"];
    private static readonly string[] Methods = ["card", "card", "wallet", "bank_transfer"];

    /// <summary>The first ones come most often.</summary>
    public static IReadOnlyList<DemoCustomer> Make(DemoChance chance, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Make(chance, $"C{10_000 + i}", chance.Of(Tiers)))];

    /// <summary>Somebody who was never seen before.</summary>
    public static DemoCustomer Stranger(DemoChance chance, int number) => Make(chance, $"C{number}", "new");

    /// <summary>As it appears in events.</summary>
    public object Describe() => new { id = Id, name = Name, tier = Tier, country = Country };

    public DemoProduct Choose(DemoChance chance) => chance.Happens(0.75) ? chance.Of(Likes) : chance.Of(DemoProduct.All);

    private static DemoCustomer Make(DemoChance chance, string id, string tier)
    {
        var (country, currency) = chance.Favourite(Countries);
        var likes = Enumerable.Range(0, 4).Select(_ => chance.Favourite(DemoProduct.All)).ToList();
        return new DemoCustomer(
            id, $"{chance.Of(FirstNames)} {chance.Of(LastNames)}", tier, country, currency, chance.Of(Devices), chance.Of(Methods),
            BasketSize: chance.Between(1, 5), BuyShare: chance.Between(0.35, 0.9), likes);
    }
}
