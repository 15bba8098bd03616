using System.Buffers;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Domain.Rules.Wording;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>Rules as the API gives them: the saved document's members, and beside them <c>id version state sentence createdAt updatedAt updatedBy</c>.</summary>
/// <remarks>Written by hand, because a rule is nested as deep as its writer wants and keeps its own spelling of numbers.</remarks>
internal static class RuleJson
{
    public static string Of(SavedRule rule) => Write(writer => WriteTo(writer, rule));

    public static string Of(Page<SavedRule> page) => Write(writer => WritePage(writer, page.Items, page.NextCursor, WriteTo));

    public static string Of(Page<RuleVersion> page, IReadOnlyList<RuleVersion> all) =>
        Write(writer => WritePage(writer, page.Items, page.NextCursor, (w, v) => WriteVersion(w, v, all.FirstOrDefault(o => o.Version == v.Version - 1))));

    /// <summary><c>{valid, errors, sentence}</c>.</summary>
    public static string Of(RuleReading reading) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", reading is RuleReading.Valid);
        writer.WriteStartObject("errors");
        foreach (var group in RuleProblems.ByPointer(reading is RuleReading.Invalid invalid ? invalid.Errors : []))
        {
            writer.WriteStartArray(group.Key);
            foreach (var message in group.Value)
                writer.WriteStringValue(message);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteString("sentence", reading is RuleReading.Valid valid ? RuleSentence.Of(valid.Definition).Text : null);
        writer.WriteEndObject();
    });

    /// <summary><c>{results: [{matched, explanation, hasKey, duplicate}], occurrences}</c>.</summary>
    public static string Of(RuleTest test) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var result in test.Results)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("matched", result.Matched);
            WriteRaw(writer, "explanation", result.Explanation);
            writer.WriteBoolean("hasKey", result.HasKey);
            writer.WriteBoolean("duplicate", result.IsDuplicate);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("occurrences");
        foreach (var occurrence in test.Occurrences)
            WriteTo(writer, occurrence);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTo(Utf8JsonWriter writer, SavedRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id.Value);
        writer.WriteNumber("version", rule.Version);
        writer.WriteString("state", EnumName(rule.State));
        writer.WriteString("sentence", rule.Definition.Problems.Count == 0 ? RuleSentence.Of(rule.Definition).Text : null);
        WriteMembers(writer, rule.Definition);
        WriteInstant(writer, "createdAt", rule.CreatedAt);
        WriteInstant(writer, "updatedAt", rule.UpdatedAt);
        writer.WriteString("updatedBy", rule.UpdatedBy);
        writer.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter writer, RuleVersion version, RuleVersion? before)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", version.Version);
        WriteInstant(writer, "at", version.At);
        writer.WriteString("by", version.By);
        writer.WriteString("sentence", version.Definition.Problems.Count == 0 ? RuleSentence.Of(version.Definition).Text : null);
        writer.WriteStartArray("changes");
        foreach (var line in before is null ? [] : RuleDifference.Between(before.Definition, version.Definition))
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        writer.WriteStartObject("rule");
        WriteMembers(writer, version.Definition);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, RuleDefinition rule)
    {
        using var document = JsonDocument.Parse(rule.Json, RuleReader.DocumentOptions);
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(writer);
        // What a rule that was saved without them has all the same.
        if (rule.Problems.Count == 0 && !document.RootElement.TryGetProperty("severity", out _))
            writer.WriteString("severity", EnumName(rule.Severity));
    }

    private static void WriteTo(Utf8JsonWriter writer, Occurrence occurrence)
    {
        writer.WriteStartObject();
        writer.WriteString("id", occurrence.Id);
        WriteRaw(writer, "key", occurrence.Key);
        WriteInstant(writer, "at", occurrence.At);
        writer.WriteStartArray("eventIds");
        foreach (var e in occurrence.Events)
            writer.WriteStringValue(e.Id);
        writer.WriteEndArray();
        WriteRaw(writer, "explanation", occurrence.Explanation);
        WriteRaw(writer, "parameters", occurrence.Parameters);
        writer.WriteString("severity", EnumName(occurrence.Severity));
        writer.WriteString("title", occurrence.Title);
        writer.WriteString("body", occurrence.Body);
        writer.WriteEndObject();
    }

    private static void WritePage<T>(Utf8JsonWriter writer, IReadOnlyList<T> items, string? nextCursor, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
        writer.WriteString("nextCursor", nextCursor);
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, string? json)
    {
        writer.WritePropertyName(name);
        // Checked by those who wrote it, and deeper than the check here would go.
        writer.WriteRawValue(json ?? "null", skipInputValidation: true);
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, DateTimeOffset at) => writer.WriteString(name, at.UtcDateTime);

    private static string EnumName<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, RuleWriter.Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
