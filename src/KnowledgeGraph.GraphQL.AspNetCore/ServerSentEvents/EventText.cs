using System.Buffers;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>
/// The bytes of graphql-sse's events. Results are written without line breaks, so that one data line holds each.
/// Source: "GraphQL over Server-Sent Events Protocol", "Event stream" of both modes.
/// </summary>
internal static class EventText
{
    /// <summary>A comment; keeps the connection open and makes browsers report it as open.</summary>
    public static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <param name="operationId">Null in distinct connections mode.</param>
    public static void WriteNext(IBufferWriter<byte> output, string? operationId, OperationResult result)
    {
        output.Write("event: next\ndata: "u8);
        if (operationId is not null)
        {
            output.Write("{\"id\":"u8);
            WriteString(output, operationId);
            output.Write(",\"payload\":"u8);
        }

        result.WriteTo(output);
        output.Write(operationId is null ? "\n\n"u8 : "}\n\n"u8);
    }

    /// <param name="operationId">Null in distinct connections mode, where the data is empty.</param>
    public static void WriteComplete(IBufferWriter<byte> output, string? operationId)
    {
        output.Write("event: complete\ndata: "u8);
        if (operationId is not null)
        {
            output.Write("{\"id\":"u8);
            WriteString(output, operationId);
            output.Write("}"u8);
        }

        output.Write("\n\n"u8);
    }

    private static void WriteString(IBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        output.Write("\""u8);
    }
}
