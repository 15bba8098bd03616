using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>A request's body as JSON of any depth a rule may have; or the problem to answer with.</summary>
internal sealed class JsonBody : IDisposable
{
    private JsonBody(JsonDocument? document, IResult? problem)
    {
        Document = document;
        Problem = problem;
    }

    private JsonDocument? Document { get; }

    private IResult? Problem { get; }

    public static async Task<JsonBody> ReadAsync(HttpRequest request, long mostBytes, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > mostBytes)
                return new JsonBody(null, RuleProblems.TooLarge($"The body is larger than {mostBytes:N0} bytes, the most that is allowed here."));
            body.Write(buffer, 0, count);
        }

        try
        {
            return new JsonBody(JsonDocument.Parse(body.ToArray(), RuleReader.DocumentOptions), null);
        }
        catch (JsonException defect)
        {
            return new JsonBody(null, RuleProblems.BadRequest(
                $"The body is not JSON (line {defect.LineNumber + 1}, byte {defect.BytePositionInLine + 1}), or nested deeper than {RuleReader.DocumentOptions.MaxDepth:N0}."));
        }
    }

    public bool TryGet(out JsonElement root, [NotNullWhen(false)] out IResult? problem)
    {
        root = Document?.RootElement ?? default;
        problem = Problem;
        return problem is null;
    }

    public void Dispose() => Document?.Dispose();
}
