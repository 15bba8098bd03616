using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Portal.Features.Demo;

/// <summary>Section <c>Demo</c>: how the simulated world runs, with <c>--demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>The same seed gives the same customers, prices and incidents; default: another at each start.</summary>
    public int? Seed { get; set; }

    /// <summary>1: a few events a second at the busiest time of day; up to 100.</summary>
    [Range(0.01, 100, ErrorMessage = "Demo:Pace must be from 0.01 to 100; 1 is a few events a second.")]
    public double Pace { get; set; } = 1;

    /// <summary>How much of the past is made up at the first start, at a twentieth of the pace.</summary>
    [Range(0, 30, ErrorMessage = "Demo:HistoryDays must be from 0 to 30 days.")]
    public double HistoryDays { get; set; } = 2;
}
