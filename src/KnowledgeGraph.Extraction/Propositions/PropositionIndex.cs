using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>The propositions of a document, in text order of their predicates.</summary>
public sealed class PropositionIndex
{
    private readonly Dictionary<int, Proposition> _byPredicate;

    internal PropositionIndex(Doc doc, IEnumerable<Proposition> propositions)
    {
        Doc = doc;
        All = propositions.OrderBy(proposition => proposition.Predicate).ToList();
        _byPredicate = All.ToDictionary(proposition => proposition.Predicate);
    }

    public Doc Doc { get; }

    public IReadOnlyList<Proposition> All { get; }

    /// <summary>The proposition whose predicate is the token; null where there is none.</summary>
    public Proposition? At(int token) => _byPredicate.GetValueOrDefault(token);

    /// <summary>The proposition of the clause that the token stands in: the nearest predicate above it, itself included.</summary>
    public Proposition? ClauseOf(int token)
    {
        for (var current = Doc[token]; ; current = current.Head)
        {
            if (At(current.Index) is { Kind: not PredicateKind.Noun } proposition) return proposition;
            if (current.IsRoot) return null;
        }
    }
}
