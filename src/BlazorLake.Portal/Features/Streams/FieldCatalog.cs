using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>The fields a rule on a stream can look at: those seen in its events, then the attributes every event has.</summary>
public sealed class FieldCatalog
{
    private const int MaxExampleLength = 60;

    private static readonly (EventAttribute Attribute, FieldTypes Types, string Words)[] Attributes =
    [
        (EventAttribute.Time, FieldTypes.Time, "when the event happened"),
        (EventAttribute.Type, FieldTypes.String, "what kind of event it is"),
        (EventAttribute.Subject, FieldTypes.String, "what the event is about"),
        (EventAttribute.Source, FieldTypes.String, "who sent it"),
        (EventAttribute.Id, FieldTypes.String, "the event’s own id"),
    ];

    // After the attributes, which its constructor needs.
    public static readonly FieldCatalog Empty = new([]);

    private readonly Dictionary<string, FieldInfo> _byPath;

    public FieldCatalog(IReadOnlyList<FieldInfo> fields)
    {
        Fields = fields;
        _byPath = fields.ToDictionary(f => f.Path, StringComparer.Ordinal);
        Options =
        [
            .. fields.Where(f => (f.Types & ~(FieldTypes.Object | FieldTypes.Array)) != 0 || f.Types == FieldTypes.Array)
                .Select(f => new ComboOption(f.Path, ShownText.Of(f.Path, 200), Words(f.Types), ExamplesOf(f))),
            .. Attributes.Select(a => new ComboOption(EventAttributes.NameOf(a.Attribute), EventAttributes.NameOf(a.Attribute), Words(a.Types), a.Words)),
        ];
    }

    public IReadOnlyList<FieldInfo> Fields { get; }

    public IReadOnlyList<ComboOption> Options { get; }

    public FieldInfo? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>What is known of a field's types; <see cref="FieldTypes.None"/> when nothing is.</summary>
    public FieldTypes TypesOf(string path)
    {
        foreach (var (attribute, types, _) in Attributes)
        {
            if (EventAttributes.NameOf(attribute) == path)
                return types;
        }

        return Find(path)?.Types ?? FieldTypes.None;
    }

    /// <summary>Values the field has really had, the most frequent first.</summary>
    public IReadOnlyList<ComboOption> ValuesOf(string path) => Find(path) is not { } field
        ? []
        : field.TopValues.Count > 0
            ? [.. field.TopValues.Select(v => new ComboOption(v.Text, ShownText.Of(v.Text, MaxExampleLength), Percent(v.Share)))]
            : [.. field.Examples.Select(e => new ComboOption(e, ShownText.Of(e, MaxExampleLength)))];

    /// <summary>Types in a shop manager's words.</summary>
    public static string Words(FieldTypes types)
    {
        (FieldTypes Type, string Word)[] words =
        [
            (FieldTypes.Number, "number"), (FieldTypes.Time, "time"), (FieldTypes.String, "text"), (FieldTypes.Boolean, "yes/no"),
            (FieldTypes.Array, "list"), (FieldTypes.Object, "group"), (FieldTypes.Null, "null"),
        ];
        return string.Join(", ", words.Where(w => types.HasFlag(w.Type)).Select(w => w.Word));
    }

    public static string Percent(double share) => share switch
    {
        <= 0 => "0%",
        < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => Math.Round(share * 100).ToString("0", System.Globalization.CultureInfo.InvariantCulture) + "%",
    };

    private static string? ExamplesOf(FieldInfo field)
    {
        var examples = field.TopValues.Select(v => v.Text).Concat(field.Examples).Distinct().Take(3)
            .Select(e => ShownText.Of(e, MaxExampleLength)).ToList();
        return examples.Count == 0 ? null : string.Join(" · ", examples);
    }
}
