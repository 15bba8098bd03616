namespace BlazorLake.Portal.Features.Demo;

/// <summary>Something the desk trades, invented.</summary>
/// <param name="Volatility">Standard deviation of one price change, in percent.</param>
internal sealed record DemoSymbol(string Name, string Venue, string Currency, double Volatility)
{
    public double Price { get; set; }

    /// <summary>Those traded most first, each at its opening price.</summary>
    public static DemoSymbol[] Make() =>
    [
        new("NORD", "XLON", "GBP", 0.12) { Price = 412.40 },
        new("TULP", "XAMS", "EUR", 0.15) { Price = 86.15 },
        new("SOLA", "XPAR", "EUR", 0.28) { Price = 31.72 },
        new("FJEL", "XOSL", "NOK", 0.18) { Price = 244.60 },
        new("KOBL", "XETR", "EUR", 0.10) { Price = 158.05 },
        new("BRNT-Z", "XICE", "USD", 0.22) { Price = 79.38 },
        new("HELV", "XSWX", "CHF", 0.08) { Price = 1_024.00 },
        new("QUAY", "XLON", "GBP", 0.35) { Price = 12.96 },
    ];
}
