using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// Reads the parameters of a GraphQL request. Source: GraphQL over HTTP, "Request Parameters"; <c>documentId</c> names a trusted
/// document (also written <c>id</c>, or <c>extensions.persistedQuery.sha256Hash</c> as Apollo's clients do).
/// </summary>
internal static class RequestReader
{
    private const string BrokenText = "The body has a string that is not Unicode text.";

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 64 };

    /// <summary>Reads a body of JSON. It is valid UTF-8.</summary>
    /// <param name="utf8">The body; the requests may point into it.</param>
    /// <param name="maxBatchSize">The most requests of a list; 0 refuses lists.</param>
    public static ReadRequest ReadJson(ReadOnlyMemory<byte> utf8, int maxBatchSize)
    {
        var reader = new Utf8JsonReader(utf8.Span, ReaderOptions);
        try
        {
            if (!reader.Read())
                return ReadRequest.Rejected("The body is empty; expected a JSON object with a query.");
            var outcome = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadSingle(ref reader, utf8),
                JsonTokenType.StartArray => ReadBatch(ref reader, utf8, maxBatchSize),
                _ => ReadRequest.Rejected("The body is not a JSON object; expected { \"query\": ... }."),
            };
            if (outcome.Rejection is null)
                reader.Read();
            return outcome.Rejection is null && HasBrokenText(utf8.Span) ? ReadRequest.Rejected(BrokenText) : outcome;
        }
        catch (JsonException broken)
        {
            return ReadRequest.Rejected(utf8.IsEmpty
                ? "The body is empty; expected a JSON object with a query."
                : $"The body is not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return ReadRequest.Rejected(BrokenText);
        }
    }

    /// <summary>Reads the parameters of a URL; <c>variables</c> and <c>extensions</c> are JSON.</summary>
    public static ReadRequest ReadQuery(IQueryCollection parameters)
    {
        var request = new RequestParameters();
        foreach (var name in (ReadOnlySpan<string>)["query", "operationName", "documentId", "id"])
        {
            var values = parameters[name];
            if (values.Count > 1)
                return ReadRequest.Rejected($"\"{name}\" is given {values.Count} times; expected once.");
            if (values.Count == 1)
                request.TrySetText(name, values[0]);
        }

        foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
        {
            var values = parameters[name];
            if (values.Count > 1)
                return ReadRequest.Rejected($"\"{name}\" is given {values.Count} times; expected once.");
            if (values.Count == 0 || string.IsNullOrEmpty(values[0]))
                continue;
            if (!TryParse(values[0]!, out var element))
                return ReadRequest.Rejected($"\"{name}\" is not valid JSON.");
            if (!request.TrySetMap(name, element))
                return ReadRequest.Rejected(NotAMap(name, element.ValueKind));
        }

        return Complete(request);
    }

    /// <summary>
    /// Whether a string escapes half of a surrogate pair, which JSON allows and no text can hold. The bytes are valid UTF-8, so that
    /// only an escape can write one.
    /// </summary>
    private static bool HasBrokenText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
            return false;
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static ReadRequest ReadSingle(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        var request = new RequestParameters();
        var problem = ReadObject(ref reader, source, request);
        return problem is null ? Complete(request) : ReadRequest.Rejected(problem);
    }

    private static ReadRequest Complete(RequestParameters request) => request.IsComplete
        ? ReadRequest.Of(request)
        : ReadRequest.Rejected("\"query\" is missing; expected a string with a GraphQL document.");

    private static ReadRequest ReadBatch(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, int maxBatchSize)
    {
        if (maxBatchSize == 0)
            return ReadRequest.Rejected("The body is a list of requests, and this server takes one request at a time; expected a JSON object.");
        var requests = new List<RequestParameters>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return ReadRequest.Rejected($"Item {requests.Count} of the list is not a JSON object; expected {{ \"query\": ... }}.");
            if (requests.Count == maxBatchSize)
                return ReadRequest.Rejected($"The list has more than {maxBatchSize} requests, the most that this server takes at once.");
            var single = ReadSingle(ref reader, source);
            if (single.Request is null)
                return ReadRequest.Rejected($"Item {requests.Count} of the list: {single.Rejection!.Message}");
            requests.Add(single.Request);
        }

        return requests.Count == 0 ? ReadRequest.Rejected("The list is empty; expected at least one request.") : ReadRequest.OfBatch(requests);
    }

    /// <summary>Reads from the opening to the closing brace; unknown properties are skipped, as the specification asks.</summary>
    private static string? ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, RequestParameters request)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            switch (name)
            {
                case "query" or "operationName" or "documentId" or "id":
                    if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                        return $"\"{name}\" is {Describe(reader.TokenType)}; expected a string.";
                    if (!TrySetText(ref reader, source, request, name))
                        return $"\"{name}\" is given twice; expected once.";
                    break;
                case "variables" or "extensions":
                    var kind = reader.TokenType;
                    if (kind is not (JsonTokenType.StartObject or JsonTokenType.Null))
                        return $"\"{name}\" is {Describe(kind)}; expected a JSON object.";
                    if (kind == JsonTokenType.StartObject && !request.TrySetMap(name, JsonElement.ParseValue(ref reader)))
                        return $"\"{name}\" is given twice; expected once.";
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return null;
    }

    private static bool TrySetText(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, RequestParameters request, string name)
    {
        var isInPlace = name == "query" && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
        return isInPlace && reader.ValueSpan.Length > 0
            ? request.TrySetQuery(source.Slice(checked((int)reader.TokenStartIndex) + 1, reader.ValueSpan.Length))
            : request.TrySetText(name, reader.GetString());
    }

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("query"u8))
            return "query";
        if (reader.ValueTextEquals("variables"u8))
            return "variables";
        if (reader.ValueTextEquals("operationName"u8))
            return "operationName";
        if (reader.ValueTextEquals("extensions"u8))
            return "extensions";
        if (reader.ValueTextEquals("documentId"u8))
            return "documentId";
        return reader.ValueTextEquals("id"u8) ? "id" : null;
    }

    private static bool TryParse(string json, out JsonElement element)
    {
        try
        {
            element = JsonElement.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            element = default;
            return false;
        }
    }

    private static string NotAMap(string name, JsonValueKind kind) => $"\"{name}\" is {Describe(kind)}; expected a JSON object.";

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.Number => "a number",
        JsonTokenType.String => "a string",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "missing",
    };

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "missing",
    };
}
