using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Value : one of the value nodes of this file.</summary>
public abstract class ValueNode(Location location) : Node(location);

/// <summary>Variable : $ Name</summary>
public sealed class VariableNode(NameNode name, Location location = default) : ValueNode(location)
{
    public NameNode Name { get; } = name;

    public override NodeKind Kind => NodeKind.Variable;
}

/// <summary>IntValue, as written: of any length, so not yet a number.</summary>
public sealed class IntValueNode(string value, Location location = default) : ValueNode(location)
{
    public string Value { get; } = value;

    public override NodeKind Kind => NodeKind.IntValue;
}

/// <summary>FloatValue, as written.</summary>
public sealed class FloatValueNode(string value, Location location = default) : ValueNode(location)
{
    public string Value { get; } = value;

    public override NodeKind Kind => NodeKind.FloatValue;
}

/// <summary>StringValue: escapes resolved, a block string without its common indentation. <paramref name="block"/>: written between triple quotes.</summary>
public sealed class StringValueNode(string value, bool block = false, Location location = default) : ValueNode(location)
{
    public string Value { get; } = value;

    public bool Block { get; } = block;

    public override NodeKind Kind => NodeKind.StringValue;
}

public sealed class BooleanValueNode(bool value, Location location = default) : ValueNode(location)
{
    public bool Value { get; } = value;

    public override NodeKind Kind => NodeKind.BooleanValue;
}

public sealed class NullValueNode(Location location = default) : ValueNode(location)
{
    public override NodeKind Kind => NodeKind.NullValue;
}

/// <summary>EnumValue : Name but not true, false or null</summary>
public sealed class EnumValueNode(string value, Location location = default) : ValueNode(location)
{
    public string Value { get; } = value;

    public override NodeKind Kind => NodeKind.EnumValue;
}

public sealed class ListValueNode(ImmutableArray<ValueNode> values, Location location = default) : ValueNode(location)
{
    public ImmutableArray<ValueNode> Values { get; } = values.OrEmpty();

    public override NodeKind Kind => NodeKind.ListValue;
}

public sealed class ObjectValueNode(ImmutableArray<ObjectFieldNode> fields, Location location = default) : ValueNode(location)
{
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.ObjectValue;
}

/// <summary>ObjectField[Const] : Name : Value[?Const]</summary>
public sealed class ObjectFieldNode(NameNode name, ValueNode value, Location location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;

    public override NodeKind Kind => NodeKind.ObjectField;
}
