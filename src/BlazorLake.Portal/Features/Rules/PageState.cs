namespace BlazorLake.Portal.Features.Rules;

/// <summary>What a page about one thing shows.</summary>
internal enum PageState
{
    Loading,
    Ready,
    Missing,
    Failed,
}
