using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>Compares types by what a client sees of them.</summary>
static class TypeShapes
{
    /// <summary>
    /// Whether a value of either type looks alike in a response: the same wrappers around the same leaf, or around any two
    /// composite types, whose own fields are compared one by one.
    /// </summary>
    public static bool AreAlike(GraphQLType a, GraphQLType b) => (a, b) switch
    {
        _ when ReferenceEquals(a, b) => true,
        (ListType x, ListType y) => AreAlike(x.OfType, y.OfType),
        (ListType, _) or (_, ListType) => false,
        (NonNullType x, NonNullType y) => AreAlike(x.OfType, y.OfType),
        (NonNullType, _) or (_, NonNullType) => false,
        _ => !a.IsLeafType && !b.IsLeafType,
    };
}
