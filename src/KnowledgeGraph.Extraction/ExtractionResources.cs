using KnowledgeGraph.Extraction.Claims;

namespace KnowledgeGraph.Extraction;

/// <summary>The data that extraction works with, loaded once and immutable: ontology, lexicon, gazetteer.</summary>
public sealed class ExtractionResources
{
    /// <summary>What numbers measure.</summary>
    public required MetricVocabulary Metrics { get; init; }

    /// <summary>Lexicon and ontology of quotes, events and relations.</summary>
    public required FactResources Facts { get; init; }

    /// <summary>Reads the folders <c>models</c> and <c>schema</c> beside the program, or below <paramref name="folder"/>.</summary>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="FormatException">A file is not of its form; the message names file and line.</exception>
    public static ExtractionResources Load(string? folder = null)
    {
        var root = folder ?? AppContext.BaseDirectory;
        return new()
        {
            Facts = FactResources.Load(root),
            Metrics = MetricVocabulary.Parse(File.ReadLines(Path.Combine(root, "schema", "ontology", "metrics.tsv"))),
        };
    }
}
