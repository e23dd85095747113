using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What a metric counts.</summary>
public enum MetricKind
{
    People,
    Things,
    Measure,
}

/// <summary>One row of the metric vocabulary.</summary>
/// <param name="Key">Its name (<c>killed</c>); metrics of things take the counted noun before it (<c>drones_launched</c>).</param>
/// <param name="Whole">Key of the metric of the whole that it is a part of ("476 of 539 were intercepted": 539 were launched); null where the parts say nothing of it.</param>
public sealed record Metric(string Key, MetricKind Kind, string Label, string? Whole);

/// <summary>
/// The vocabulary of <c>schema/ontology/metrics.tsv</c>: which verbs and nouns tell what a number measures. Immutable.
/// </summary>
public sealed class MetricVocabulary
{
    private readonly FrozenDictionary<string, Metric> _byPatient, _bySubject, _byNoun;

    private MetricVocabulary(Dictionary<string, Metric> byPatient, Dictionary<string, Metric> bySubject, Dictionary<string, Metric> byNoun, IReadOnlyList<Metric> all)
    {
        _byPatient = byPatient.ToFrozenDictionary();
        _bySubject = bySubject.ToFrozenDictionary();
        _byNoun = byNoun.ToFrozenDictionary();
        All = all;
    }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<Metric> All { get; }

    /// <summary>The metrics whose verb counts what it acts on (<paramref name="isSubject"/> false) or who does it (true).</summary>
    public Metric? OfVerb(string lemma, bool isSubject) => (isSubject ? _bySubject : _byPatient).GetValueOrDefault(lemma);

    /// <summary>The metric of a noun that carries the number itself ("toll", "deaths").</summary>
    public Metric? OfNoun(string lemma) => _byNoun.GetValueOrDefault(lemma);

    /// <summary>Reads the file's lines; <see cref="FormatException"/> names the line that is wrong.</summary>
    public static MetricVocabulary Parse(IEnumerable<string> lines)
    {
        Dictionary<string, Metric> byPatient = [], bySubject = [], byNoun = [];
        var all = new List<Metric>();
        var number = 0;
        var header = false;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            if (!header)
            {
                header = true;
                if (line != "metric\tkind\tverbs\tnouns\tlabel\twhole") throw new FormatException($"metrics.tsv, line {number}: expected the header metric, kind, verbs, nouns, label, whole.");
                continue;
            }
            if (cells.Length != 6) throw new FormatException($"metrics.tsv, line {number}: expected 6 cells, found {cells.Length}.");
            if (!Enum.TryParse<MetricKind>(cells[1], ignoreCase: true, out var kind)) throw new FormatException($"metrics.tsv, line {number}: '{cells[1]}' is not people, things or measure.");
            var metric = new Metric(cells[0], kind, cells[4], cells[5].Length == 0 ? null : cells[5]);
            all.Add(metric);
            foreach (var verb in cells[2].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                if (verb.EndsWith('*')) bySubject.TryAdd(verb[..^1], metric);
                else byPatient.TryAdd(verb, metric);
            }
            foreach (var noun in cells[3].Split('|', StringSplitOptions.RemoveEmptyEntries)) byNoun.TryAdd(noun, metric);
        }
        return new(byPatient, bySubject, byNoun, all);
    }
}
