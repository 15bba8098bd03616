using System.Reflection;
using System.Xml.Linq;

namespace BlazorLake.Architecture.Tests;

/// <summary>CONTRIBUTING.md's conventions about types and members.</summary>
public sealed class ConventionTests
{
    [Theory]
    [InlineData("BlazorLake.Domain")]
    [InlineData("BlazorLake.Lake")]
    public void PublicTypes_OfDomainAndLake_AreDocumented(string name)
    {
        var assembly = Code.Named(name);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("summary")?.Value.Trim().Length > 0)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        // A case of a closed hierarchy may be explained by the type that closes it.
        var failures = Code.Types
            .Where(type => type.Assembly == assembly && type.IsVisible && type.DeclaringType is null)
            .Where(type => !documented.Contains("T:" + type.FullName))
            .Select(type => type.FullName!);
        Failures.None("Public types have XML documentation with a summary.", failures);
    }

    [Fact]
    public void AsyncMethods_BelowThePortal_EndWithACancellationToken()
    {
        var failures =
            from type in Code.Types
            where type.IsVisible && !Code.IsComponent(type) && !typeof(Delegate).IsAssignableFrom(type) && type.Assembly != Code.Named("BlazorLake.Portal")
            from method in Members.MethodsOf(type)
            where method.IsPublic && IsAsync(method) && !Members.IsPrescribed(method) && !IsDispose(method)
            where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
            select $"{type.FullName}.{method.Name}";
        // In the portal, a page's life and a request's end it.
        Failures.None("A public asynchronous method takes a CancellationToken last.", failures);
    }

    [Fact]
    public void CancellationTokens_OfOurs_AreRequired()
    {
        var failures =
            from type in Code.Types
            from method in Members.MethodsOf(type)
            where !Members.IsPrescribed(method)
            where method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken) && parameter.HasDefaultValue)
            select $"{type.FullName}.{method.Name}";
        Failures.None("A CancellationToken has no default: forgetting it must not compile.", failures);
    }

    [Fact]
    public void Methods_OfOurs_AreNeverAsyncVoid()
    {
        var failures =
            from type in Code.Types
            from method in Members.MethodsOf(type)
            where method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute), inherit: false)
            select $"{type.FullName}.{method.Name}";
        Failures.None("async void loses its exceptions.", failures);
    }

    [Fact]
    public void Ids_OfTheDomain_AreReadonlyRecordStructsOverOneGuid()
    {
        var failures = Code.Named("BlazorLake.Domain").GetTypes()
            .Where(type => type.IsPublic && !(type.IsAbstract && type.IsSealed) && type.Name.EndsWith("Id", StringComparison.Ordinal))
            .Where(type => !type.IsValueType
                || !type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false)
                || type.GetProperty("Value", BindingFlags.Public | BindingFlags.Instance)?.PropertyType != typeof(Guid)
                || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is null)
            .Select(type => type.FullName!);
        Failures.None("An id is a readonly record struct with one Guid Value.", failures);
    }

    [Fact]
    public void Classes_ThatNobodyDerivesFrom_AreSealed()
    {
        var bases = Code.Types.Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        var failures = Code.Types
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !Code.IsComponent(type) && !bases.Contains(type) && type.Name is not ("Program" or "_Imports"))
            .Select(type => type.FullName!);
        Failures.None("A class is sealed unless something derives from it.", failures);
    }

    private static bool IsAsync(MethodInfo method)
    {
        var returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
        return returned == typeof(Task) || returned == typeof(Task<>) || returned == typeof(ValueTask) || returned == typeof(ValueTask<>) || returned == typeof(IAsyncEnumerable<>);
    }

    private static bool IsDispose(MethodInfo method) => method.Name == nameof(IAsyncDisposable.DisposeAsync) && method.GetParameters().Length == 0;
}
