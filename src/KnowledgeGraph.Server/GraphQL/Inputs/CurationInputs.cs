using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Inputs;

/// <summary>Entities that are one.</summary>
/// <param name="Entities">Ids of two to ten entities; ids that an earlier merge retired stand for what they became.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record MergeEntitiesInput([property: ID] IReadOnlyList<string> Entities, string? Why = null);

/// <summary>Entities that are never one.</summary>
/// <param name="Entities">Ids of two to five entities, each never one with any other.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record SeparateEntitiesInput([property: ID] IReadOnlyList<string> Entities, string? Why = null);

/// <summary>Two mentions that are taken for one entity and mean two.</summary>
/// <param name="Mentions">Ids of two mentions.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record SplitEntityInput([property: ID] IReadOnlyList<string> Mentions, string? Why = null);

/// <summary>A relation that is not so.</summary>
/// <param name="Relation">Id of the relation.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record RejectRelationInput([property: ID] string Relation, string? Why = null);

/// <summary>A fact that is not so.</summary>
/// <param name="Fact">Id of a relation, quote, claim or role.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record RejectFactInput([property: ID] string Fact, string? Why = null);

/// <summary>What is right about an entity.</summary>
/// <param name="Entity">Id of the entity.</param>
/// <param name="Name">The name to show; left out: as it is. 300 characters at most.</param>
/// <param name="Type">What kind of thing it is; left out: as it is.</param>
/// <param name="Why">The reason, for those who read the judgement later; 1,000 characters at most.</param>
public sealed record CorrectEntityInput([property: ID] string Entity, string? Name = null, EntityType? Type = null, string? Why = null);

/// <summary>A judgement to take back.</summary>
/// <param name="Judgement">Id of the judgement.</param>
public sealed record UndoJudgementInput([property: ID] string Judgement);

/// <summary>Which judgements.</summary>
/// <param name="Kinds">Of one of these kinds.</param>
/// <param name="Who">Made by one of these curators.</param>
/// <param name="Made">Made in this range of days (UTC).</param>
public sealed record JudgementFilterInput(IReadOnlyList<JudgementKind>? Kinds = null, IReadOnlyList<string>? Who = null, DayRangeInput? Made = null)
{
    internal bool Passes(Judgement judgement)
    {
        var day = DateOnly.FromDateTime(judgement.When.UtcDateTime);
        return (Kinds is null or [] || Kinds.Contains(judgement.Kind)) && (Who is null or [] || Who.Contains(judgement.Who))
            && (Made?.From is not { } from || day >= from) && (Made?.To is not { } to || day <= to);
    }
}
