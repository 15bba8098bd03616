namespace BlazorLake.Lake.Log;

/// <summary>A table can't be read or written as it is: a broken log, or a protocol beyond ours. The message is for people.</summary>
public sealed class DeltaTableException : IOException
{
    public DeltaTableException(string message)
        : base(message)
    {
    }

    public DeltaTableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public DeltaTableException()
    {
    }
}
