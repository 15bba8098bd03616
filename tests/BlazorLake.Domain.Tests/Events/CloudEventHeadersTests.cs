using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Tests.Events;

public sealed class CloudEventHeadersTests
{
    [Theory]
    [InlineData("ce-id", "ce-source", "ce-type", "ce-specversion")]
    [InlineData("Ce-Id", "Ce-Source", "Ce-Type", "Ce-Specversion")]
    [InlineData("CE-ID", "CE-SOURCE", "CE-TYPE", "CE-SPECVERSION")]
    public void TryReadHttp_NamesInAnyCase_AreTheSameAttributes(string id, string source, string type, string version)
    {
        var headers = new Dictionary<string, string> { [id] = "b%201", [source] = "/bin", [type] = "order", [version] = "1.0", ["Accept"] = "*/*" };

        Assert.True(CloudEventHeaders.TryReadHttp(headers, out var attributes, out var defect), defect);

        Assert.Equal("b 1", attributes.Id);
        Assert.Equal("/bin", attributes.Source);
        Assert.Equal("order", attributes.Type);
    }

    [Fact]
    public void TryReadHttp_NoSuchHeaders_IsNoDefect()
    {
        Assert.False(CloudEventHeaders.TryReadHttp(new Dictionary<string, string> { ["Accept"] = "*/*" }, out _, out var defect));
        Assert.Empty(defect);
    }
}
