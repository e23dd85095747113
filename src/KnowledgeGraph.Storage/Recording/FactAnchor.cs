using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// What a judgement about a fact holds on to: <c>kind:article#n:what|sentence|words</c>. The words are the fact's own (a relation's verb, a quote's content, a claim's
/// number, a role's evidence) and n counts where they stand in the text before; the sentence is a mark of the one around them; what says more by kind (predicate, subject
/// and object; metric; title, person and organisation). It holds where the text before it, the local ids or the bounds of its words change. One without
/// bars is of an older log and names the place of the words: <c>relation:article#start:predicate</c>.
/// </summary>
public static class FactAnchor
{
    private const int MostWords = 100;
    private static readonly string[] Kinds = ["relation", "quote", "claim", "role"];

    /// <summary>The anchor of a fact; null where there is none of that id.</summary>
    /// <param name="id">Its global id (<c>article-r0001</c>).</param>
    public static string? Of(Contribution contribution, string id)
    {
        var article = contribution.Article;
        if (All(contribution).FirstOrDefault(fact => PreparedArticle.FactId(article.Id, fact.Local) == id) is not { } found) return null;
        var words = Cut(found.Words.Slice(article.Text));
        var occurrence = 0;
        for (var at = Next(article.Text, words, 0); at >= 0 && at < found.Words.Start; at = Next(article.Text, words, at + 1)) occurrence++;
        string[] said = [.. found.What.Select(names => names.Count > 0 ? names[0] : ""), Mark(found.Sentence, article.Text), words];
        return string.Create(CultureInfo.InvariantCulture, $"{found.Kind}:{article.Id}#{occurrence}:{string.Join('|', said)}");
    }

    /// <summary>The anchor of a fact that a reader has; null where it is not there.</summary>
    public static async Task<string?> FindAsync(IGraphReader reader, string articleId, string id, CancellationToken cancellation = default) =>
        (await reader.ContributionsAsync([articleId], cancellation).ConfigureAwait(false))[0] is { } contribution ? Of(contribution, id) : null;

