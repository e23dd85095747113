using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>What came of merging entities.</summary>
/// <param name="Entity">The one entity that they are now; its retired ids are the ids they had.</param>
/// <param name="Judgements">What was recorded: one fewer than the entities.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("MergeEntitiesPayload")]
public sealed record MergeEntitiesPayload(EntityNode? Entity, IReadOnlyList<JudgementNode> Judgements, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of separating entities.</summary>
/// <param name="Entities">The entities, in the order given.</param>
/// <param name="Judgements">What was recorded: one for each pair.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("SeparateEntitiesPayload")]
public sealed record SeparateEntitiesPayload(IReadOnlyList<EntityNode> Entities, IReadOnlyList<JudgementNode> Judgements, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of splitting an entity.</summary>
/// <param name="Entities">What the two mentions mean now, in the order given.</param>
/// <param name="Judgement">What was recorded.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("SplitEntityPayload")]
public sealed record SplitEntityPayload(IReadOnlyList<EntityNode> Entities, JudgementNode? Judgement, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of rejecting a relation.</summary>
/// <param name="Relation">The relation as it was; it is out of the graph.</param>
/// <param name="Judgement">What was recorded.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("RejectRelationPayload")]
public sealed record RejectRelationPayload(RelationNode? Relation, JudgementNode? Judgement, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of rejecting a fact.</summary>
/// <param name="Fact">The fact as it was; it is out of the graph.</param>
/// <param name="Judgement">What was recorded.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("RejectFactPayload")]
public sealed record RejectFactPayload(IFact? Fact, JudgementNode? Judgement, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of correcting an entity.</summary>
/// <param name="Entity">The entity as it is now.</param>
/// <param name="Judgements">What was recorded: one for the name, one for the type.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("CorrectEntityPayload")]
public sealed record CorrectEntityPayload(EntityNode? Entity, IReadOnlyList<JudgementNode> Judgements, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of taking a judgement back.</summary>
/// <param name="Judgement">The judgement as it was; it is in force no more.</param>
/// <param name="Entities">The entities that it was about, as they are now.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("UndoJudgementPayload")]
public sealed record UndoJudgementPayload(JudgementNode? Judgement, IReadOnlyList<EntityNode> Entities, IReadOnlyList<IMutationError> Errors);
