namespace KnowledgeGraph.Resolution;

/// <summary>What one article says on a matter, in words.</summary>
/// <param name="Source">Key of who says so; null where the article does.</param>
/// <param name="Denied">Told as not having happened.</param>
public sealed record ComparableStatement(string Id, string Article, DateTimeOffset? Published, string Text, string? Source, bool Denied);

/// <param name="Positions">By statement id: statements with one position say the same.</param>
public sealed record StatementComparison(IReadOnlyList<string> Order, IReadOnlyDictionary<string, string> Positions, DifferenceKind Kind, IReadOnlyList<string> Reasons, int Articles, string FirstArticle);

/// <summary>
/// Sets wordings side by side: how each article words an event, or whom it names as the source of a number. What one affirms and another denies
/// is a conflict; other differences are of framing.
/// </summary>
public static class StatementComparer
{
    /// <summary>Share of words in common from which two wordings count as one: what agencies' copies have.</summary>
    private const double OneWording = 0.8;

    /// <summary>The statements by their words. Null where fewer than two articles take part.</summary>
    public static StatementComparison? ByWording(IReadOnlyCollection<ComparableStatement> statements)
    {
        var groups = new List<(HashSet<string> Words, bool Denied, string Name)>();
        return Compare(statements, "worded", statement =>
        {
            var words = Folding.Fold(statement.Text).Split(' ').ToHashSet();
            var found = groups.FindIndex(group => group.Denied == statement.Denied && Overlap(group.Words, words) >= OneWording);
            if (found >= 0) return groups[found].Name;
            groups.Add((words, statement.Denied, $"wording {groups.Count + 1}"));
            return groups[^1].Name;
        });
    }

    /// <summary>The statements by whom they name as their source. Null where fewer than two articles take part.</summary>
    public static StatementComparison? BySource(IReadOnlyCollection<ComparableStatement> statements) =>
        Compare(statements, "attributed", statement => statement.Source ?? "the article itself");

    private static StatementComparison? Compare(IReadOnlyCollection<ComparableStatement> statements, string how, Func<ComparableStatement, string> position)
    {
        if (statements.Select(statement => statement.Article).Distinct().Count() < 2) return null;
        var ordered = statements.OrderBy(statement => statement.Published ?? DateTimeOffset.MaxValue).ThenBy(statement => statement.Id, StringComparer.Ordinal).ToList();
        var positions = ordered.ToDictionary(statement => statement.Id, position);
        var different = positions.Values.Distinct().Count();
        var articles = ordered.Select(statement => statement.Article).Distinct().Count();
        var kind = different < 2 ? DifferenceKind.None : ordered.Select(statement => statement.Denied).Distinct().Count() > 1 ? DifferenceKind.Conflict : DifferenceKind.Framing;
        var reason = kind switch
        {
            DifferenceKind.None => $"{how} alike by all",
            DifferenceKind.Conflict => "affirmed by one and denied by another",
            _ => $"{how} in {different} ways by {articles} articles",
        };
        return new([.. ordered.Select(statement => statement.Id)], positions, kind, [reason], articles, ordered[0].Article);
    }

    private static double Overlap(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Count(b.Contains);
        return a.Count + b.Count == both ? 1 : (double)both / (a.Count + b.Count - both);
    }
}
