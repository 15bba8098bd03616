using System.Runtime.InteropServices;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;

// test.sh runs this beside the tests: one broker and one database for all test projects. It writes their addresses to the file named by the
// first argument, as shell assignments, when both answer, and ends them when it gets SIGTERM or SIGINT.
using var stop = new CancellationTokenSource();
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

var startNode = RabbitMqNode.StartAsync(stop.Token);
var startCluster = PostgresCluster.StartAsync(isDurable: false, stop.Token);
await Task.WhenAll(startNode, startCluster).ContinueWith(_ => { }, TaskScheduler.Default);
await using var node = startNode.IsCompletedSuccessfully ? await startNode : null;
await using var cluster = startCluster.IsCompletedSuccessfully ? await startCluster : null;
if (node is null || cluster is null)
{
    foreach (var failed in new Task[] { startNode, startCluster }.Where(task => task.IsFaulted))
        Console.Error.WriteLine(failed.Exception!.InnerException!.Message);
    return 1;
}

var file = args[0];
await File.WriteAllTextAsync(
    file + ".part",
    $"""
    export {RabbitMqFixture.UriVariable}='{node.Uri}'
    export {RabbitMqFixture.ManagementVariable}='{node.ManagementUri}'
    export {DatabaseFixture.PostgresVariable}='{cluster.ConnectionString}'

    """,
    stop.Token);
File.Move(file + ".part", file, overwrite: true);
var stopped = new TaskCompletionSource();
await using var registration = stop.Token.Register(stopped.SetResult);
await stopped.Task;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
