namespace BlazorLake.Domain.Rules.Matching;

/// <summary>The values an operand stands for, with parameters filled in.</summary>
internal static class OperandValues
{
    public static IReadOnlyList<Scalar> Of(Operand operand, ParameterValues parameters) => operand switch
    {
        Operand.One one => [Of(one.Value, parameters)],
        Operand.List list => [.. list.Values.Select(v => Of(v, parameters))],
        Operand.Range range => [Of(range.Low, parameters), Of(range.High, parameters)],
        Operand.ListParameter list => parameters.Values[list.Name].Values,
        _ => [],
    };

    private static Scalar Of(Term term, ParameterValues parameters) => term switch
    {
        Term.Literal literal => literal.Value,
        Term.Parameter parameter => parameters.Values[parameter.Name].Values[0],
        _ => throw new InvalidOperationException("Term is closed."),
    };
}
