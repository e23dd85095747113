using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What a metric counts.</summary>
public enum MetricKind
{
    /// <summary>Persons to whom something happened or who did something; the counted noun is the unit.</summary>
    People,

    /// <summary>Things; the counted noun is part of the metric's name.</summary>
    Things,

    /// <summary>Units of measure and shares.</summary>
    Measure,

    /// <summary>A sum of money.</summary>
    Money,

    /// <summary>Whatever the noun: the metric's name alone ("900 jobs", "900 workers" cut).</summary>
    Count,

    /// <summary>Those of a sort that there are ("passengers", "employees"); what is told to become of them is another metric.</summary>
    Group,
}

/// <summary>One row of the metric vocabulary.</summary>
/// <param name="Key">Its name (<c>killed</c>); metrics of things take the counted noun before it (<c>drones_launched</c>).</param>
/// <param name="Kinds">Kinds of happenings that it measures where the sentence names none; empty where it then measures nothing.</param>
/// <param name="Whole">Key of the metric of the whole that it is a part of ("476 of 539 were intercepted": 539 were launched); null where the parts say nothing of it.</param>
/// <param name="HasHolder">Whether it is told of somebody ("the employees of a firm"), who then stands in the claim's metric (<c>employees/acme</c>).</param>
/// <param name="IsApart">Whether what becomes of a group's members is counted apart from what becomes of people (<c>children_killed</c>).</param>
public sealed record Metric(string Key, MetricKind Kind, string Label, string? Whole, IReadOnlyList<string> Kinds, bool HasHolder = false, bool IsApart = false);

/// <summary>
/// The vocabulary of <c>schema/ontology/metrics.tsv</c>: which verbs and nouns tell what a number measures. Of several that a word tells of, the file's
/// first that fits what is counted. Immutable.
/// </summary>
public sealed class MetricVocabulary
{
    private readonly FrozenDictionary<string, Metric[]> _byPatient, _bySubject, _byNoun;
    private readonly FrozenDictionary<string, Metric> _byKey;
    private readonly FrozenDictionary<string, (Metric Metric, bool IsSubject, FrozenSet<string> Words)[]> _byVerbAndWord;
    private readonly FrozenDictionary<string, (Metric Metric, FrozenSet<string> Words)[]> _byNounAndWord;
    private readonly FrozenDictionary<string, string> _sorts;

    private MetricVocabulary(Rows rows)
    {
        _byPatient = Frozen(rows.ByPatient);
        _bySubject = Frozen(rows.BySubject);
        _byNoun = Frozen(rows.ByNoun);
        _byVerbAndWord = Frozen(rows.ByVerbAndWord);
        _byNounAndWord = Frozen(rows.ByNounAndWord);
        _byKey = rows.All.ToFrozenDictionary(metric => metric.Key);
        _sorts = rows.Sorts.ToFrozenDictionary();
        All = rows.All;
    }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<Metric> All { get; }

    /// <summary>The metric of a key; null where the vocabulary has none such.</summary>
    public Metric? OfKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The metric whose verb counts what it acts on (<paramref name="isSubject"/> false) or who does it (true).</summary>
    public Metric? OfVerb(string lemma, bool isSubject, Func<Metric, bool> fits)
    {
        foreach (var metric in (isSubject ? _bySubject : _byPatient).GetValueOrDefault(lemma) ?? [])
            if (fits(metric)) return metric;
        return null;
    }

    /// <summary>Whether any metric is told by the verb alone.</summary>
    public bool HasVerb(string lemma) => _byPatient.ContainsKey(lemma) || _bySubject.ContainsKey(lemma);

    /// <summary>The metric that asks for one of the words beside the verb ("vote against", "join a march").</summary>
    public Metric? OfVerbWith(string lemma, bool isSubject, IReadOnlyCollection<string> words, Func<Metric, bool> fits)
    {
        foreach (var (metric, counts, asked) in _byVerbAndWord.GetValueOrDefault(lemma) ?? [])
            if (counts == isSubject && fits(metric) && words.Any(asked.Contains)) return metric;
        return null;
    }

