using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>A search in words and phrases, and where they stand in a text: the same for every store, so that highlights are too.</summary>
internal sealed class SearchQuery
{
    public const int LongestText = 1000;
    private const int MostTerms = 32;
    private const int SnippetLength = 240;

    /// <param name="Words">Folded words that stand together; one for a single word.</param>
    /// <param name="IsPrefix">Whether the last word may go on.</param>
    public sealed record Term(IReadOnlyList<string> Words, bool IsPrefix);

    private SearchQuery(IReadOnlyList<Term> terms) => Terms = terms;

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Reads what a person typed. <see cref="GraphRequestException"/> where it is too long or has no word in it.</summary>
    public static SearchQuery Parse(string text, bool prefix)
    {
        if (text.Length > LongestText) throw new GraphRequestException($"The search text has {text.Length} characters: expected {LongestText} at most.");
        var terms = new List<Term>();
        var parts = text.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            var quoted = i % 2 == 1 && i < parts.Length - 1;
            var words = Words(parts[i]).ToList();
            if (quoted) { if (words.Count > 0) terms.Add(new([.. words.Select(word => word.Folded)], false)); }
            else
                foreach (var (folded, span) in words)
                    terms.Add(new([folded], span.End < parts[i].Length && parts[i][span.End] == '*'));
        }
        if (terms.Count is 0 or > MostTerms) throw new GraphRequestException(terms.Count == 0 ? "The search text has no word in it." : $"The search text has more than {MostTerms} words.");
        if (prefix && terms[^1].Words.Count == 1) terms[^1] = terms[^1] with { IsPrefix = true };
        return new(terms);
    }

    /// <summary>The folded words of a text with blanks between; the letter U+E000, which no text has, stays as a word that no phrase reaches across.</summary>
    internal static string Folded(string text) =>
        string.Join(" \uE000 ", text.Split('\uE000').Select(part => string.Join(' ', Words(part).Select(word => word.Folded))));

    /// <summary>Whether all terms stand in a folded text.</summary>
    /// <param name="whole">Whether no word may go on.</param>
    internal bool IsIn(string folded, bool whole = false)
    {
        var words = folded.Split(' ').Select(word => (word, default(TextSpan))).ToList();
        return Terms.All(term => Enumerable.Range(0, words.Count).Any(at => Matches(whole ? term with { IsPrefix = false } : term, words, at)));
    }

    /// <summary>The matched stretches of a text, in order, without overlap.</summary>
    public List<TextSpan> Find(string text)
    {
        var words = Words(text).ToList();
        var spans = new List<TextSpan>();
        for (var i = 0; i < words.Count; i++)
            foreach (var term in Terms)
                if (Matches(term, words, i))
                {
                    var span = new TextSpan(words[i].Span.Start, words[i + term.Words.Count - 1].Span.End);
                    if (spans.Count == 0 || spans[^1].End <= span.Start) spans.Add(span);
                }
        return spans;
    }

    /// <summary>The stretch of a text with most matches, and the matches as spans of it.</summary>
    public (string Snippet, IReadOnlyList<TextSpan> Highlights) Snip(string text)
    {
        var spans = Find(text);
        if (text.Length <= SnippetLength) return (text, spans);
        if (spans.Count == 0) return (text[..Boundary(text, SnippetLength)], []);
        var best = spans.MaxBy(span => (spans.Count(other => other.Start >= span.Start && other.End <= span.Start + SnippetLength - 40), -span.Start));
        var start = Math.Max(0, Math.Min(best.Start - 40, text.Length - SnippetLength));
        while (start > 0 && start < best.Start && !char.IsWhiteSpace(text[start - 1])) start++;
        var end = Boundary(text, Math.Min(text.Length, start + SnippetLength));
        return (text[start..end], [.. spans.Where(span => span.Start >= start && span.End <= end).Select(span => new TextSpan(span.Start - start, span.End - start))]);
    }

    private static int Boundary(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static bool Matches(Term term, List<(string Folded, TextSpan Span)> words, int at)
    {
        if (at + term.Words.Count > words.Count) return false;
        for (var k = 0; k < term.Words.Count; k++)
        {
            var last = k == term.Words.Count - 1;
            if (last && term.IsPrefix ? !words[at + k].Folded.StartsWith(term.Words[k], StringComparison.Ordinal) : words[at + k].Folded != term.Words[k]) return false;
        }
        return true;
    }

    // As the full-text index cuts them: letters and digits make words, case and marks above letters do not count.
    private static IEnumerable<(string Folded, TextSpan Span)> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || (start >= 0 && char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark));
            if (inside && start < 0) start = i;
            if (!inside && start >= 0)
            {
                yield return (Fold(text.AsSpan(start, i - start)), new(start, i));
                start = -1;
            }
        }
    }

    private static string Fold(ReadOnlySpan<char> word)
    {
        var ascii = true;
        foreach (var c in word) ascii &= c < 0x80;
        if (ascii) return word.ToString().ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var c in word)
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) folded.Append(LetterMarks.Without(c));
        return folded.ToString();
    }
}
