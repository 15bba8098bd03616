using System.Text.Json;
using System.Text.Unicode;

namespace BlazorLake.Domain.Events;

/// <summary>What MassTransit wraps a message in: <c>message</c> is the event's data, <c>messageId</c> its id, <c>sentTime</c> its time.</summary>
/// <param name="Attributes">Id and time, where the envelope has them.</param>
/// <param name="Message">The message's own JSON.</param>
internal sealed record MassTransitEnvelope(EventAttributes Attributes, ReadOnlyMemory<byte> Message)
{
    public const string ContentType = "application/vnd.masstransit+json";

    /// <summary>Null with <paramref name="defect"/> when <paramref name="body"/> is no envelope.</summary>
    public static MassTransitEnvelope? Read(ReadOnlyMemory<byte> body, out string? defect)
    {
        try
        {
            return ReadJson(body, out defect);
        }
        catch (JsonException exception)
        {
            defect = JsonText.Describe(exception);
            return null;
        }
    }

    private static MassTransitEnvelope? ReadJson(ReadOnlyMemory<byte> body, out string? defect)
    {
        var reader = new Utf8JsonReader(body.Span, JsonText.Options);
        reader.Read();
        var members = reader;
        defect = JsonText.OfThread.Check(ref reader, body.Span, !Utf8.IsValid(body.Span), freeLevels: 1);
        reader.Read(); // Throws when anything but blanks follows.
        if (defect is null && members.TokenType != JsonTokenType.StartObject)
            defect = "A MassTransit envelope is a JSON object.";
        if (defect is not null)
            return null;

        var attributes = EventAttributes.None;
        ReadOnlyMemory<byte> message = default;
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            var name = members.GetString();
            members.Read();
            var start = (int)members.TokenStartIndex;
            if (name == "messageId" && members.TokenType == JsonTokenType.String)
                attributes = attributes with { Id = members.GetString() };
            else if (name == "sentTime" && members.TokenType == JsonTokenType.String)
                attributes = attributes with { Time = members.GetString() };
            members.Skip();
            if (name == "message")
                message = body[start..(int)members.BytesConsumed];
        }

        if (!message.IsEmpty)
            return new MassTransitEnvelope(attributes, message);
        defect = "The MassTransit envelope has no 'message'.";
        return null;
    }
}
