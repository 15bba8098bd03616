using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(DatabaseFixture))]
[assembly: AssemblyFixture(typeof(RabbitMqFixture))]
// Each test starts processes of its own and mostly waits for them: two at a time keep both cores of a small machine busy.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 2)]
