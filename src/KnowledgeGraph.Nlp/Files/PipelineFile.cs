using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnowledgeGraph.Nlp.Files;

/// <summary>What <c>pipeline.json</c> holds, field by field.</summary>
internal sealed record PipelineFile(
    string Name,
    string Version,
    TokenizerSettings Tokenizer,
    Dictionary<string, ulong> Symbols,
    Dictionary<string, string> BaseNorms,
    Dictionary<string, string> LexemeNorms,
    EmbeddingSettings Tok2vec,
    EmbeddingSettings NerTok2vec,
    string[] TaggerLabels,
    TransitionLists Moves,
    AttributeRule[] AttributeRules,
    LemmaTables Lemmatizer)
{
    /// <exception cref="InvalidDataException">Not this model's file; the message names it.</exception>
    public static PipelineFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize(stream, PipelineJson.Default.PipelineFile) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a pipeline description of this program: {e.Message}", e);
        }
    }
}

/// <param name="Prefix">Regular expression of what is split off a chunk's beginning.</param>
/// <param name="Suffix">... off its end.</param>
/// <param name="Infix">... between the two parts of what remains.</param>
/// <param name="Url">What is never split.</param>
/// <param name="SpecialCases">Chunks with a split of their own.</param>
internal sealed record TokenizerSettings(
    string Prefix, string Suffix, string Infix, string Url, Dictionary<string, SpecialCaseToken[]> SpecialCases);

internal sealed record SpecialCaseToken(string Orth, string? Norm = null);

/// <param name="Attrs">Embedding tables in the order in which their sums are concatenated.</param>
/// <param name="Seeds">Hash seed of each table.</param>
internal sealed record EmbeddingSettings(string[] Attrs, Dictionary<string, uint> Seeds);

/// <summary>Transitions in the order of the scorers' outputs: a kind, and after a dash its label.</summary>
internal sealed record TransitionLists(string[] Parser, string[] Ner);

/// <param name="Patterns">Alternatives, each one condition set a token.</param>
/// <param name="Attrs">What is set where one matches.</param>
/// <param name="Index">Which token of the match it is set on; negative counts from the end.</param>
internal sealed record AttributeRule(
    Dictionary<string, JsonElement>[][] Patterns, Dictionary<string, string> Attrs, int Index = 0);

/// <summary>By part of speech in lower case: suffix rules, irregular forms, known base forms.</summary>
internal sealed record LemmaTables(
    Dictionary<string, string[][]> Rules, Dictionary<string, Dictionary<string, string[]>> Exceptions,
    Dictionary<string, HashSet<string>> Index);

[JsonSerializable(typeof(PipelineFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class PipelineJson : JsonSerializerContext;
