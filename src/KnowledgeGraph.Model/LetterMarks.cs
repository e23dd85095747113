using System.Collections.Frozen;

namespace KnowledgeGraph.Model;

/// <summary>
/// Letters without the marks above and below them, from the table <c>marks.tsv</c> (Unicode decompositions). The runtime's own decomposition
/// needs ICU, which this program does without.
/// </summary>
public static class LetterMarks
{
    private static readonly FrozenDictionary<char, string> Plain = Read();

    /// <summary>A letter in lower case without its marks, in its own alphabet; itself where there is nothing to take away.</summary>
    public static string Without(char letter)
    {
        var small = char.ToLowerInvariant(letter);
        return small < '\u0080' || !Plain.TryGetValue(small, out var plain) ? small.ToString() : plain;
    }

    private static FrozenDictionary<char, string> Read()
    {
        using var stream = typeof(LetterMarks).Assembly.GetManifestResourceStream("marks.tsv")
            ?? throw new InvalidOperationException("The table marks.tsv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var plain = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [{ Length: 1 } letter, var without]) plain[letter[0]] = without;
        return plain.ToFrozenDictionary();
    }
}
