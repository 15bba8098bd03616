using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Architecture.Tests;

/// <summary>The assemblies under <c>src</c> and the types a person wrote in them.</summary>
internal static class Code
{
    public static IReadOnlyList<string> AssemblyNames { get; } =
    [
        "BlazorLake.Domain", "BlazorLake.Lake", "BlazorLake.Persistence", "BlazorLake.Persistence.Sqlite", "BlazorLake.Persistence.PostgreSql",
        "BlazorLake.Pipeline", "BlazorLake.Portal",
    ];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. AssemblyNames.Select(Assembly.Load)];

    public static IReadOnlyList<Type> Types { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten)];

    public static Assembly Named(string name) => Assemblies.Single(assembly => assembly.GetName().Name == name);

    public static bool IsOurs(Assembly assembly) => AssemblyNames.Contains(assembly.GetName().Name);

    public static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type);

    private static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("BlazorLake", StringComparison.Ordinal) == true
        && !type.Namespace.Contains(".Migrations", StringComparison.Ordinal)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}
