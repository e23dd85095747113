namespace KnowledgeGraph.Model;

/// <summary>Kinds of happenings that more is known of than the ontology says.</summary>
public static class EventKinds
{
    /// <summary>What the ontology has no word for: it may be anything.</summary>
    public const string Unnamed = "other";
}
