namespace BlazorLake.Domain.Rules;

/// <summary>How much an occurrence matters; ordered.</summary>
public enum Severity
{
    Info,
    Warning,
    Critical,
}
