using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What a metric counts.</summary>
public enum MetricKind
{
    People,
    Things,
    Measure,
    Money,
}

/// <summary>One row of the metric vocabulary.</summary>
/// <param name="Key">Its name (<c>killed</c>); metrics of things take the counted noun before it (<c>drones_launched</c>).</param>
/// <param name="Kinds">Kinds of happenings that it measures where the sentence names none; empty where it then measures nothing.</param>
/// <param name="Whole">Key of the metric of the whole that it is a part of ("476 of 539 were intercepted": 539 were launched); null where the parts say nothing of it.</param>
public sealed record Metric(string Key, MetricKind Kind, string Label, string? Whole, IReadOnlyList<string> Kinds);

/// <summary>
/// The vocabulary of <c>schema/ontology/metrics.tsv</c>: which verbs and nouns tell what a number measures. Immutable.
/// </summary>
public sealed class MetricVocabulary
{
    private readonly FrozenDictionary<string, Metric> _byPatient, _bySubject, _byNoun, _byKey;
    private readonly FrozenDictionary<string, (Metric Metric, bool IsSubject, FrozenSet<string> Words)[]> _byVerbAndWord;
    private readonly FrozenDictionary<string, Metric> _moneyByVerb, _moneyByNoun;

    private MetricVocabulary(Rows rows)
    {
        _byPatient = rows.ByPatient.ToFrozenDictionary();
        _bySubject = rows.BySubject.ToFrozenDictionary();
        _byNoun = rows.ByNoun.ToFrozenDictionary();
        _byVerbAndWord = rows.ByVerbAndWord.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        _moneyByVerb = rows.MoneyByVerb.ToFrozenDictionary();
        _moneyByNoun = rows.MoneyByNoun.ToFrozenDictionary();
        _byKey = rows.All.ToFrozenDictionary(metric => metric.Key);
        All = rows.All;
    }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<Metric> All { get; }

    /// <summary>The metric of a key; null where the vocabulary has none such.</summary>
    public Metric? OfKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The metrics whose verb counts what it acts on (<paramref name="isSubject"/> false) or who does it (true).</summary>
    public Metric? OfVerb(string lemma, bool isSubject) => (isSubject ? _bySubject : _byPatient).GetValueOrDefault(lemma);

    /// <summary>The metric that asks for one of the words beside the verb ("vote against", "join a march").</summary>
    public Metric? OfVerbWith(string lemma, bool isSubject, IReadOnlyCollection<string> words)
    {
        foreach (var (metric, counts, asked) in _byVerbAndWord.GetValueOrDefault(lemma) ?? [])
            if (counts == isSubject && words.Any(asked.Contains)) return metric;
        return null;
    }

    /// <summary>The metric of a noun that carries the number itself ("toll", "deaths").</summary>
    public Metric? OfNoun(string lemma) => _byNoun.GetValueOrDefault(lemma);

    /// <summary>What a sum of money is, by the verb that it is paid, saved or cost with.</summary>
    public Metric? OfMoneyVerb(string lemma) => _moneyByVerb.GetValueOrDefault(lemma);

    /// <summary>What a sum of money is, by the noun that it belongs to ("savings", "deal").</summary>
    public Metric? OfMoneyNoun(string lemma) => _moneyByNoun.GetValueOrDefault(lemma);

    /// <summary>Reads the file's lines; <see cref="FormatException"/> names the line that is wrong.</summary>
    public static MetricVocabulary Parse(IEnumerable<string> lines)
    {
        var rows = new Rows();
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
                if (line != "metric\tkind\tverbs\tnouns\tlabel\twhole\tkinds") throw new FormatException($"metrics.tsv, line {number}: expected the header metric, kind, verbs, nouns, label, whole, kinds.");
                continue;
            }
            if (cells.Length != 7) throw new FormatException($"metrics.tsv, line {number}: expected 7 cells, found {cells.Length}.");
            if (!Enum.TryParse<MetricKind>(cells[1], ignoreCase: true, out var kind)) throw new FormatException($"metrics.tsv, line {number}: '{cells[1]}' is not people, things, measure or money.");
            rows.Add(new(cells[0], kind, cells[4], cells[5].Length == 0 ? null : cells[5], Values(cells[6])), Values(cells[2]), Values(cells[3]));
        }
        return new(rows);
    }

    private static string[] Values(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Rows
    {
        public Dictionary<string, Metric> ByPatient { get; } = [];

        public Dictionary<string, Metric> BySubject { get; } = [];

        public Dictionary<string, Metric> ByNoun { get; } = [];

        public Dictionary<string, Metric> MoneyByVerb { get; } = [];

        public Dictionary<string, Metric> MoneyByNoun { get; } = [];

        public Dictionary<string, List<(Metric, bool, FrozenSet<string>)>> ByVerbAndWord { get; } = [];

        public List<Metric> All { get; } = [];

        public void Add(Metric metric, string[] verbs, string[] nouns)
        {
            All.Add(metric);
            var money = metric.Kind == MetricKind.Money;
            foreach (var cell in verbs)
            {
                var plus = cell.IndexOf('+', StringComparison.Ordinal);
                var verb = plus < 0 ? cell : cell[..plus];
                var isSubject = verb.EndsWith('*');
                verb = verb.TrimEnd('*');
                if (plus < 0) (money ? MoneyByVerb : isSubject ? BySubject : ByPatient).TryAdd(verb, metric);
                else
                {
                    if (!ByVerbAndWord.TryGetValue(verb, out var list)) ByVerbAndWord[verb] = list = [];
                    list.Add((metric, isSubject, cell[(plus + 1)..].Split(',').ToFrozenSet()));
                }
            }
            foreach (var noun in nouns) (money ? MoneyByNoun : ByNoun).TryAdd(noun, metric);
        }
    }
}