    /// <summary>The metric of a noun that carries the number itself ("toll", "deaths").</summary>
    public Metric? OfNoun(string lemma, Func<Metric, bool> fits)
    {
        foreach (var metric in _byNoun.GetValueOrDefault(lemma) ?? [])
            if (fits(metric)) return metric;
        return null;
    }

    /// <summary>The metric that asks for one of the words beside the noun ("people on board").</summary>
    public Metric? OfNounWith(string lemma, IReadOnlyCollection<string> words)
    {
        foreach (var (metric, asked) in _byNounAndWord.GetValueOrDefault(lemma) ?? [])
            if (words.Any(asked.Contains)) return metric;
        return null;
    }

    /// <summary>The word under which a counted noun is compared ("homes" as "houses").</summary>
    public string SortOf(string noun) => _sorts.GetValueOrDefault(noun, noun);

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
                if (line != "metric\tkind\tverbs\tnouns\tlabel\twhole\tkinds\tholder") throw new FormatException($"metrics.tsv, line {number}: expected the header metric, kind, verbs, nouns, label, whole, kinds, holder.");
                continue;
            }
            if (cells.Length != 8) throw new FormatException($"metrics.tsv, line {number}: expected 8 cells, found {cells.Length}.");
            if (cells[1] == "sort")
            {
                foreach (var noun in Values(cells[3])) rows.Sorts[noun] = cells[0];
                continue;
            }
            if (!Enum.TryParse<MetricKind>(cells[1], ignoreCase: true, out var kind)) throw new FormatException($"metrics.tsv, line {number}: '{cells[1]}' is not people, things, measure, money, count, group or sort.");
            rows.Add(new(cells[0], kind, cells[4], cells[5].Length == 0 ? null : cells[5], Values(cells[6]), cells[7] == "yes", cells[7] == "apart"), Values(cells[2]), Values(cells[3]));
        }
        return new(rows);
    }

    private static string[] Values(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, T[]> Frozen<T>(Dictionary<string, List<T>> lists) => lists.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    private sealed class Rows
    {
        public Dictionary<string, List<Metric>> ByPatient { get; } = [];

        public Dictionary<string, List<Metric>> BySubject { get; } = [];

        public Dictionary<string, List<Metric>> ByNoun { get; } = [];

        public Dictionary<string, List<(Metric, bool, FrozenSet<string>)>> ByVerbAndWord { get; } = [];

        public Dictionary<string, List<(Metric, FrozenSet<string>)>> ByNounAndWord { get; } = [];

        public Dictionary<string, string> Sorts { get; } = [];

        public List<Metric> All { get; } = [];

        public void Add(Metric metric, string[] verbs, string[] nouns)
        {
            All.Add(metric);
            foreach (var cell in verbs)
            {
                var (word, asked) = Split(cell);
                var isSubject = word.EndsWith('*');
                var verb = word.TrimEnd('*');
                if (asked is null) To(isSubject ? BySubject : ByPatient, verb).Add(metric);
                else To(ByVerbAndWord, verb).Add((metric, isSubject, asked));
            }
            foreach (var cell in nouns)
            {
                var (noun, asked) = Split(cell);
                if (asked is null) To(ByNoun, noun).Add(metric);
                else To(ByNounAndWord, noun).Add((metric, asked));
            }
        }

        // "join+march,rally": the second part is what is asked for.
        private static (string Word, FrozenSet<string>? Asked) Split(string cell)
        {
            var plus = cell.IndexOf('+', StringComparison.Ordinal);
            return plus < 0 ? (cell, null) : (cell[..plus], cell[(plus + 1)..].Split(',').ToFrozenSet());
        }

        private static List<T> To<T>(Dictionary<string, List<T>> lists, string key)
        {
            if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
            return list;
        }
    }
}
