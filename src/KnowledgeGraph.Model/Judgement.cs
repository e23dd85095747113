namespace KnowledgeGraph.Model;

/// <summary>What a person decided about entities, relations or types.</summary>
public enum JudgementKind
{
    /// <summary><see cref="Judgement.Subject"/> and <see cref="Judgement.Other"/> are one.</summary>
    Same,

    /// <summary><see cref="Judgement.Subject"/> and <see cref="Judgement.Other"/> are never one.</summary>
    Different,

    /// <summary>The relation <see cref="Judgement.Subject"/> is not so.</summary>
    RejectRelation,

    /// <summary>The entity's type is <see cref="Judgement.Value"/>.</summary>
    Type,

    /// <summary>The entity's name to show is <see cref="Judgement.Value"/>.</summary>
    PreferredName,

    /// <summary>The quote, claim or role <see cref="Judgement.Subject"/> is not so.</summary>
    RejectFact,
}

/// <summary>
/// A decision with who, when and why; undone by withdrawing it. Subjects are named by anchors that survive a new extraction
/// (<see cref="Ids.Anchor"/>), never by positions in a contribution.
/// </summary>
public sealed record Judgement(
    string Id, JudgementKind Kind, string Subject, string? Other, string? Value, string Who, DateTimeOffset When, string? Why);
