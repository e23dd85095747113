using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using KnowledgeGraph.GraphQL.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

internal enum ClientMessageType
{
    Invalid,
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message from a client. Source: "GraphQL over WebSocket Protocol", "Message types".</summary>
/// <param name="Id">The operation's id; set for subscribe and complete.</param>
/// <param name="Payload">Undefined where the message has none.</param>
/// <param name="Request">Set for subscribe.</param>
/// <param name="Problem">Set for an invalid message: what was expected, short enough for a close frame.</param>
internal readonly record struct ClientMessage(ClientMessageType Type, string? Id, JsonElement Payload, RequestParameters? Request, string? Problem)
{
    private const int MaxIdLength = 256;

    public static ClientMessage Read(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return Invalid("The message is not valid UTF-8");
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var message = JsonElement.ParseValue(ref reader);
            reader.Read();
            return message.ValueKind == JsonValueKind.Object ? Read(message) : Invalid("The message is not a JSON object");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Invalid("The message is not valid JSON");
        }
    }

    private static ClientMessage Read(JsonElement message)
    {
        if (TextOf(message, "type") is not { } type)
            return Invalid("The message has no type");
        message.TryGetProperty("payload", out var payload);
        switch (type)
        {
            case "connection_init":
            case "ping":
            case "pong":
                if (payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
                    return Invalid($"The payload of {type} is not an object");
                var kind = type switch
                {
                    "ping" => ClientMessageType.Ping,
                    "pong" => ClientMessageType.Pong,
                    _ => ClientMessageType.ConnectionInit,
                };
                return new ClientMessage(kind, null, payload, null, null);
            case "subscribe":
                return ReadSubscribe(message, payload);
            case "complete":
                return IdOf(message) is { } id
                    ? new ClientMessage(ClientMessageType.Complete, id, default, null, null)
                    : Invalid("complete has no id");
            default:
                return Invalid("The message has an unknown type");
        }
    }

    private static ClientMessage ReadSubscribe(JsonElement message, JsonElement payload)
    {
        if (IdOf(message) is not { } id)
            return Invalid($"subscribe has no id of 1 to {MaxIdLength} characters");
        if (payload.ValueKind != JsonValueKind.Object)
            return Invalid("subscribe has no payload");
        var read = RequestReader.ReadJson(JsonMarshal.GetRawUtf8Value(payload).ToArray(), maxBatchSize: 0);
        return read.Request is not null
            ? new ClientMessage(ClientMessageType.Subscribe, id, payload, read.Request, null)
            : Invalid(read.Rejection!.Message);
    }

    private static string? IdOf(JsonElement message) => TextOf(message, "id") is { Length: > 0 and <= MaxIdLength } id ? id : null;

    private static string? TextOf(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ClientMessage Invalid(string problem) => new(ClientMessageType.Invalid, null, default, null, problem);
}
