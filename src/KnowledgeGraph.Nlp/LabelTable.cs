namespace KnowledgeGraph.Nlp;

/// <summary>Label strings and their numbers, in order of first use; number 0 is the empty string.</summary>
internal sealed class LabelTable
{
    private readonly Dictionary<string, ushort> _indices = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> _labels = [""];

    /// <exception cref="InvalidOperationException">More than 65,536 different labels.</exception>
    public ushort IndexOf(string label)
    {
        if (_indices.TryGetValue(label, out var index)) return index;
        if (_labels.Count > ushort.MaxValue) throw new InvalidOperationException("More than 65,536 different labels.");
        index = (ushort)_labels.Count;
        _labels.Add(label);
        _indices.Add(label, index);
        return index;
    }

    public string[] ToArray() => [.. _labels];

    public LabelNames ToNames() => new(ToArray());
}

/// <summary>The strings of a finished <see cref="LabelTable"/>.</summary>
internal sealed class LabelNames(string[] names)
{
    private readonly string[] _entityLabels = [.. names.Select(n => n.Length > 2 && n[1] == '-' ? n[2..] : "")];

    public string this[int number] => names[number];

    /// <summary>A B- or I- tag without these two characters.</summary>
    public string EntityLabel(int number) => _entityLabels[number];
}
