namespace KnowledgeGraph.Server.Access;

/// <summary>What a caller may do; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Ask.</summary>
    Reader = 1,

    /// <summary>Bring articles in and take them out.</summary>
    Writer = 2,

    /// <summary>Judge: merge, separate, reject, correct, undo.</summary>
    Curator = 3,
}
