using System.Reflection;

namespace BlazorLake.Architecture.Tests;

internal static class Members
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(Declared).Where(method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal));

    /// <summary>Types in fields, properties and signatures, with what they are generic over.</summary>
    public static IEnumerable<Type> TypesUsedBy(Type type) =>
        type.GetFields(Declared).Select(field => field.FieldType)
            .Concat(type.GetProperties(Declared).Select(property => property.PropertyType))
            .Concat(type.GetConstructors(Declared).SelectMany(Parameters))
            .Concat(type.GetMethods(Declared).SelectMany(method => Parameters(method).Append(method.ReturnType)))
            .SelectMany(Open)
            .Distinct();

    /// <summary>Whether a type outside our assemblies prescribes this method's shape.</summary>
    public static bool IsPrescribed(MethodInfo method)
    {
        if (method.GetBaseDefinition() != method)
            return true;
        var type = method.DeclaringType!;
        return !type.IsInterface && type.GetInterfaces()
            .Where(contract => !Code.IsOurs(contract.Assembly))
            .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));
    }

    private static IEnumerable<Type> Parameters(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Open(Type type) =>
        type.HasElementType ? Open(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Open).Prepend(type) : [type];
}
