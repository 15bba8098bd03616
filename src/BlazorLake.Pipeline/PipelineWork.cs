namespace BlazorLake.Pipeline;

/// <summary>Which consumers this process runs.</summary>
[Flags]
public enum PipelineWork
{
    None = 0,
    Rules = 1,
    Lake = 2,
}
