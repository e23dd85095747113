using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// How the reports of an event differ in words. Sentences and quotations that tell one thing are brought together; each group is named by the first
/// of these that it shows: two details that cannot both be right, one denies what the other affirms, a saying in two versions, other sources,
/// other words. Where the reports say it happened, and why, is compared besides.
/// </summary>
public static class WordComparer
{
    /// <summary>Share of words in common from which two wordings count as one: what agencies' copies have.</summary>
    private const double OneWording = 0.8;

    // From here on two wordings say the same but for what is told apart.
    private const double MuchInCommon = 0.45;

    private const double SomeInCommon = 0.3;

    // Comparing grows with the square of these; the first to report are compared.
    private const int MostPassages = 300;

    /// <summary>All differences of the event: by aspect. Articles that say nothing of it take no part.</summary>
    /// <param name="happening">The event's global id.</param>
    /// <param name="isWhole">Whether it is part of no other: where it happened is compared once, for the whole.</param>
    public static IReadOnlyList<WordDifference> Compare(string happening, bool isWhole, IReadOnlyCollection<ArticleWords> articles)
    {
        var told = articles.Select(article => new EventWords(happening, article)).Where(article => article.Reports.Count > 0).OrderBy(article => article.Article.Id, StringComparer.Ordinal).ToList();
        if (told.Count < 2) return [];
        var triggers = told.SelectMany(article => article.Reports.SelectMany(report => report.Triggers)
            .Where(span => span.End <= article.Article.Text.Length).SelectMany(span => article.Article.WordsOf(span).Stems)).ToHashSet();
        var passages = Passage.Ordered(told.SelectMany(Passage.Of)).Take(MostPassages).ToList();
        var found = new List<WordDifference>();
        found.AddRange(Quotes.Of(happening, [.. told.Select(article => article.Article)]));
        foreach (var group in PassageGroups.Of(passages, triggers))
        {
            var positions = Positions(group.Members);
            var sides = positions.Values.ToHashSet();
            if (sides.Count < 2) continue;
            // What no word ties to an event is compared once, beside the one that these articles tell most of.
            if (!group.Members.Any(member => member.EvokesAny) && MostTold(group) != happening) continue;
            var isMain = IsToldByTwo(MainMembers(happening, group));
            // What tells mainly of another event is compared there.
            if (!isMain && group.Members.SelectMany(member => member.Events).Where(other => other != happening).Distinct().Select(other => MainMembers(other, group))
                .Any(main => IsToldByTwo(main) && sides.SetEquals(main.Select(member => positions[member])))) continue;
            var name = isMain && !found.Exists(difference => difference.Aspect is "wording" or "denial" or "detail" or "attribution") ? "" : "/" + group.Shared;
            if (Difference(group, positions, name) is { } difference) found.Add(difference);
            if (Reasons.Of(group) is { } reason) found.Add(reason);
        }
        foreach (var (group, word) in ShortStatements.Of(passages, (a, b) => Denied(a, b) is not null))
            if (MostTold(group) == happening && !found.Exists(difference => difference.Aspect.StartsWith("denial", StringComparison.Ordinal) && difference.Statements.Any(side => group.Members.Any(member => member.Id == side.Id))))
                found.Add(Denial(group, word, "/" + word));
        if (Denials(told) is { } denial && !found.Exists(difference => difference.Aspect.StartsWith("denial", StringComparison.Ordinal))) found.Add(denial);
        if (isWhole && Places.Of(told) is { } place) found.Add(place);
        return [.. found.Where(difference => difference.Articles >= 2).GroupBy(difference => difference.Aspect).SelectMany(Numbered).OrderBy(difference => difference.Aspect, StringComparer.Ordinal)];
    }

    // Of two that are told of alike, the one that is told first: an event's id may still change.
    private static string? MostTold(PassageGroup group) =>
        group.Members.DistinctBy(member => member.Article).OrderBy(member => member.Article, StringComparer.Ordinal).SelectMany(member => member.EventsOfArticle)
            .GroupBy(told => told.Key, told => told.Value.Count).Where(told => told.Count() >= 2)
            .OrderByDescending(told => told.Sum()).Select(told => told.Key).FirstOrDefault();

    // The members that stand in the sentence that tells most of an event in their article.
    private static List<Passage> MainMembers(string happening, PassageGroup group) => [.. group.Members.Where(member => member.Events.Contains(happening))];

    private static bool IsToldByTwo(List<Passage> passages) => passages.Exists(passage => passage.Article != passages[0].Article);

    private static IEnumerable<WordDifference> Numbered(IGrouping<string, WordDifference> alike) =>
        alike.Select((difference, index) => index == 0 ? difference : difference with { Aspect = FormattableString.Invariant($"{difference.Aspect}-{index + 1}") });

