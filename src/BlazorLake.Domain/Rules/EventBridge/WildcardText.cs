using System.Text;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Wildcards of EventBridge: <c>*</c> is any run, <c>\*</c> and <c>\\</c> are the characters themselves.</summary>
internal static class WildcardText
{
    /// <summary>Null, and why, when EventBridge would refuse it.</summary>
    public static string? ToLike(string wildcard, out string problem)
    {
        problem = "";
        var like = new StringBuilder(wildcard.Length);
        for (var i = 0; i < wildcard.Length; i++)
        {
            var next = i + 1 < wildcard.Length ? wildcard[i + 1] : '\0';
            switch (wildcard[i])
            {
                case '*' when next == '*':
                    problem = $"'{FieldPathText.Shorten(wildcard)}' has two * in a row; EventBridge takes one, which stands for any run already.";
                    return null;
                case '\\' when next is '*' or '\\':
                    like.Append('\\').Append(next);
                    i++;
                    break;
                case '\\':
                    problem = $"'{FieldPathText.Shorten(wildcard)}' has a \\ that is followed by neither * nor \\; EventBridge knows only \\* and \\\\.";
                    return null;
                case '?':
                    like.Append("\\?");
                    break;
                case var other:
                    like.Append(other);
                    break;
            }
        }

        return like.ToString();
    }
}
