using System.Text;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>The introspection types and meta fields (section 4), fields in the order in which graphql-js lists them.</summary>
internal sealed class Introspection
{
    private readonly ScalarType _string;
    private readonly ScalarType _boolean;
    private readonly ObjectType _schema = new("__Schema");
    private readonly ObjectType _directive = new("__Directive");
    private readonly ObjectType _type = new("__Type");
    private readonly ObjectType _field = new("__Field");
    private readonly ObjectType _inputValue = new("__InputValue");
    private readonly ObjectType _enumValue = new("__EnumValue");
    private readonly EnumType _typeKind = new("__TypeKind");
    private readonly EnumType _directiveLocation = new("__DirectiveLocation");

    public Introspection(ScalarType stringType, ScalarType booleanType)
    {
        _string = stringType;
        _boolean = booleanType;
        DefineSchema();
        DefineDirective();
        DefineDirectiveLocation();
        DefineType();
        DefineField();
        DefineInputValue();
        DefineEnumValue();
        DefineTypeKind();
    }

    /// <summary>The root from which all other introspection types are reached.</summary>
    public ObjectType SchemaType => _schema;

    /// <summary>Gives the meta fields of a schema their resolvers.</summary>
    public static void Bind(Schema schema)
    {
        schema.SchemaMetaField.Resolver = FieldResolver.FromValue((_, _, _) => schema);
        schema.TypeMetaField.Resolver = FieldResolver.FromValue((_, _, arguments) => schema.FindType((string)arguments[0]!));
        ((FieldsType)schema.Types["__Type"]).Fields["possibleTypes"].Resolver = FieldResolver.FromValue((_, type, _) =>
            type is NamedType { IsAbstractType: true } abstractType ? schema.GetPossibleTypes(abstractType) : null);
    }

    /// <summary>The default of an argument or input field as GraphQL text; null when it has none.</summary>
    public static string? DefaultText(InputValueDefinition value) =>
        value.HasDefaultValue && Literals.FromValue(value.DefaultValue, value.Type) is { } literal ? Printer.Print(literal) : null;

    /// <summary>A name of C# in the spelling of GraphQL's enums: <c>InputObject</c> is <c>INPUT_OBJECT</c>.</summary>
    internal static string UpperSnake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    private void DefineSchema()
    {
        _schema.Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.";
        Add<Schema>(_schema, "description", _string, schema => schema.Description);
        Add<Schema>(_schema, "types", ListOf(_type), schema => schema.Types.Values.ToArray(), "A list of all types supported by this server.");
        Add<Schema>(_schema, "queryType", new NonNullType(_type), schema => schema.QueryType, "The type that query operations will be rooted at.");
        Add<Schema>(_schema, "mutationType", _type, schema => schema.MutationType, "If this server supports mutation, the type that mutation operations will be rooted at.");
        Add<Schema>(_schema, "subscriptionType", _type, schema => schema.SubscriptionType, "If this server support subscription, the type that subscription operations will be rooted at.");
        AddDeprecatable<Schema, DirectiveDefinition>(_schema, "directives", ListOf(_directive), schema => schema.Directives.Values, d => d.DeprecationReason)
            .Description = "A list of all directives supported by this server.";
        var argument = _schema.Fields["directives"].Arguments;
        argument.Clear();
        argument.Add("includeDeprecated", new InputValueDefinition("includeDeprecated", new NonNullType(_boolean)).WithDefault(false));
    }

    private void DefineDirective()
    {
        _directive.Description = "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.";
        Add<DirectiveDefinition>(_directive, "name", new NonNullType(_string), directive => directive.Name);
        Add<DirectiveDefinition>(_directive, "description", _string, directive => directive.Description);
        Add<DirectiveDefinition>(_directive, "isRepeatable", new NonNullType(_boolean), directive => directive.IsRepeatable);
        Add<DirectiveDefinition>(_directive, "locations", ListOf(_directiveLocation), directive => directive.Locations);
        AddDeprecatable<DirectiveDefinition, InputValueDefinition>(_directive, "args", ListOf(_inputValue), d => d.Arguments.Values, a => a.DeprecationReason);
        AddDeprecation<DirectiveDefinition>(_directive, directive => directive.DeprecationReason);
    }

    private void DefineDirectiveLocation()
    {
        _directiveLocation.Description = "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.";
        (string Name, string What)[] locations =
        [
            ("QUERY", "a query operation"), ("MUTATION", "a mutation operation"), ("SUBSCRIPTION", "a subscription operation"),
            ("FIELD", "a field"), ("FRAGMENT_DEFINITION", "a fragment definition"), ("FRAGMENT_SPREAD", "a fragment spread"),
            ("INLINE_FRAGMENT", "an inline fragment"), ("VARIABLE_DEFINITION", "a variable definition"), ("SCHEMA", "a schema definition"),
            ("SCALAR", "a scalar definition"), ("OBJECT", "an object type definition"), ("FIELD_DEFINITION", "a field definition"),
            ("ARGUMENT_DEFINITION", "an argument definition"), ("INTERFACE", "an interface definition"), ("UNION", "a union definition"),
            ("ENUM", "an enum definition"), ("ENUM_VALUE", "an enum value definition"), ("INPUT_OBJECT", "an input object type definition"),
            ("INPUT_FIELD_DEFINITION", "an input object field definition"), ("DIRECTIVE_DEFINITION", "a directive definition"),
        ];
        foreach (var (name, what) in locations)
            _directiveLocation.Add(new(name, name) { Description = $"Location adjacent to {what}." });
    }

