using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BlazorLake.Domain;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Hosting;

/// <summary>The parameters of every list of the API; take it with <c>[AsParameters]</c>.</summary>
internal sealed record PageQuery(
    [property: FromQuery(Name = "limit"), Range(1, PageQuery.MaxLimit), Description("How many items at most: 1 to 1000, default 100.")] int? Limit,
    [property: FromQuery(Name = "cursor"), Description("Where to go on: the nextCursor of the page before.")] string? Cursor)
{
    public const int MaxLimit = 1000;

    public const int DefaultLimit = 100;

    /// <exception cref="BadHttpRequestException">The limit is not allowed; the answer is 400.</exception>
    public PageRequest ToRequest() => Limit is < 1 or > MaxLimit
        ? throw new BadHttpRequestException($"limit is {Limit}. Allowed: 1 to {MaxLimit}; default {DefaultLimit}.")
        : new PageRequest(Limit ?? DefaultLimit, string.IsNullOrEmpty(Cursor) ? null : Cursor);
}
