using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>The bytes of the messages to a client. Source: "GraphQL over WebSocket Protocol", "Message types".</summary>
internal static class ServerMessage
{
    public static ReadOnlyMemory<byte> ConnectionAck { get; } = "{\"type\":\"connection_ack\"}"u8.ToArray();

    public static void WritePong(IBufferWriter<byte> output, JsonElement payload)
    {
        output.Write("{\"type\":\"pong\""u8);
        if (payload.ValueKind == JsonValueKind.Object)
        {
            output.Write(",\"payload\":"u8);
            output.Write(JsonMarshal.GetRawUtf8Value(payload));
        }

        output.Write("}"u8);
    }

    public static void WriteNext(IBufferWriter<byte> output, string id, OperationResult result)
    {
        WriteHead(output, "{\"type\":\"next\",\"id\":"u8, id);
        output.Write(",\"payload\":"u8);
        result.WriteTo(output);
        output.Write("}"u8);
    }

    /// <summary>For an operation that was not executed: the payload is the list of errors alone, and no complete follows.</summary>
    public static void WriteError(IBufferWriter<byte> output, string id, OperationResult refused)
    {
        WriteHead(output, "{\"type\":\"error\",\"id\":"u8, id);
        using var errors = new JsonBuffer(1024);
        for (var index = 0; index < refused.Errors.Count; index++)
        {
            errors.WriteRaw(index == 0 ? ",\"payload\":["u8 : ","u8);
            ErrorWriter.Write(refused.Errors[index], errors);
        }

        output.Write(errors.WrittenSpan);
        output.Write("]}"u8);
    }

    public static void WriteError(IBufferWriter<byte> output, string id, Rejection rejection)
    {
        WriteHead(output, "{\"type\":\"error\",\"id\":"u8, id);
        output.Write(",\"payload\":["u8);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true }))
            ResponseWriter.WriteError(json, rejection);
        output.Write("]}"u8);
    }

    public static void WriteComplete(IBufferWriter<byte> output, string id)
    {
        WriteHead(output, "{\"type\":\"complete\",\"id\":"u8, id);
        output.Write("}"u8);
    }

    private static void WriteHead(IBufferWriter<byte> output, ReadOnlySpan<byte> head, string id)
    {
        output.Write(head);
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(id).EncodedUtf8Bytes);
        output.Write("\""u8);
    }
}
