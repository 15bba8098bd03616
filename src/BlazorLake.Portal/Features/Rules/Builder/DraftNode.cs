namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>One line of a rule that is being written: a group, or a condition.</summary>
public abstract class DraftNode
{
    /// <summary>Stays the same while the line moves about: the key of its component and part of its element ids.</summary>
    public int Number { get; init; }

    public DraftGroup? Parent { get; internal set; }

    /// <summary>Where the saved document has it: problems are keyed by this.</summary>
    public string Pointer => Parent is null ? "/match" : $"{Parent.Pointer}/{Parent.Kind.Member()}/{Parent.IndexOf(this)}";

    public int Depth => Parent is null ? 0 : Parent.Depth + 1;
}

public enum GroupKind
{
    All,
    Any,
    None,
}

public static class GroupKinds
{
    public static string Member(this GroupKind kind) => kind switch
    {
        GroupKind.All => "all",
        GroupKind.Any => "any",
        _ => "none",
    };

    public static string Words(this GroupKind kind) => kind switch
    {
        GroupKind.All => "all of these hold",
        GroupKind.Any => "any of these holds",
        _ => "none of these holds",
    };

    /// <summary>What stands between two lines of the group.</summary>
    public static string Joint(this GroupKind kind) => kind switch
    {
        GroupKind.All => "and",
        GroupKind.Any => "or",
        _ => "nor",
    };
}