    private void DefineType()
    {
        _type.Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.";
        Add<GraphQLType>(_type, "kind", new NonNullType(_typeKind), KindOf);
        Add<GraphQLType>(_type, "name", _string, type => (type as NamedType)?.Name);
        Add<GraphQLType>(_type, "description", _string, type => (type as NamedType)?.Description);
        Add<GraphQLType>(_type, "specifiedByURL", _string, type => (type as ScalarType)?.SpecifiedByUrl);
        AddDeprecatable<GraphQLType, FieldDefinition>(_type, "fields", NullableListOf(_field), type => (type as FieldsType)?.Fields.Values, f => f.DeprecationReason);
        Add<GraphQLType>(_type, "interfaces", NullableListOf(_type), type => (type as FieldsType)?.Interfaces);
        Add<GraphQLType>(_type, "possibleTypes", NullableListOf(_type), _ => null);
        AddDeprecatable<GraphQLType, EnumValueDefinition>(_type, "enumValues", NullableListOf(_enumValue), type => (type as EnumType)?.Values.Values, v => v.DeprecationReason);
        AddDeprecatable<GraphQLType, InputValueDefinition>(_type, "inputFields", NullableListOf(_inputValue), type => (type as InputObjectType)?.Fields.Values, f => f.DeprecationReason);
        Add<GraphQLType>(_type, "ofType", _type, type => type switch
        {
            ListType list => list.OfType,
            NonNullType nonNull => nonNull.OfType,
            _ => null,
        });
        Add<GraphQLType>(_type, "isOneOf", _boolean, type => (type as InputObjectType)?.IsOneOf);
    }

    private void DefineField()
    {
        _field.Description = "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.";
        Add<FieldDefinition>(_field, "name", new NonNullType(_string), field => field.Name);
        Add<FieldDefinition>(_field, "description", _string, field => field.Description);
        AddDeprecatable<FieldDefinition, InputValueDefinition>(_field, "args", ListOf(_inputValue), field => field.Arguments.Values, a => a.DeprecationReason);
        Add<FieldDefinition>(_field, "type", new NonNullType(_type), field => field.Type);
        AddDeprecation<FieldDefinition>(_field, field => field.DeprecationReason);
    }

    private void DefineInputValue()
    {
        _inputValue.Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.";
        Add<InputValueDefinition>(_inputValue, "name", new NonNullType(_string), value => value.Name);
        Add<InputValueDefinition>(_inputValue, "description", _string, value => value.Description);
        Add<InputValueDefinition>(_inputValue, "type", new NonNullType(_type), value => value.Type);
        Add<InputValueDefinition>(_inputValue, "defaultValue", _string, DefaultText, "A GraphQL-formatted string representing the default value for this input value.");
        AddDeprecation<InputValueDefinition>(_inputValue, value => value.DeprecationReason);
    }

    private void DefineEnumValue()
    {
        _enumValue.Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.";
        Add<EnumValueDefinition>(_enumValue, "name", new NonNullType(_string), value => value.Name);
        Add<EnumValueDefinition>(_enumValue, "description", _string, value => value.Description);
        AddDeprecation<EnumValueDefinition>(_enumValue, value => value.DeprecationReason);
    }

    private void DefineTypeKind()
    {
        _typeKind.Description = "An enum describing what kind of type a given `__Type` is.";
        (TypeKind Kind, string Description)[] kinds =
        [
            (TypeKind.Scalar, "Indicates this type is a scalar."),
            (TypeKind.Object, "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
            (TypeKind.Interface, "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."),
            (TypeKind.Union, "Indicates this type is a union. `possibleTypes` is a valid field."),
            (TypeKind.Enum, "Indicates this type is an enum. `enumValues` is a valid field."),
            (TypeKind.InputObject, "Indicates this type is an input object. `inputFields` is a valid field."),
            (TypeKind.List, "Indicates this type is a list. `ofType` is a valid field."),
            (TypeKind.NonNull, "Indicates this type is a non-null. `ofType` is a valid field."),
        ];
        foreach (var (kind, description) in kinds)
            _typeKind.Add(new(UpperSnake(kind.ToString()), kind) { Description = description });
    }

    private static object KindOf(GraphQLType type) => type switch
    {
        NamedType named => named.Kind,
        ListType => TypeKind.List,
        _ => TypeKind.NonNull,
    };

    private static NonNullType ListOf(NamedType type) => new(NullableListOf(type));

    private static ListType NullableListOf(NamedType type) => new(new NonNullType(type));

    private static FieldDefinition Add<T>(ObjectType type, string name, GraphQLType fieldType, Func<T, object?> read, string? description = null) =>
        type.Add(new(name, fieldType)
        {
            Description = description,
            Resolver = FieldResolver.FromValue((_, parent, _) => read((T)parent!)),
        });

    private FieldDefinition AddDeprecatable<T, TItem>(
        ObjectType type, string name, GraphQLType fieldType, Func<T, IEnumerable<TItem>?> read, Func<TItem, string?> deprecation)
    {
        var field = new FieldDefinition(name, fieldType)
        {
            Resolver = FieldResolver.FromValue((_, parent, arguments) =>
                arguments[0] is true ? read((T)parent!)?.ToArray() : read((T)parent!)?.Where(item => deprecation(item) is null).ToArray()),
        };
        field.Arguments.Add("includeDeprecated", new InputValueDefinition("includeDeprecated", _boolean).WithDefault(false));
        return type.Add(field);
    }

    private void AddDeprecation<T>(ObjectType type, Func<T, string?> read)
    {
        Add<T>(type, "isDeprecated", new NonNullType(_boolean), item => read(item) is not null);
        Add(type, "deprecationReason", _string, read);
    }
}
