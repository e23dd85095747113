using System.Globalization;
using System.Numerics;
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
    public sealed record Term(IReadOnlyList<string> Words, bool IsPrefix)
    {
        /// <summary>The words with blanks between, as <see cref="Folded"/> has them.</summary>
        public string Text { get; } = string.Join(' ', Words);
    }

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

    /// <summary>A letter that no text has. Between two texts an index takes it for a word, so that no phrase reaches from one into the next; with it, a phrase reaches to where one begins or ends.</summary>
    internal const char Parting = '\uE000';

    /// <summary>What stands between texts that are indexed as one.</summary>
    internal static readonly string Between = $" {Parting} ";

    /// <summary>The folded words of a text with blanks between; <see cref="Parting"/> stays as a word.</summary>
    internal static string Folded(string text)
    {
        if (!Ascii.IsValid(text)) return string.Join(Between, text.Split(Parting).Select(part => string.Join(' ', Words(part).Select(word => word.Folded))));
        var folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return folded[..FoldAscii(text.AsSpan(), folded)].ToString();
    }

    /// <summary>The same of a text in ASCII, as nearly all names of some thousands that match are: into as many letters at most as it has. How many it is.</summary>
    /// <typeparam name="T">A byte or a char.</typeparam>
    internal static int FoldAscii<T>(ReadOnlySpan<T> text, Span<char> folded) where T : unmanaged, IBinaryInteger<T>
    {
        var (length, inside) = (0, false);
        foreach (var letter in text)
        {
            var c = (char)ushort.CreateTruncating(letter);
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (!inside && length > 0) folded[length++] = ' ';
                folded[length++] = char.ToLowerInvariant(c);
            }
            inside = char.IsAsciiLetterOrDigit(c);
        }
        return length;
    }

    /// <summary>Whether all terms stand in a folded text.</summary>
    /// <param name="whole">Whether no word may go on.</param>
    internal bool IsIn(ReadOnlySpan<char> folded, bool whole = false)
    {
        foreach (var term in Terms)
            if (!Stands(term.Text, folded, term.IsPrefix && !whole)) return false;
        return true;
    }

    private static bool Stands(string words, ReadOnlySpan<char> folded, bool mayGoOn)
    {
        for (var from = 0; folded[from..].IndexOf(words, StringComparison.Ordinal) is >= 0 and var found; from += found + 1)
        {
            var (start, end) = (from + found, from + found + words.Length);
            if ((start == 0 || folded[start - 1] == ' ') && (mayGoOn || end == folded.Length || folded[end] == ' ')) return true;
        }
        return false;
    }

    /// <summary>The matched stretches of a text, in order, without overlap.</summary>
    public List<TextSpan> Find(string text)
    {
        var words = Spans(text);
        var spans = new List<TextSpan>();
        for (var i = 0; i < words.Count; i++)
            foreach (var term in Terms)
                if (Matches(term, text, words, i))
                {
                    var span = new TextSpan(words[i].Start, words[i + term.Words.Count - 1].End);
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

    private static bool Matches(Term term, string text, List<TextSpan> words, int at)
    {
        if (at + term.Words.Count > words.Count) return false;
        for (var k = 0; k < term.Words.Count; k++)
            if (!Is(text.AsSpan(words[at + k].Start, words[at + k].Length), term.Words[k], term.IsPrefix && k == term.Words.Count - 1)) return false;
        return true;
    }

    private static bool Is(ReadOnlySpan<char> word, string folded, bool mayGoOn)
    {
        if (!Ascii.IsValid(word)) return Fold(word) is var own && (mayGoOn ? own.StartsWith(folded, StringComparison.Ordinal) : own == folded);
        return (mayGoOn ? word.Length >= folded.Length : word.Length == folded.Length) && Ascii.EqualsIgnoreCase(word[..folded.Length], folded);
    }

    // As the full-text index cuts them: letters and digits make words, case and marks above letters do not count.
    private static List<TextSpan> Spans(string text)
    {
        var spans = new List<TextSpan>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || (start >= 0 && char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark));
            if (inside && start < 0) start = i;
            if (!inside && start >= 0)
            {
                spans.Add(new(start, i));
                start = -1;
            }
        }
        return spans;
    }

    private static IEnumerable<(string Folded, TextSpan Span)> Words(string text) => Spans(text).Select(span => (Fold(text.AsSpan(span.Start, span.Length)), span));

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