    /// <summary>The article of a fact's anchor; null for other anchors.</summary>
    public static string? ArticleOf(string anchor)
    {
        var colon = anchor.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Kinds.Contains(anchor[..colon])) return null;
        var hash = anchor.IndexOf('#', StringComparison.Ordinal);
        return hash > colon + 1 ? anchor[(colon + 1)..hash] : null;
    }

    /// <summary>The words of the fact that an anchor names; null where it is not there (any more), and for other anchors.</summary>
    public static Evidence? EvidenceIn(string anchor, Contribution contribution) => Find(anchor, contribution)?.Evidence;

    /// <summary>Kind and local id of the fact that an anchor names, in its article as it is now.</summary>
    internal static (string Kind, string Local)? In(string anchor, Contribution contribution) => Find(anchor, contribution) is { } fact ? (fact.Kind, fact.Local) : null;

    private static Fact? Find(string anchor, Contribution contribution)
    {
        if (ArticleOf(anchor) != contribution.Article.Id) return null;
        var hash = anchor.IndexOf('#', StringComparison.Ordinal);
        var colon = anchor.IndexOf(':', hash);
        if (colon < 0) return null;
        var kind = anchor[..anchor.IndexOf(':', StringComparison.Ordinal)];
        var facts = All(contribution).Where(fact => fact.Kind == kind).ToList();
        var parts = anchor[(colon + 1)..].Split('|', (facts.FirstOrDefault()?.What.Count ?? 0) + 2);
        if (facts.Count == 0 || parts.Length == 1) return facts.Find(fact => fact.Place == anchor);
        if (parts.Length != facts[0].What.Count + 2 || !int.TryParse(anchor.AsSpan(hash + 1, colon - hash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence)) return null;
        var (text, mark, words) = (contribution.Article.Text, parts[^2], parts[^1]);
        if (words.Length == 0) return null;
        var alike = facts.Where(fact => fact.What.Zip(parts).All(pair => pair.First.Count == 0 ? pair.Second.Length == 0 : pair.First.Contains(pair.Second))).ToList();
        var place = At(text, words, occurrence);
        var here = alike.Where(fact => Mark(fact.Sentence, text) == mark).Select(fact => (Fact: fact, Place: place is { } at && fact.Sentence.Contains(at) ? at : Within(text, fact.Sentence, words)))
            .Where(pair => pair.Place is not null).Select(pair => (pair.Fact, Overlap: pair.Fact.Words.OverlapWith(pair.Place!.Value))).Where(pair => pair.Overlap > 0).ToList();
        if (here.Count == 0 && place is { } known) here = [.. alike.Select(fact => (fact, fact.Words.OverlapWith(known))).Where(pair => pair.Item2 > 0)];
        return here.OrderByDescending(pair => pair.Overlap).ThenBy(pair => pair.Fact.Words.Length).ThenBy(pair => pair.Fact.Local, StringComparer.Ordinal).Select(pair => pair.Fact).FirstOrDefault();
    }

    private static IEnumerable<Fact> All(Contribution contribution)
    {
        var article = contribution.Article.Id;
        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entity in contribution.Entities) names[entity.Id] = [.. entity.Names.Prepend(entity.Name).Select(Clean).Distinct()];
        foreach (var happening in contribution.Events) names.TryAdd(happening.Id, [.. happening.Triggers.Select(trigger => Clean(trigger.Slice(contribution.Article.Text))).Distinct()]);
        IReadOnlyList<string> Named(string? id) => id is not null && names.TryGetValue(id, out var known) ? known : [];
        foreach (var fact in contribution.Relations)
            yield return new("relation", fact.Id, [[Clean(fact.Predicate)], Named(fact.Subject), Named(fact.Object)], fact.Verb, fact.Evidence, $"relation:{article}#{fact.Verb.Start}:{fact.Predicate}");
        foreach (var fact in contribution.Quotes)
            yield return new("quote", fact.Id, [], fact.Content, fact.Evidence, $"quote:{article}#{fact.Content.Start}:{fact.Content.End}");
        foreach (var fact in contribution.Claims)
            yield return new("claim", fact.Id, [[Clean(fact.Metric)]], fact.ValueSpan, fact.Evidence, $"claim:{article}#{fact.ValueSpan.Start}:{fact.Metric}");
        foreach (var fact in contribution.Roles)
            yield return new("role", fact.Id, [[Clean(fact.Title)], Named(fact.Person), Named(fact.Of)], fact.Evidence.Span, fact.Evidence, $"role:{article}#{fact.Evidence.Span.Start}:{fact.Title}");
    }

    private static TextSpan? At(string text, string words, int occurrence)
    {
        var at = -1;
        for (var i = 0; i <= occurrence; i++)
            if ((at = Next(text, words, at + 1)) < 0) return null;
        return new(at, at + words.Length);
    }

    private static TextSpan? Within(string text, TextSpan sentence, string words) =>
        sentence.Slice(text).IndexOf(words, StringComparison.Ordinal) is var at and >= 0 ? new(sentence.Start + at, sentence.Start + at + words.Length) : null;

    private static int Next(string text, string words, int from) => words.Length == 0 || from >= text.Length ? -1 : text.IndexOf(words, from, StringComparison.Ordinal);

    // However the lines of the text are broken.
    private static string Mark(TextSpan sentence, string text) =>
        Ids.Make("s", string.Join(' ', sentence.Slice(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))[..10];

    private static string Clean(string words) => Cut(words).Replace('|', '/');

    private static string Cut(string words) => words.Length <= MostWords ? words : words[..(char.IsHighSurrogate(words[MostWords - 1]) ? MostWords - 1 : MostWords)];

    /// <param name="What">What it says, each with all its names, the one to write first.</param>
    /// <param name="Place">The older anchor.</param>
    private sealed record Fact(string Kind, string Local, IReadOnlyList<IReadOnlyList<string>> What, TextSpan Words, Evidence Evidence, string Place)
    {
        public TextSpan Sentence => Evidence.Sentence;
    }
}
