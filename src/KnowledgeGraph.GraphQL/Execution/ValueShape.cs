using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

internal enum ShapeKind
{
    Leaf,
    Object,
    Abstract,
    List,
}

/// <summary>A type, taken apart once so that completing a value is one switch (section 6.4.3).</summary>
internal sealed class ValueShape
{
    private ValueShape(GraphQLType type)
    {
        Type = type;
        IsNonNull = type is NonNullType;
        switch (type.NullableType)
        {
            case ListType list:
                Kind = ShapeKind.List;
                Item = new(list.OfType);
                break;
            case NamedType { IsLeafType: true } leaf:
                Kind = ShapeKind.Leaf;
                Named = leaf;
                break;
            case NamedType named:
                Kind = named.IsAbstractType ? ShapeKind.Abstract : ShapeKind.Object;
                Named = named;
                break;
        }
    }

    public GraphQLType Type { get; }

    public bool IsNonNull { get; }

    public ShapeKind Kind { get; }

    public ValueShape? Item { get; }

    /// <summary>The leaf, object or abstract type; null for lists.</summary>
    public NamedType? Named { get; }

    public static ValueShape Of(GraphQLType type) => new(type);
}
