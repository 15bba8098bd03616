using System.Buffers;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Says whether a condition holds for an event, and why: simple and obviously right, the yardstick for every faster evaluator.</summary>
/// <remarks>
/// An event resolves each path at most once for all evaluators that share a table of paths. Explaining and matching are one walk over the same nodes.
/// Thread-safe.
/// </remarks>
public sealed class PlainEvaluator
{
    private readonly PathTable _paths;
    private readonly PlainNode _root;

    internal PlainEvaluator(PathTable paths, Condition condition, ParameterValues parameters)
    {
        _paths = paths;
        _root = new NodeBuilder(paths, parameters).Build(condition);
    }

    /// <param name="parameters">A value for each parameter the condition uses.</param>
    public static PlainEvaluator For(Condition condition, ParameterValues? parameters = null) =>
        new(new PathTable(), condition, parameters ?? ParameterValues.None);

    public bool Matches(StreamEvent e)
    {
        var view = _paths.Rent();
        view.Load(e);
        try
        {
            return Matches(view);
        }
        finally
        {
            _paths.Return(view);
        }
    }

    /// <summary>The outcome, and the condition tree with actual values as JSON: groups as <c>{all|any|none: [...], result}</c>, comparisons as
    /// <c>{field, op, value|otherField, actual|missing, result}</c>.</summary>
    public Explanation Explain(StreamEvent e)
    {
        var view = _paths.Rent();
        view.Load(e);
        try
        {
            return Explain(view);
        }
        finally
        {
            _paths.Return(view);
        }
    }

    internal bool Matches(EventView view) => _root.Holds(view);

    internal Explanation Explain(EventView view)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, RuleWriter.Options);
        var matched = _root.Explain(view, writer);
        writer.Flush();
        return new Explanation(matched, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}

/// <summary>Whether a condition holds for an event, and why.</summary>
/// <param name="Json">The condition tree with actual values, true or false at each node.</param>
public sealed record Explanation(bool Matched, string Json);
