using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Why a mutation did not do what it was asked for. What the server itself got wrong stands under the response's errors instead.</summary>
[InterfaceType("MutationError")]
public interface IMutationError
{
    /// <summary>What was wrong, what was expected, and what can be done: for people.</summary>
    string Message { get; }
}

/// <summary>A value of the input cannot be used.</summary>
/// <param name="Message">What was wrong and what was expected.</param>
/// <param name="Field">The field of the input that it is about.</param>
[ObjectType("InvalidInputError")]
public sealed record InvalidInputError(string Message, string Field) : IMutationError;

/// <summary>The thing that a mutation is about is not in the graph.</summary>
/// <param name="Message">What was looked for.</param>
/// <param name="Id">The id that came.</param>
[ObjectType("NotFoundError")]
public sealed record NotFoundError(string Message, [property: ID] string Id) : IMutationError;

/// <summary>The id is of a thing of another kind than the mutation takes.</summary>
/// <param name="Message">What was expected and what the id is of.</param>
/// <param name="Id">The id that came.</param>
/// <param name="Expected">The type that was expected (<c>Entity</c>, <c>Relation</c>).</param>
/// <param name="Found">The type that the id is of.</param>
[ObjectType("WrongKindError")]
public sealed record WrongKindError(string Message, [property: ID] string Id, string Expected, string Found) : IMutationError;

/// <summary>What was asked for is against judgements in force; it can be asked for again once they are undone.</summary>
/// <param name="Message">What is against what.</param>
/// <param name="Judgements">The judgements in the way; empty where there is none and the graph's own rules are in the way.</param>
[ObjectType("ConflictError")]
public sealed record ConflictError(string Message, IReadOnlyList<JudgementNode> Judgements) : IMutationError;
