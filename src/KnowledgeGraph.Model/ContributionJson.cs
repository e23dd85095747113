using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnowledgeGraph.Model;

/// <summary>Contributions as JSON lines: one object a line, camel case, in the records' order of properties.</summary>
public static class ContributionJson
{
    /// <summary>The options that read and write every record of the model.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    public static string Write(Contribution contribution) => JsonSerializer.Serialize(contribution, Options);

    /// <summary>Reads one line; <see cref="JsonException"/> says where it is not a contribution.</summary>
    public static Contribution Read(string line) =>
        JsonSerializer.Deserialize<Contribution>(line, Options) ?? throw new JsonException("Expected a contribution, found null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = false,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new PartialDateConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            PartialDate.TryParse(reader.GetString(), out var date) ? date : throw new JsonException("Expected a date such as 2025-07-04, 2025-07 or 2025.");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
