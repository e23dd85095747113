using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Tests.Language;

/// <summary>Trees of every kind of node from a seed; they follow the grammar and mean nothing.</summary>
sealed class RandomDocument(int seed)
{
    static readonly string[] Names = ["a", "on", "type", "query", "fragment", "input", "extend", "null_", "A1", "__typename"];
    static readonly string[] Texts = ["", "s", "\"", "\\", "\n", "é😀", "a\"\"\"b", "\t\u0007\u009f"];
    static readonly string[] Blocks = ["", "one", "one\n two\nthree", "\"quoted\"", "back\\", "a\"\"\"b", "é😀", new string('x', 80)];

    readonly Random _random = new(seed);

    // A query without its keyword stands first: after a type without fields it would be read as its fields.
    public DocumentNode Document() => _random.Next(4) == 0
        ? new([new OperationDefinitionNode(null, OperationType.Query, null, [], [], Selections(3)), .. Many(Definition)])
        : new(Many(Definition, 1));

    DefinitionNode Definition() => _random.Next(16) switch
    {
        0 or 1 => Operation(),
        2 or 3 => new FragmentDefinitionNode(Description(), FragmentName(), NamedType(), Directives(), Selections(3)),
        4 => new SchemaDefinitionNode(Description(), Directives(), Many(RootType, 1)),
        5 => new ScalarTypeDefinitionNode(Description(), Name(), Directives()),
        6 => new ObjectTypeDefinitionNode(Description(), Name(), Many(NamedType), Directives(), Many(Field)),
        7 => new InterfaceTypeDefinitionNode(Description(), Name(), Many(NamedType), Directives(), Many(Field)),
        8 => new UnionTypeDefinitionNode(Description(), Name(), Directives(), Many(NamedType)),
        9 => new EnumTypeDefinitionNode(Description(), Name(), Directives(), Many(EnumValue)),
        10 => new InputObjectTypeDefinitionNode(Description(), Name(), Directives(), Many(Input)),
        11 => new DirectiveDefinitionNode(Description(), Name(), Many(Input), _random.Next(2) == 0, Many(DirectiveLocation, 1)),
        12 => new ObjectTypeExtensionNode(Name(), Many(NamedType), Directives(), Many(Field, 1)),
        13 => new UnionTypeExtensionNode(Name(), Directives(), Many(NamedType, 1)),
        14 => new EnumTypeExtensionNode(Name(), Directives(), Many(EnumValue, 1)),
        _ => new SchemaExtensionNode(Directives(), Many(RootType, 1)),
    };

    // With a name, so that it is never printed without its keyword.
    OperationDefinitionNode Operation() => new(Description(), (OperationType)_random.Next(3), Name(), Many(Variable), Directives(), Selections(3));

    SelectionSetNode Selections(int depth) => new(Many(() => Selection(depth), 1));

    SelectionNode Selection(int depth) => _random.Next(4) switch
    {
        0 => new FragmentSpreadNode(FragmentName(), Directives()),
        1 when depth > 0 => new InlineFragmentNode(Maybe(NamedType), Directives(), Selections(depth - 1)),
        _ => new FieldNode(Maybe(Name), Name(), Arguments(), Directives(), depth > 0 ? Maybe(() => Selections(depth - 1)) : null),
    };

    VariableDefinitionNode Variable() => new(Description(), new(Name()), Type(), Maybe(() => Value(2, isConst: true)), Directives());

    ImmutableArray<ArgumentNode> Arguments() => Many(() => new ArgumentNode(Name(), Value(2, isConst: false)));

    ImmutableArray<DirectiveNode> Directives() =>
        _random.Next(3) > 0 ? [] : Many(() => new DirectiveNode(Name(), Many(() => new ArgumentNode(Name(), Value(1, isConst: true)))));

    ValueNode Value(int depth, bool isConst) => _random.Next(10) switch
    {
        0 => new IntValueNode(_random.Next(-100, 100).ToString()),
        1 => new FloatValueNode("-1.5e+10"),
        2 => new StringValueNode(Pick(Texts)),
        3 => new StringValueNode(Pick(Blocks), block: true),
        4 => new BooleanValueNode(_random.Next(2) == 0),
        5 => new NullValueNode(),
        6 => new EnumValueNode(Pick(Names)),
        7 when depth > 0 => new ListValueNode(Many(() => Value(depth - 1, isConst))),
        8 when depth > 0 => new ObjectValueNode(Many(() => new ObjectFieldNode(Name(), Value(depth - 1, isConst)))),
        _ => isConst ? new EnumValueNode("E") : new VariableNode(Name()),
    };

    TypeNode Type() => _random.Next(4) switch
    {
        0 => new ListTypeNode(Type()),
        1 => new NonNullTypeNode(_random.Next(2) == 0 ? NamedType() : new ListTypeNode(Type())),
        _ => NamedType(),
    };

    FieldDefinitionNode Field() => new(Description(), Name(), Many(Input), Type(), Directives());

    InputValueDefinitionNode Input() => new(Description(), Name(), Type(), Maybe(() => Value(2, isConst: true)), Directives());

    EnumValueDefinitionNode EnumValue() => new(Description(), Name(), Directives());

    OperationTypeDefinitionNode RootType() => new((OperationType)_random.Next(3), NamedType());

    StringValueNode? Description() => _random.Next(6) switch
    {
        0 => new(Pick(Texts)),
        1 => new(Pick(Blocks), block: true),
        _ => null,
    };

    NameNode DirectiveLocation() => new(DirectiveLocations.All[_random.Next(DirectiveLocations.All.Count)]);

    NameNode Name() => new(Pick(Names));

    NameNode FragmentName() => new(Pick([.. Names.Where(name => name != "on")]));

    NamedTypeNode NamedType() => new(Name());

    string Pick(string[] choices) => choices[_random.Next(choices.Length)];

    T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(2) == 0 ? make() : null;

    ImmutableArray<T> Many<T>(Func<T> make, int min = 0) => [.. Enumerable.Range(0, min + _random.Next(3)).Select(_ => make())];
}
