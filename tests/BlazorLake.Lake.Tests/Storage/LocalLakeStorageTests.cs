using BlazorLake.Lake.Storage;
using BlazorLake.Testing;

namespace BlazorLake.Lake.Tests.Storage;

public sealed class LocalLakeStorageTests
{
    [Fact]
    public async Task List_WhileFilesAreWrittenBeside_NeverFails()
    {
        using var folder = new TemporaryFolder("storage");
        var storage = new LocalLakeStorage(folder.Path, TimeProvider.System);
        await storage.PutAsync("shop.cart/_delta_log/first", new byte[1], TestContext.Current.CancellationToken);
        // Each put makes a temporary name that is gone when it is done.
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 400; number++)
                await storage.PutAsync($"shop.cart/_delta_log/{number % 7}", new byte[100], TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        while (!writing.IsCompleted)
            Assert.Contains(storage.List("shop.cart/_delta_log"), file => file.Name == "first");
        await writing;
    }
}
