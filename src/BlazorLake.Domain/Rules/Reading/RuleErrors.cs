namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Errors found so far, keyed by JSON pointer; bounded, because a document can hold 10,000 wrong values.</summary>
internal sealed class RuleErrors
{
    private const int Most = 100;

    private readonly List<RuleError> _errors = [];

    public int Count { get; private set; }

    public IReadOnlyList<RuleError> All => _errors;

    public void Add(string pointer, string message)
    {
        Count++;
        if (_errors.Count < Most)
            _errors.Add(new RuleError(pointer, message));
    }

    public static string Join(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Join(string pointer, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pointer}/{index}");
}
