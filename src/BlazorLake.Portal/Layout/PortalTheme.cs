using MudBlazor;

namespace BlazorLake.Portal.Layout;

/// <summary>MudBlazor's sizes and weights. Colours, fonts and shadows come from wwwroot-shared/css/tokens.css by way of mudblazor.css, so that light and dark need no round trip.</summary>
internal static class PortalTheme
{
    public static readonly MudTheme Theme = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = "0.8125rem", LineHeight = "1.5", LetterSpacing = "0" },
            H6 = new H6Typography { FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            Button = new ButtonTypography { FontSize = "0.8125rem", FontWeight = "550", LineHeight = "1.6", LetterSpacing = "0", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = "0.75rem", LineHeight = "1.4", LetterSpacing = "0" },
        },
    };
}
