namespace BlazorLake.Domain.Rules;

/// <summary>When matching events become an occurrence. Closed.</summary>
public abstract record Detection
{
    private Detection()
    {
    }

    /// <summary>Its <c>kind</c> in the document.</summary>
    public abstract string Kind { get; }

    /// <summary>Every matching event is one.</summary>
    public sealed record Each : Detection
    {
        public static readonly Each Instance = new();

        public override string Kind => "each";
    }
}
