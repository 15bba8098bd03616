namespace BlazorLake.Portal.Features.Demo;

/// <summary>Something the shop sells.</summary>
internal sealed record DemoProduct(string Sku, string Name, string Category, decimal Price)
{
    /// <summary>Those that sell best first.</summary>
    public static readonly IReadOnlyList<DemoProduct> All =
    [
        new("KIT-101", "Enamel mug, cobalt", "kitchen", 12.50m),
        new("GAR-210", "Herb planter, three pots", "garden", 24.90m),
        new("LIT-005", "Beeswax candle, pair", "lighting", 9.80m),
        new("TEX-330", "Linen tea towel", "textiles", 14.00m),
        new("KIT-140", "Cast-iron pan, 26 cm", "kitchen", 64.00m),
        new("GAR-118", "Watering can, copper", "garden", 48.50m),
        new("STO-012", "Storage basket, seagrass", "storage", 34.00m),
        new("LIT-070", "Reading lamp, brass", "lighting", 129.00m),
        new("TEX-021", "Wool blanket, ochre", "textiles", 89.00m),
        new("KIT-404", "Espresso pot, six cups", "kitchen", 42.00m),
        new("FUR-011", "Oak stool", "furniture", 159.00m),
        new("GAR-900", "Greenhouse, small", "garden", 349.00m),
        new("FUR-300", "Bookcase, walnut", "furniture", 489.00m),
        new("FUR-520", "Dining table, oak", "furniture", 1190.00m),
        new("LIT-200", "Pendant light, rattan", "lighting", 175.00m),
        new("STO-310", "Coat rack, ash", "storage", 98.00m),
    ];
}
