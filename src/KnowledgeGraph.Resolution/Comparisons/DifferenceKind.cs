namespace KnowledgeGraph.Resolution;

/// <summary>How the reports of one happening differ on one metric or aspect.</summary>
public enum DifferenceKind
{
    /// <summary>All say the same.</summary>
    None,

    /// <summary>A later count replaces an earlier one.</summary>
    Update,

    /// <summary>The numbers are limited to different places or groups.</summary>
    Scope,

    /// <summary>The numbers count different things under one name.</summary>
    Definition,

    /// <summary>One number is the other, rounded or with a qualifier ("more than 500" and 539).</summary>
    Rounding,

    /// <summary>They cannot all be right.</summary>
    Conflict,

    /// <summary>The same matter worded or attributed differently.</summary>
    Framing,
}
