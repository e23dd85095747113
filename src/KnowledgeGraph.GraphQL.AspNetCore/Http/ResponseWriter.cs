using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>Writes whole responses: the media type that was negotiated, UTF-8, compressed where that pays.</summary>
internal sealed class ResponseWriter(int minCompressedBytes)
{
    private const string Json = "application/json; charset=utf-8";
    private const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";

    public async Task WriteAsync(HttpContext context, ResponseFormat format, OperationResult result)
    {
        var status = ResponseStatus.Of(format, result);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        if (status == StatusCodes.Status429TooManyRequests && result.Errors[0].Extensions?.GetValueOrDefault("retryAfter") is int seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (result.KnownLength is { } length && !IsCompressed(context, length))
        {
            SetHeaders(context.Response, format, status, length);
            context.Response.ContentLength = length;
            result.WriteTo(context.Response.BodyWriter);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            return;
        }

        using var buffer = new ResponseBuffer();
        result.WriteTo(buffer);
        await WriteAsync(context, format, status, buffer);
    }

    /// <summary>A list of results, in the order of the batch. Each item was answered, so that the whole is a success.</summary>
    public async Task WriteBatchAsync(HttpContext context, ResponseFormat format, IReadOnlyList<OperationResult> results)
    {
        using var buffer = new ResponseBuffer();
        for (var index = 0; index < results.Count; index++)
        {
            buffer.Write(index == 0 ? "["u8 : ","u8);
            results[index].WriteTo(buffer);
        }

        buffer.Write("]"u8);
        await WriteAsync(context, format, StatusCodes.Status200OK, buffer);
    }

    public async Task WriteAsync(HttpContext context, ResponseFormat format, Rejection rejection)
    {
        using var buffer = new ResponseBuffer();
        WriteErrors(buffer, rejection);
        await WriteAsync(context, format, rejection.Status, buffer);
    }

    /// <summary>The body of a rejected request: <c>{"errors":[...]}</c>.</summary>
    public static void WriteErrors(IBufferWriter<byte> output, Rejection rejection)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray("errors"u8);
        WriteError(json, rejection);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter json, Rejection rejection)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, rejection.Message);
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, rejection.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteAsync(HttpContext context, ResponseFormat format, int status, ResponseBuffer buffer)
    {
        var response = context.Response;
        SetHeaders(response, format, status, buffer.WrittenCount);
        if (buffer.WrittenCount >= minCompressedBytes)
        {
            if (AcceptEncoding.Preferred(context.Request.Headers.AcceptEncoding) is { } coding)
            {
                await WriteCompressedAsync(context, coding, buffer.WrittenMemory);
                return;
            }
        }

        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private bool IsCompressed(HttpContext context, int length) =>
        length >= minCompressedBytes && AcceptEncoding.Preferred(context.Request.Headers.AcceptEncoding) is not null;

    private void SetHeaders(HttpResponse response, ResponseFormat format, int status, int length)
    {
        response.StatusCode = status;
        response.ContentType = format == ResponseFormat.GraphQLResponse ? GraphQLResponse : Json;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (length >= minCompressedBytes)
            response.Headers.Vary = HeaderNames.AcceptEncoding;
    }

    private static async Task WriteCompressedAsync(HttpContext context, string coding, ReadOnlyMemory<byte> content)
    {
        context.Response.Headers.ContentEncoding = coding;
        var body = context.Response.BodyWriter.AsStream(leaveOpen: true);
        await using Stream compressed = coding == "br"
            ? new BrotliStream(body, CompressionLevel.Fastest)
            : new GZipStream(body, CompressionLevel.Fastest);
        await compressed.WriteAsync(content, context.RequestAborted);
    }
}
