using KnowledgeGraph.Extraction.Claims;
using KnowledgeGraph.Extraction.Coreference;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction;

/// <summary>The data that extraction works with, loaded once and immutable: ontology, lexicon, gazetteer.</summary>
public sealed record ExtractionResources
{
    /// <summary>What numbers measure.</summary>
    public required MetricVocabulary Metrics { get; init; }

    /// <summary>Lexicon and ontology of quotes, events and relations.</summary>
    public required FactResources Facts { get; init; }

    /// <summary>Places, countries, demonyms, lists of personal names.</summary>
    public required Gazetteer Gazetteer { get; init; }

    /// <summary>What nouns and the words of names show.</summary>
    public required NameLexicon Names { get; init; }

    /// <summary>Follows pronouns and descriptions; null to link by names and roles only.</summary>
    public required CoreferenceModel? Coreference { get; init; }

    /// <summary>How often facts of a confidence were right; null to keep what the extractors say.</summary>
    public required ConfidenceTable? Confidence { get; init; }

    /// <summary>Reads the folders <c>models</c> and <c>schema</c> beside the program, or below <paramref name="folder"/>.</summary>
    /// <param name="vectors">The word vectors of the language model that the documents come from.</param>
    /// <param name="folder">The folder that holds <c>models</c> and <c>schema</c>; null for the program's own.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="FormatException">A file is not of its form; the message names file and line.</exception>
    public static ExtractionResources Load(WordVectors vectors, string? folder = null)
    {
        var root = folder ?? AppContext.BaseDirectory;
        return new()
        {
            Facts = FactResources.Load(root),
            Gazetteer = Gazetteer.Load(Path.Combine(root, "models", "gazetteer")),
            Names = NameLexicon.Load(Path.Combine(root, "models", "gazetteer")),
            Coreference = CoreferenceModel.Load(Path.Combine(root, "models", "coref"), vectors),
            Confidence = ConfidenceTable.Load(Path.Combine(root, "models", "calibration", "calibration.tsv")),
            Metrics = MetricVocabulary.Parse(File.ReadLines(Path.Combine(root, "schema", "ontology", "metrics.tsv"))),
        };
    }
}
