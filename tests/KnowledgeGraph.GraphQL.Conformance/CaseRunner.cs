using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Conformance;

/// <summary>
/// Answers one case at a time, field for field as graphql-js 16 would.
/// In: <c>{"id","schema","query","operationName"?,"variables"?,"root"?,"rules"?}</c>. Out: the id and one of <c>syntaxError</c>,
/// <c>validationErrors</c>, <c>result</c>, <c>schemaErrors</c> (the schema itself is broken), <c>caseError</c> (the line is).
/// With <c>"print": true</c> the query is only read and written again, with <c>"sdl": true</c> it is checked as type system
/// definitions, with <c>"printSchema": true</c> the schema is built and written again; the answer is in <c>print</c>.
/// </summary>
sealed class CaseRunner
{
    // Differential runs send documents that a server would refuse for their size.
    static readonly ParserOptions Generous = new() { MaxTokens = int.MaxValue, MaxDocumentBytes = int.MaxValue, MaxDepth = 1000 };

    static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 5000 };

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Many cases in a row share a schema.
    (string Sdl, Schema Schema)? _lastSchema;

    /// <summary>The answer to a line, without a line end. A case that cannot be answered says so and leaves the others alone.</summary>
    public async Task<string> RunAsync(string line)
    {
        JsonElement? id = null;
        try
        {
            using var document = JsonDocument.Parse(line, DeepJson);
            if (document.RootElement.TryGetProperty("id", out var given))
                id = given.Clone();
            return await WriteAsync(id, json => AnswerAsync(document.RootElement, json));
        }
        catch (Exception error)
        {
            return await WriteAsync(id, json =>
            {
                json.WriteString("caseError", $"Expected a JSON object with \"schema\" and \"query\": {error.Message}");
                return Task.CompletedTask;
            });
        }
    }

    static async Task<string> WriteAsync(JsonElement? id, Func<Utf8JsonWriter, Task> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            if (id is { } known)
            {
                json.WritePropertyName("id");
                known.WriteTo(json);
            }
            await write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    async Task AnswerAsync(JsonElement @case, Utf8JsonWriter json)
    {
        if (Parse(@case, json) is not { } document)
            return;
        if (IsTrue(@case, "print"))
            json.WriteString("print", Printer.Print(document));
        else if (IsTrue(@case, "sdl"))
            WriteErrors("validationErrors", Validator.ValidateSdl(document), json);
        else if (BuildSchema(@case, json) is { } schema)
            await AnswerAsync(@case, schema, document, json);
    }

    static async Task AnswerAsync(JsonElement @case, Schema schema, DocumentNode document, Utf8JsonWriter json)
    {
        if (IsTrue(@case, "printSchema"))
        {
            json.WriteString("print", SchemaPrinter.Print(schema));
            return;
        }
        var errors = Validator.Validate(schema, document, new ValidationOptions { Rules = RulesOf(@case) });
        if (errors.Count > 0)
        {
            WriteErrors("validationErrors", errors, json);
            return;
        }
        var executor = new RequestExecutor(schema, ExecutorOptions());
        var request = new GraphQLRequest
        {
            Query = TextOf(@case.GetProperty("query")),
            OperationName = @case.TryGetProperty("operationName", out var name) ? name.GetString() : null,
            Variables = @case.TryGetProperty("variables", out var variables) ? variables : default,
            RootValue = @case.TryGetProperty("root", out var root) && root.ValueKind != JsonValueKind.Null ? root : null,
        };
        using var result = (OperationResult)await executor.ExecuteAsync(request);
        json.WritePropertyName("result");
        json.WriteRawValue(WithData(result), skipInputValidation: true);
    }

    /// <summary>
    /// The response. Without a root type for the operation the specification says that there is no data; graphql-js finds out while
    /// it executes, and says that the data is null.
    /// </summary>
    static string WithData(OperationResult result)
    {
        var text = result.ToJson();
        var lacksRootType = !result.HasData && result.Errors is [{ Code: ExecutionErrorCodes.OperationResolutionFailure, Locations.IsEmpty: false }];
        return lacksRootType ? text[..^1] + ",\"data\":null}" : text;
    }

    static RequestExecutorOptions ExecutorOptions() => new()
    {
        Parser = Generous,
        Validation = new ValidationOptions { Rules = [] },
        IncludeErrorCodes = false,
        ExecutesSubscriptionsOnce = true,
        Limits = new()
        {
            MaxDepth = int.MaxValue,
            MaxRootFields = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxDirectives = int.MaxValue,
            MaxFields = int.MaxValue,
            MaxTypeCost = double.MaxValue,
            MaxFieldCost = double.MaxValue,
        },
    };

    static DocumentNode? Parse(JsonElement @case, Utf8JsonWriter json)
    {
        try
        {
            return Parser.Parse(TextOf(@case.GetProperty("query")), Generous);
        }
        catch (GraphQLException error)
        {
            json.WritePropertyName("syntaxError");
            WriteError(error.Errors[0], json);
            return null;
        }
    }

    Schema? BuildSchema(JsonElement @case, Utf8JsonWriter json)
    {
        var sdl = @case.GetProperty("schema").GetString()!;
        if (_lastSchema is { } last && last.Sdl == sdl)
            return last.Schema;
        try
        {
            var schema = Schema.FromSdl(sdl);
            _lastSchema = (sdl, schema);
            return schema;
        }
        catch (SchemaException error)
        {
            WriteSchemaErrors(error.Errors, json);
            return null;
        }
        catch (GraphQLException error)
        {
            WriteSchemaErrors([error.Message], json);
            return null;
        }
    }

    static void WriteSchemaErrors(IEnumerable<string> messages, Utf8JsonWriter json)
    {
        json.WriteStartArray("schemaErrors");
        foreach (var message in messages)
            json.WriteStringValue(message);
        json.WriteEndArray();
    }

    static IReadOnlyList<ValidationRule> RulesOf(JsonElement @case)
    {
        if (!@case.TryGetProperty("rules", out var names) || names.ValueKind == JsonValueKind.Null)
            return SpecifiedRules.All;
        return [.. names.EnumerateArray().Select(name =>
            SpecifiedRules.Find(name.GetString()!) ?? throw new InvalidOperationException($"There is no rule \"{name}\"."))];
    }

    static void WriteErrors(string property, IEnumerable<GraphQLError> errors, Utf8JsonWriter json)
    {
        json.WriteStartArray(property);
        foreach (var error in errors)
            WriteError(error, json);
        json.WriteEndArray();
    }

    static void WriteError(GraphQLError error, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        WriteLocations(error.Locations, json);
        json.WriteEndObject();
    }

    static void WriteLocations(ImmutableArray<SourceLocation> locations, Utf8JsonWriter json)
    {
        if (locations.IsEmpty)
            return;
        json.WriteStartArray("locations");
        foreach (var location in locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line", location.Line);
            json.WriteNumber("column", location.Column);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static bool IsTrue(JsonElement @case, string property) =>
        @case.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The string with lone surrogates, which JSON can write as \ud800 and <see cref="JsonElement.GetString"/> refuses.</summary>
    static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException) when (text.ValueKind == JsonValueKind.String)
        {
            return JsonText.Unescape(text.GetRawText());
        }
    }
}
