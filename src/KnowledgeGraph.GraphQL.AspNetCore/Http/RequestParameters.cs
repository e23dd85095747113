using System.Text.Json;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>What a client asked for, checked for its form only. Source: GraphQL over HTTP, "Request Parameters".</summary>
internal sealed class RequestParameters
{
    private string? _operationName;
    private string? _documentId;
    private JsonElement _variables;
    private JsonElement _extensions;

    /// <summary>The document, where it is not <see cref="QueryUtf8"/>.</summary>
    public string? Query { get; private set; }

    /// <summary>The document as part of the body that it was read from, which must live as long.</summary>
    public ReadOnlyMemory<byte> QueryUtf8 { get; private set; }

    public bool HasDocument => Query is not null || !QueryUtf8.IsEmpty;

    /// <summary>
    /// The id of a trusted document, given in place of a document; Apollo's clients also send it beside one, for servers that learn
    /// documents from their clients, which this one does not.
    /// </summary>
    public string? DocumentId => _documentId ?? PersistedQueryHash();

    public string? OperationName => string.IsNullOrEmpty(_operationName) ? null : _operationName;

    /// <summary>A JSON object, or undefined.</summary>
    public JsonElement Variables => _variables;

    /// <summary>A JSON object, or undefined.</summary>
    public JsonElement Extensions => _extensions;

    /// <summary>Whether there is anything to execute.</summary>
    public bool IsComplete => HasDocument || DocumentId is not null;

    /// <summary>False where there is a document already.</summary>
    public bool TrySetQuery(ReadOnlyMemory<byte> utf8)
    {
        if (HasDocument)
            return false;
        QueryUtf8 = utf8;
        return true;
    }

    /// <summary>False where the parameter already has a value.</summary>
    public bool TrySetText(string name, string? value)
    {
        if (name == "query")
        {
            if (HasDocument)
                return false;
            Query = value;
            return true;
        }

        ref var slot = ref (name == "operationName" ? ref _operationName : ref _documentId);
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

    private string? PersistedQueryHash() =>
        _extensions.ValueKind == JsonValueKind.Object
        && _extensions.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind == JsonValueKind.Object
        && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;
}
