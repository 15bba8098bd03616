using System.ComponentModel;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Lake;

/// <summary><c>/lake/tables</c>: what is in the lake, from the Delta logs alone.</summary>
internal static class LakeEndpoints
{
    public static void MapLake(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/lake/tables").RequireAuthorization(Scopes.LakeRead).WithTags("Lake").AddEndpointFilter<LakeProblemFilter>();
        tables.MapGet("/", ListAsync).WithName("ListLakeTables").WithSummary("The tables of the lake, by stream name.");
        tables.MapGet("/{stream}", FindAsync).WithName("GetLakeTable").WithSummary("One table, with its columns and its location for other engines.");
        tables.MapGet("/{stream}/partitions", PartitionsAsync).WithName("ListLakePartitions").WithSummary("A table's partitions, newest date first.");
        tables.MapGet("/{stream}/files", FilesAsync).WithName("ListLakeFiles").WithSummary("A table's live data files with their statistics, newest event first.");
        tables.MapGet("/{stream}/history", HistoryAsync).WithName("ListLakeHistory").WithSummary("A table's commits, newest first.");
    }

    private static async Task<Ok<Page<TableAnswer>>> ListAsync([AsParameters] PageQuery page, ILakeCatalog catalog, CancellationToken cancellationToken)
    {
        // A table's name orders the list and is its cursor.
        var (limit, after) = (page.ToRequest().Limit, page.Cursor ?? "");
        var found = (await catalog.ListAsync(cancellationToken)).Where(table => string.CompareOrdinal(table.Stream.Value, after) > 0).Take(limit + 1).Select(TableAnswer.Of).ToList();
        return TypedResults.Ok(found.Count > limit ? new Page<TableAnswer>(found[..limit], found[limit - 1].Stream) : new Page<TableAnswer>(found, null));
    }

    private static async Task<Results<Ok<TableDetailAnswer>, ProblemHttpResult>> FindAsync(string stream, ILakeCatalog catalog, CancellationToken cancellationToken) =>
        StreamName.TryParse(stream, out var name) && await catalog.FindAsync(name, cancellationToken) is { } detail
            ? TypedResults.Ok(TableDetailAnswer.Of(detail))
            : NotFound(stream);

    private static async Task<Results<Ok<Page<LakePartition>>, ProblemHttpResult>> PartitionsAsync(
        string stream, [AsParameters] PageQuery page, ILakeCatalog catalog, CancellationToken cancellationToken) =>
        StreamName.TryParse(stream, out var name) && await catalog.ReadPartitionsAsync(name, page.ToRequest(), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : NotFound(stream);

    private static async Task<Results<Ok<Page<LakeFile>>, ProblemHttpResult>> FilesAsync(
        string stream,
        [FromQuery, Description("Only files of this UTC date, for example 2026-08-22.")] DateOnly? partition,
        [AsParameters] PageQuery page,
        ILakeCatalog catalog,
        CancellationToken cancellationToken) =>
        StreamName.TryParse(stream, out var name) && await catalog.ReadFilesAsync(name, partition, page.ToRequest(), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : NotFound(stream);

    private static async Task<Results<Ok<Page<LakeCommit>>, ProblemHttpResult>> HistoryAsync(
        string stream, [AsParameters] PageQuery page, ILakeCatalog catalog, CancellationToken cancellationToken) =>
        StreamName.TryParse(stream, out var name) && await catalog.ReadHistoryAsync(name, page.ToRequest(), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : NotFound(stream);

    private static ProblemHttpResult NotFound(string stream) =>
        TypedResults.Problem($"There is no lake table for a stream '{stream}'. A table appears with its stream's first commit.", statusCode: StatusCodes.Status404NotFound);
}
