using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(DatabaseFixture))]
[assembly: AssemblyFixture(typeof(RabbitMqFixture))]
// Each test starts processes and measures what a user would feel: one at a time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
