namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>Literals that must all hold for a rule to match in one of its ways. Without any it always matches.</summary>
internal sealed class Clause
{
    public Clause()
    {
    }

    public Clause(IEnumerable<Literal> literals) => Literals.AddRange(literals);

    public List<Literal> Literals { get; } = new(2);
}
