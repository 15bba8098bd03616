using System.Text.Json;
using BlazorLake.Domain.Streams;
using FieldTypes = BlazorLake.Domain.Rules.FieldTypes;
using SeenTypes = BlazorLake.Domain.Streams.FieldTypes;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Fields for people out of a stream's stored profile.</summary>
internal static class StreamFields
{
    private static readonly (SeenTypes Seen, FieldTypes Type)[] Types =
    [
        (SeenTypes.String, FieldTypes.String), (SeenTypes.Number, FieldTypes.Number), (SeenTypes.Boolean, FieldTypes.Boolean),
        (SeenTypes.Null, FieldTypes.Null), (SeenTypes.Object, FieldTypes.Object), (SeenTypes.Array, FieldTypes.Array),
    ];

    /// <param name="json">Null: nothing was seen yet.</param>
    public static FieldCatalog Read(string? json) => Of(StreamProfileJson.Read(json));

    public static FieldCatalog Of(StreamProfile profile) => new([.. profile.Fields.Select(f => Of(f, profile))]);

    private static FieldInfo Of(FieldProfile field, StreamProfile profile) => new(
        field.Path,
        TypesOf(field),
        profile.NullShareOf(field),
        [.. field.Examples.Select(Text)],
        [.. field.TopValues.Items.Where(v => v.Value > 1).Take(20).Select(v => new FieldValue(Text(v.Key), field.Count == 0 ? 0 : Math.Min(1, (double)v.Value / field.Count)))],
        field.Min is null ? null : Text(field.Min),
        field.Max is null ? null : Text(field.Max));

    private static FieldTypes TypesOf(FieldProfile field)
    {
        var types = Types.Where(t => field.Types.HasFlag(t.Seen)).Aggregate(FieldTypes.None, (all, t) => all | t.Type);
        return field.IsTime ? (types & ~FieldTypes.String) | FieldTypes.Time : types;
    }

    /// <summary>A scalar's JSON as people read it: a string without its quotes.</summary>
    private static string Text(string json) => json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json) ?? "" : json;
}
