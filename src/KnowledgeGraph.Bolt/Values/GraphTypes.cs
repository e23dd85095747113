namespace KnowledgeGraph.Bolt;

/// <summary>What nodes and relationships share: an id and properties.</summary>
public interface IEntity
{
    /// <summary>The numeric id of servers before version 5; prefer <see cref="ElementId"/>.</summary>
    [Obsolete("Use ElementId: newer servers may not fill the numeric id.")]
    long Id { get; }

    /// <summary>The server's id of this entity; valid within the transaction that read it.</summary>
    string ElementId { get; }

    IReadOnlyDictionary<string, object?> Properties { get; }

    /// <exception cref="KeyNotFoundException">There is no such property.</exception>
    object? this[string key] { get; }

    /// <summary>A property as <typeparamref name="T"/>; converts as <see cref="ValueExtensions.As{T}(object?)"/> does.</summary>
    T Get<T>(string key);

    bool TryGet<T>(string key, out T value);
}

/// <summary>A node.</summary>
public interface INode : IEntity, IEquatable<INode>
{
    IReadOnlyList<string> Labels { get; }
}

/// <summary>A relationship, as it is stored: from its start to its end.</summary>
public interface IRelationship : IEntity, IEquatable<IRelationship>
{
    string Type { get; }

    [Obsolete("Use StartNodeElementId.")]
    long StartNodeId { get; }

    [Obsolete("Use EndNodeElementId.")]
    long EndNodeId { get; }

    string StartNodeElementId { get; }

    string EndNodeElementId { get; }
}

/// <summary>A walk through the graph: one node more than relationships.</summary>
public interface IPath : IEquatable<IPath>
{
    INode Start { get; }

    INode End { get; }

    IReadOnlyList<INode> Nodes { get; }

    IReadOnlyList<IRelationship> Relationships { get; }
}

internal abstract class Entity(long? id, string elementId, IReadOnlyDictionary<string, object?> properties) : IEntity
{
    public long Id => id ?? throw NoNumber("Id");

    internal long? Number => id;

    public string ElementId => elementId;

    public IReadOnlyDictionary<string, object?> Properties => properties;

    public object? this[string key] => properties[key];

    protected static InvalidOperationException NoNumber(string name) =>
        new($"The server did not send a number for {name}; use the element id.");

    public T Get<T>(string key) => this[key].As<T>();

    public bool TryGet<T>(string key, out T value)
    {
        if (properties.TryGetValue(key, out var found))
        {
            value = found.As<T>();
            return true;
        }

        value = default!;
        return false;
    }
}

internal sealed class Node(long? id, string elementId, IReadOnlyList<string> labels, IReadOnlyDictionary<string, object?> properties)
    : Entity(id, elementId, properties), INode
{
    public IReadOnlyList<string> Labels => labels;

    public bool Equals(INode? other) => other is not null && ElementId == other.ElementId;

    public override bool Equals(object? obj) => Equals(obj as INode);

    public override int GetHashCode() => ElementId.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"({ElementId}:{string.Join(':', labels)})";
}

internal sealed class Relationship(
    long? id, string elementId, long? startId, string startElementId, long? endId, string endElementId, string type,
    IReadOnlyDictionary<string, object?> properties)
    : Entity(id, elementId, properties), IRelationship
{
    private readonly IReadOnlyDictionary<string, object?> _properties = properties;

    public string Type => type;

    public long StartNodeId => startId ?? throw NoNumber(nameof(StartNodeId));

    public long EndNodeId => endId ?? throw NoNumber(nameof(EndNodeId));

    public string StartNodeElementId => startElementId;

    public string EndNodeElementId => endElementId;

    /// <summary>Paths send their relationships without ends; the path's nodes give them.</summary>
    public Relationship Between(Node start, Node end) =>
        new(Number, ElementId, start.Number, start.ElementId, end.Number, end.ElementId, type, _properties);

    public bool Equals(IRelationship? other) => other is not null && ElementId == other.ElementId;

    public override bool Equals(object? obj) => Equals(obj as IRelationship);

    public override int GetHashCode() => ElementId.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"({startElementId})-[{ElementId}:{type}]->({endElementId})";
}

internal sealed class GraphPath(IReadOnlyList<INode> nodes, IReadOnlyList<IRelationship> relationships) : IPath
{
    public INode Start => nodes[0];

    public INode End => nodes[^1];

    public IReadOnlyList<INode> Nodes => nodes;

    public IReadOnlyList<IRelationship> Relationships => relationships;

    public bool Equals(IPath? other) =>
        other is not null && nodes.SequenceEqual(other.Nodes) && relationships.SequenceEqual(other.Relationships);

    public override bool Equals(object? obj) => Equals(obj as IPath);

    public override int GetHashCode() => HashCode.Combine(nodes.Count, Start, End);

    public override string ToString() => $"<path of {relationships.Count} from {Start.ElementId} to {End.ElementId}>";
}
