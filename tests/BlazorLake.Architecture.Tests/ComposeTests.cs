using YamlDotNet.RepresentationModel;

namespace BlazorLake.Architecture.Tests;

/// <summary>docker-compose.yml starts what README promises, waits for what is healthy, and holds no secret.</summary>
public sealed class ComposeTests
{
    private static readonly string Text = SourceFiles.Text("docker-compose.yml");
    private static readonly YamlMappingNode Root = Read();

    [Fact]
    public void Services_AreAPortalTwoWorkersAndWhatTheyNeed()
    {
        Assert.Equal(["portal", "postgres", "rabbitmq", "store", "worker"], Services().Select(service => service.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2", Scalar(Service("worker"), "deploy", "replicas"));
        Assert.Contains("management", Scalar(Service("rabbitmq"), "image"), StringComparison.Ordinal);
    }

    [Fact]
    public void Services_EachHaveAHealthCheck() =>
        Failures.None("A service says when it is healthy.", Services().Where(service => !Has(service.Node, "healthcheck")).Select(service => service.Name));

    [Fact]
    public void PortalAndWorkers_AreOneImageWithDifferentRoles()
    {
        Assert.Equal(Scalar(Service("portal"), "image"), Scalar(Service("worker"), "image"));
        var portal = Scalar(Service("portal"), "environment", "Roles").Split(',');
        var worker = Scalar(Service("worker"), "environment", "Roles").Split(',');
        Assert.Empty(portal.Intersect(worker));
        Assert.Equal(["Delivery", "Ingest", "Jobs", "Lake", "Portal", "Rules"], portal.Concat(worker).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_AreRequiredFromOutside()
    {
        var failures =
            from line in Text.Split('\n')
            where line.Contains("PASS", StringComparison.Ordinal) || line.Contains("Password", StringComparison.OrdinalIgnoreCase) || line.Contains("Secret", StringComparison.OrdinalIgnoreCase)
            where !line.TrimStart().StartsWith('#') && !line.Contains(":?", StringComparison.Ordinal)
            select line.Trim();
        Failures.None("A password comes from .env, as ${NAME:?...}.", failures);
        var example = SourceFiles.Lines(".env.example").Where(line => line.Contains("PASSWORD=", StringComparison.Ordinal));
        Assert.All(example, line => Assert.EndsWith("=", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_AreAllInTheExample()
    {
        var example = SourceFiles.Text(".env.example");
        var named = System.Text.RegularExpressions.Regex.Matches(Text, @"\$\{(?<name>[A-Z_]+):\?").Select(match => match.Groups["name"].Value);
        Failures.None(".env.example names each required variable.", named.Where(name => !example.Contains(name + "=", StringComparison.Ordinal)));
    }

    private static YamlMappingNode Read()
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(Text);
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Node)> Services() =>
        ((YamlMappingNode)Root.Children["services"]).Select(pair => (((YamlScalarNode)pair.Key).Value!, (YamlMappingNode)pair.Value));

    private static YamlMappingNode Service(string name) => Services().Single(service => service.Name == name).Node;

    private static bool Has(YamlMappingNode node, string key) => Child(node, key) is not null;

    private static string Scalar(YamlMappingNode node, params string[] path) =>
        Assert.IsType<YamlScalarNode>(path.Aggregate<string, YamlNode?>(node, (current, key) => Child(current as YamlMappingNode, key))).Value!;

    /// <summary>What the node says itself, else what it merges in with <c>&lt;&lt;</c>.</summary>
    private static YamlNode? Child(YamlMappingNode? node, string key) =>
        node is null ? null
        : node.Children.TryGetValue(key, out var own) ? own
        : node.Children.TryGetValue("<<", out var merged) ? Child(merged as YamlMappingNode, key)
        : null;
}
