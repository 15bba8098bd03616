using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BlazorLake.Testing.Processes;

/// <summary>A process started by a test: its last output is kept, and it is ended by its own id when disposed.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 2_000;
    private const int SignalInterrupt = 2;
    private const int SignalKill = 9;
    private const int SignalTerminate = 15;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The last 2,000 lines of standard output and error, in the order they came.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public static ChildProcess Start(
        string fileName,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string?>>? environment = null,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(fileName)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment ?? [])
            start.Environment[key] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += child.Keep;
        child._process.ErrorDataReceived += child.Keep;
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not exit with 0; its output is in the message.</exception>
    public static async Task<string> RunAsync(string fileName, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var child = Start(fileName, arguments);
        await child.WaitAsync(cancellationToken);
        return child.ExitCode == 0
            ? child.Output
            : throw new InvalidOperationException($"{fileName} ended with {child.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{child.Output}");
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>SIGTERM: please stop.</summary>
    public void Terminate() => Signal(SignalTerminate);

    /// <summary>SIGINT: as if Ctrl+C had been pressed.</summary>
    public void Interrupt() => Signal(SignalInterrupt);

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Signal(SignalKill);
        await WaitAsync(cancellationToken);
    }

    /// <summary>Asks it to stop, and kills it when it has not within <paramref name="patience"/>; true when it stopped by itself.</summary>
    public async Task<bool> StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Terminate();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await WaitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync(CancellationToken.None);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Signal(int signal)
    {
        if (!HasExited)
            _ = Kill(Id, signal);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line.Data);
            if (_lines.Count > KeptLines)
                _lines.Dequeue();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
