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

    /// <summary>One request, or a list of them: a batch.</summary>
    public readonly record struct Outcome(IReadOnlyList<RequestParameters> Requests, bool IsBatch, Rejection? Rejection)
    {
        public static Outcome Of(RequestParameters request) => new([request], false, null);

        public static Outcome Rejected(string message) => new([], false, Rejection.BadRequest(message));

        public static Outcome Rejected(Rejection rejection) => new([], false, rejection);
    }

    /// <summary>Reads a body of JSON. It is valid UTF-8.</summary>
    /// <param name="maxBatchSize">The most requests of a list; 0 refuses lists.</param>
    public static Outcome ReadJson(ReadOnlySpan<byte> utf8, int maxBatchSize)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            if (!reader.Read())
                return Outcome.Rejected("The body is empty; expected a JSON object with a query.");
            var outcome = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadSingle(ref reader),
                JsonTokenType.StartArray => ReadBatch(ref reader, maxBatchSize),
                _ => Outcome.Rejected("The body is not a JSON object; expected { \"query\": ... }."),
            };
            if (outcome.Rejection is null)
                reader.Read();
            return outcome.Rejection is null && HasBrokenText(utf8) ? Outcome.Rejected(BrokenText) : outcome;
        }
        catch (JsonException broken)
        {
            return Outcome.Rejected(utf8.IsEmpty
                ? "The body is empty; expected a JSON object with a query."
                : $"The body is not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return Outcome.Rejected(BrokenText);
        }
    }

    /// <summary>Reads the parameters of a URL; <c>variables</c> and <c>extensions</c> are JSON.</summary>
    public static Outcome ReadQuery(IQueryCollection parameters)
    {
        var draft = new Draft();
        foreach (var name in (ReadOnlySpan<string>)["query", "operationName", "documentId", "id"])
        {
            var values = parameters[name];
            if (values.Count > 1)
                return Outcome.Rejected($"\"{name}\" is given {values.Count} times; expected once.");
            if (values.Count == 1)
                draft.SetText(name, values[0]);
        }

        foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
        {
            var values = parameters[name];
            if (values.Count > 1)
                return Outcome.Rejected($"\"{name}\" is given {values.Count} times; expected once.");
            if (values.Count == 0 || string.IsNullOrEmpty(values[0]))
                continue;
            if (!TryParse(values[0]!, out var element))
                return Outcome.Rejected($"\"{name}\" is not valid JSON.");
            if (!draft.TrySetMap(name, element))
                return Outcome.Rejected(NotAMap(name, element.ValueKind));
        }

        return draft.ToOutcome();
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

    private static Outcome ReadSingle(ref Utf8JsonReader reader)
    {
        var draft = new Draft();
        var rejection = ReadObject(ref reader, draft);
        return rejection is null ? draft.ToOutcome() : Outcome.Rejected(rejection);
    }

    private static Outcome ReadBatch(ref Utf8JsonReader reader, int maxBatchSize)
    {
        if (maxBatchSize == 0)
            return Outcome.Rejected("The body is a list of requests, and this server takes one request at a time; expected a JSON object.");
        var requests = new List<RequestParameters>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return Outcome.Rejected($"Item {requests.Count} of the list is not a JSON object; expected {{ \"query\": ... }}.");
            if (requests.Count == maxBatchSize)
                return Outcome.Rejected($"The list has more than {maxBatchSize} requests, the most that this server takes at once.");
            var single = ReadSingle(ref reader);
            if (single.Rejection is not null)
                return Outcome.Rejected($"Item {requests.Count} of the list: {single.Rejection.Message}");
            requests.Add(single.Requests[0]);
        }

        return requests.Count == 0 ? Outcome.Rejected("The list is empty; expected at least one request.") : new Outcome(requests, true, null);
    }

    /// <summary>Reads from the opening to the closing brace; unknown properties are skipped, as the specification asks.</summary>
    private static string? ReadObject(ref Utf8JsonReader reader, Draft draft)
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
                    if (!draft.SetText(name, reader.GetString()))
                        return $"\"{name}\" is given twice; expected once.";
                    break;
                case "variables" or "extensions":
                    var kind = reader.TokenType;
                    if (kind is not (JsonTokenType.StartObject or JsonTokenType.Null))
                        return $"\"{name}\" is {Describe(kind)}; expected a JSON object.";
                    if (kind == JsonTokenType.StartObject && !draft.TrySetMap(name, JsonElement.ParseValue(ref reader)))
                        return $"\"{name}\" is given twice; expected once.";
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return null;
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

    /// <summary>The parameters met so far.</summary>
    private sealed class Draft
    {
        private string? _query;
        private string? _operationName;
        private string? _documentId;
        private JsonElement _variables;
        private JsonElement _extensions;

        /// <summary>False where the parameter already has a value.</summary>
        public bool SetText(string name, string? value)
        {
            ref var slot = ref _documentId;
            if (name == "query")
                slot = ref _query;
            else if (name == "operationName")
                slot = ref _operationName;
            if (slot is not null)
                return false;
            slot = value;
            return true;
        }

        /// <summary>False where the parameter already has a value, or the value is neither an object nor null.</summary>
        public bool TrySetMap(string name, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Null)
                return true;
            ref var slot = ref (name == "variables" ? ref _variables : ref _extensions);
            if (slot.ValueKind != JsonValueKind.Undefined || value.ValueKind != JsonValueKind.Object)
                return false;
            slot = value;
            return true;
        }

        public Outcome ToOutcome()
        {
            var documentId = _documentId ?? PersistedQueryHash();
            if (_query is null && documentId is null)
                return Outcome.Rejected("\"query\" is missing; expected a string with a GraphQL document.");
            return Outcome.Of(new RequestParameters
            {
                Query = _query,
                DocumentId = documentId,
                OperationName = string.IsNullOrEmpty(_operationName) ? null : _operationName,
                Variables = _variables,
                Extensions = _extensions,
            });
        }

        private string? PersistedQueryHash() =>
            _extensions.ValueKind == JsonValueKind.Object
            && _extensions.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind == JsonValueKind.Object
            && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
                ? hash.GetString()
                : null;
    }
}
