using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>
/// Says who may use a field; on a class, all fields that it makes. All fields of an operation are checked before any of them is resolved
/// (and before its variables are read): where one is refused, the operation is, with one error for each place. A field of an interface
/// or union is checked with all the types that could stand there, and a field that <c>@skip</c> leaves out is checked too.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public abstract class GuardAttribute : Attribute
{
    /// <summary>What is needed, as a sentence that ends the field's description; null: nothing is said.</summary>
    public virtual string? Requirement => null;

    /// <summary>Null: the field may be used. Otherwise why not; the error's location is filled in.</summary>
    public abstract GraphQLError? Check(GraphQLRequest request);
}