    private static WordDifference? Difference(PassageGroup group, Dictionary<Passage, string> positions, string which)
    {
        WordDifference As(string aspect, DifferenceKind kind, string reason, Func<Passage, string>? position = null) =>
            new(aspect + which, [.. group.Members.Select(member => member.At(position?.Invoke(member) ?? positions[member]))], kind, [reason]);
        foreach (var (a, b) in Across(group.Members, positions))
        {
            if (Likeness(a, b) >= MuchInCommon && !a.Metrics.Overlaps(b.Metrics) && Exclusions.Between(a, b) is { } words)
                return As("detail", DifferenceKind.Conflict, $"'{words.One}' against '{words.Other}'");
        }
        foreach (var (a, b) in Across(group.Members, positions))
        {
            if (Likeness(a, b) >= SomeInCommon && Denied(a, b) is { } what)
                return Denial(group, what, which);
        }
        // Numbers are compared as numbers.
        var worded = Across(group.Members, positions).Where(pair => !pair.A.Metrics.Overlaps(pair.B.Metrics)).ToList();
        if (worded.Count == 0) return null;
        var sources = group.Members.Select(member => member.SourceKey).Distinct().ToList();
        var named = sources.OfType<string>().ToList();
        if (sources.Count > 1 && worded.Exists(pair => pair.A.SourceKey != pair.B.SourceKey && Likeness(pair.A, pair.B) >= SomeInCommon))
            return As("attribution", DifferenceKind.Framing, "attributed in different ways", member => SourceComparer.Position(member.SourceKey, named));
        return As("wording", DifferenceKind.Framing, $"worded in {positions.Values.Distinct().Count()} ways by {group.Members.Select(member => member.Article).Distinct().Count()} articles");
    }

    private static WordDifference Denial(PassageGroup group, string what, string which) => new("denial" + which,
        [.. group.Members.Select(member => member.At(member.Words.Exists(word => word.Denied && word.Surface == what) ? "denied" : "affirmed"))],
        DifferenceKind.Conflict, [$"'{what}' is affirmed by one and denied by another"]);

    private static Dictionary<Passage, string> Positions(IReadOnlyList<Passage> members)
    {
        var sides = Sides.Of(members, (leader, member) => Likeness(leader, member) >= OneWording && leader.SourceKey == member.SourceKey && Denied(leader, member) is null);
        return members.Zip(sides).ToDictionary(pair => pair.First, pair => FormattableString.Invariant($"wording {pair.Second + 1}"));
    }

    private static IEnumerable<(Passage A, Passage B)> Across(IReadOnlyList<Passage> members, Dictionary<Passage, string> positions) =>
        from a in members.Index()
        from b in members.Skip(a.Index + 1)
        where a.Item.Article != b.Article && positions[a.Item] != positions[b]
        select (a.Item, b);

    private static double Likeness(Passage a, Passage b) => Sides.Likeness(a.Stems, b.Stems);

    // A word that both have, with "not" before it in one alone; where both deny something, they may deny it in other words.
    private static string? Denied(Passage a, Passage b)
    {
        bool deniesA = a.Words.Exists(word => word.Denied && b.Stems.Contains(word.Stem)), deniesB = b.Words.Exists(word => word.Denied && a.Stems.Contains(word.Stem));
        if (deniesA == deniesB) return null;
        var (denying, affirming) = deniesA ? (a, b) : (b, a);
        if (affirming.Words.Exists(word => word.Denied)) return null;
        return denying.Words.First(word => word.Denied && affirming.Stems.Contains(word.Stem)).Surface;
    }

    // Who did what to whom, with "not" in one article and without in another.
    private static WordDifference? Denials(List<EventWords> articles)
    {
        var facts = articles.SelectMany(article => article.Relations.Select(relation => (article, relation))).GroupBy(item => (item.relation.Subject, item.relation.Predicate, item.relation.Object));
        foreach (var fact in facts.OrderBy(fact => fact.Min(item => item.relation.Id), StringComparer.Ordinal))
        {
            var affirmed = fact.Where(item => !item.relation.Negated).Select(item => item.article.Article.Id).ToHashSet();
            var denied = fact.Where(item => item.relation.Negated).Select(item => item.article.Article.Id).ToHashSet();
            // Who says both in one article has changed his mind, or the article tells of two things.
            if (affirmed.Count == 0 || denied.Count == 0 || affirmed.Overlaps(denied)) continue;
            return new("denial/" + fact.Key.Predicate.Replace("lemma:", "", StringComparison.Ordinal),
                [.. fact.OrderBy(item => item.article.Article.Published ?? DateTimeOffset.MaxValue).ThenBy(item => item.relation.Id, StringComparer.Ordinal).DistinctBy(item => (item.article.Article.Id, item.relation.Sentence))
                    .Select(item => item.article.Article.Says(item.relation.Sentence, item.relation.Negated ? "denied" : "affirmed"))],
                DifferenceKind.Conflict, ["affirmed by one and denied by another"]);
        }
        return null;
    }
}
