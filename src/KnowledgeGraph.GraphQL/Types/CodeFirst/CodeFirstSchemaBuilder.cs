using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types.Scalars;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>
/// Builds a schema from annotated C#: starts at the root classes, follows the types of members and parameters, and compiles every
/// member into a resolver. What cannot be mapped is reported with its class and member.
/// </summary>
internal sealed partial class CodeFirstSchemaBuilder
{
    private readonly SchemaConfiguration _configuration;
    private readonly BuiltInTypes _builtIn = new();
    private readonly XmlDocumentation _documentation = new();
    private readonly NullabilityInfoContext _nullability = new();
    private readonly ResolverCompiler _compiler;
    private readonly Dictionary<Type, NamedType> _outputs = [];
    private readonly Dictionary<Type, InputObjectType> _inputs = [];
    private readonly Dictionary<Type, EnumType> _enums = [];
    private readonly Dictionary<string, ScalarType> _scalars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedType> _byName = new(StringComparer.Ordinal);
    private readonly ILookup<Type, (Type Class, TypeExtensionAttribute Attribute)> _extensions;
    private readonly Queue<Action> _pending = new();
    private readonly ConcurrentDictionary<Type, string?> _typeNames = new();

    private CodeFirstSchemaBuilder(SchemaConfiguration configuration)
    {
        _configuration = configuration;
        _compiler = new(configuration);
        _extensions = configuration.Extensions
            .SelectMany(type => type.GetCustomAttributes<TypeExtensionAttribute>(false).Select(attribute => (Class: type, Attribute: attribute)))
            .ToLookup(extension => extension.Attribute.Extended);
        foreach (var scalar in new ScalarType[] { _builtIn.String, _builtIn.Int, _builtIn.Float, _builtIn.Boolean, _builtIn.Id, new DateTimeType(), new DateType(), new UrlType(), new LongType(), new JsonType() })
            _scalars[scalar.Name] = scalar;
        foreach (var scalar in configuration.Scalars)
            _scalars[scalar.Name] = scalar;
    }

    /// <exception cref="SchemaException">The classes do not make a valid schema.</exception>
    public static (Schema Schema, bool UsesDataLoaders) Build(SchemaConfiguration configuration)
    {
        var builder = new CodeFirstSchemaBuilder(configuration);
        return (builder.Build(), builder._compiler.UsesDataLoaders);
    }

    private Schema Build()
    {
        var query = BuildRoot("Query", _configuration.QueryTypes);
        var mutation = BuildRoot("Mutation", _configuration.MutationTypes);
        var subscription = BuildRoot("Subscription", _configuration.SubscriptionTypes, isSubscription: true);
        foreach (var type in _configuration.Types)
            NamedOutput(type);
        foreach (var extended in _extensions)
            NamedOutput(extended.Key);
        if (_configuration.UsesGlobalIds && query is not null)
            _pending.Enqueue(() => AddNodeFields(query));
        RunPending();
        LinkAbstractTypes();

        var others = _byName.Values.Where(type => type != query && type != mutation && type != subscription)
            .Where(type => type is not ScalarType || !_scalars.ContainsKey(type.Name)).OrderBy(type => type.Name, StringComparer.Ordinal);
        NamedType?[] roots = [query, mutation, subscription];
        var directives = CostDirectives.AddTo(_builtIn);
        var schema = new Schema(new SchemaParts
        {
            Description = _configuration.Description,
            QueryType = query,
            MutationType = mutation,
            SubscriptionType = subscription,
            Types = Sort(_builtIn.Collect([.. roots.OfType<NamedType>(), .. others], roots, directives)),
            Directives = directives,
        });
        return SchemaValidator.Validate(schema) is { Count: > 0 } errors ? throw new SchemaException(errors) : schema;

        List<NamedType> Sort(List<NamedType> types) =>
            [.. types.OrderBy(type => Array.IndexOf(roots, type) is >= 0 and var root ? root : roots.Length).ThenBy(type => type.Name, StringComparer.Ordinal)];
    }

    private void RunPending()
    {
        while (_pending.TryDequeue(out var action))
            action();
    }

    private ObjectType? BuildRoot(string name, List<Type> classes, bool isSubscription = false)
    {
        if (classes.Count == 0)
            return null;
        var root = Register(new ObjectType(name) { LateDescription = () => _documentation.Of(classes.Find(type => type.Name == name) ?? classes[0]) }, classes[0]);
        foreach (var type in classes)
        {
            var usedBySubscribe = ClrMembers.Methods(type).Select(m => m.GetCustomAttribute<SubscribeAttribute>()?.With).ToHashSet();
            foreach (var member in ClrMembers.Properties(type).Cast<MemberInfo>().Concat(ClrMembers.Methods(type)))
            {
                if (isSubscription && member is MethodInfo method)
                {
                    if (!usedBySubscribe.Contains(method.Name))
                        _pending.Enqueue(() => AddField(root, BuildSubscriptionField(root, method)));
                }
                else
                {
                    _pending.Enqueue(() => AddField(root, BuildField(root, member)));
                }
            }
        }

        return root;
    }

    private static void AddField(FieldsType type, FieldDefinition field)
    {
        if (type.Fields.ContainsKey(field.Name))
            throw new SchemaException([$"Type {type.Name} has two members that make the field \"{field.Name}\"; give one of them another name with [GraphQLName]."]);
        type.Add(field);
    }

    /// <summary>The output type for a C# type: named, or in list and non-null wrappers.</summary>
    private GraphQLType Output(AnnotatedType annotated, MemberInfo origin)
    {
        annotated = annotated.WithoutTask();
        GraphQLType type = annotated.Item() is { } item ? new ListType(Output(item, origin)) : NamedOutput(annotated.Core, origin);
        return annotated.IsNullable(asInput: false) ? type : new NonNullType(type);
    }

    private NamedType NamedOutput(Type type, MemberInfo? origin = null)
    {
        if (FindLeaf(type) is { } leaf)
            return leaf;
        if (_outputs.TryGetValue(type, out var known))
            return known;
        if (type == typeof(object) || type.IsPointer || type.IsPrimitive || typeof(Delegate).IsAssignableFrom(type) || (type.Namespace?.StartsWith("System", StringComparison.Ordinal) ?? false))
        {
            var where = origin is null ? "" : $"{origin.DeclaringType}.{origin.Name}: ";
            throw new SchemaException([$"{where}the C# type {type} has no GraphQL type; bind it to a scalar, or leave the member out with [GraphQLIgnore]."]);
        }

        var name = _extensions[type].Select(extension => extension.Attribute.Name).FirstOrDefault(given => given is not null) ?? Naming.Type(type);
        NamedType made = type switch
        {
            _ when type.IsDefined(typeof(UnionTypeAttribute), false) => new UnionType(name) { ClrType = type, ResolveType = TypeNameOf },
            _ when IsInterface(type) => new InterfaceType(name) { ClrType = type, ResolveType = TypeNameOf },
            _ => new ObjectType(name) { ClrType = type },
        };
        made.LateDescription = () => _documentation.Of(type);
        Register(made, type);
        _outputs[type] = made;
        if (made is FieldsType fields)
            _pending.Enqueue(() => DefineFields(fields, type));
        return made;
    }

    private bool IsInterface(Type type) => type.IsDefined(typeof(InterfaceTypeAttribute), false) || type.IsInterface || type.IsAbstract
        || _extensions[type].Any(extension => extension.Attribute.GetType().Name.StartsWith("InterfaceType", StringComparison.Ordinal));

    private void DefineFields(FieldsType fields, Type type)
    {
        var extensions = _extensions[type].ToList();
        var members = new OrderedDictionary<string, MemberInfo>(StringComparer.Ordinal);
        if (extensions.TrueForAll(extension => extension.Attribute.ImplicitFields))
        {
            var ignored = extensions.SelectMany(extension => extension.Attribute.IgnoreProperties).ToHashSet();
            foreach (var property in ClrMembers.Properties(type).Where(property => !ignored.Contains(property.Name)))
                members[Naming.Field(property)] = property;
        }

        if (type.IsDefined(typeof(ObjectTypeAttribute), false) || type.IsDefined(typeof(InterfaceTypeAttribute), false) || type.IsDefined(typeof(NodeAttribute), false))
            foreach (var method in ClrMembers.Methods(type).Where(method => !method.IsStatic))
                members[Naming.Field(method)] = method;
        foreach (var extension in InheritedExtensions(type).Concat(extensions))
            foreach (var method in ClrMembers.Methods(extension.Class).Where(method => !method.IsDefined(typeof(NodeResolverAttribute))))
                members[Naming.Field(method)] = method;
        foreach (var member in members.Values)
            AddField(fields, BuildField(fields, member));
        fields.AppliedDirectives.AddRange(CostDirectives.Of(type));
    }

    /// <summary>Fields that were added to an interface are fields of all that implement it.</summary>
    private IEnumerable<(Type Class, TypeExtensionAttribute Attribute)> InheritedExtensions(Type type) =>
        _extensions.Where(extended => extended.Key != type && extended.Key.IsAssignableFrom(type) && IsInterface(extended.Key))
            .OrderBy(extended => extended.Key.FullName, StringComparer.Ordinal).SelectMany(extended => extended);

    private FieldDefinition BuildField(FieldsType parent, MemberInfo member)
    {
        var annotated = member switch
        {
            PropertyInfo property => new AnnotatedType(property.PropertyType, _nullability.Create(property)),
            MethodInfo method => new AnnotatedType(method.ReturnType, _nullability.Create(method.ReturnParameter)),
            _ => throw new InvalidOperationException($"Expected a property or a method, but came {member}."),
        };
        var id = member.GetCustomAttribute<IDAttribute>(false);
        var usesPaging = member.GetCustomAttribute<UsePagingAttribute>();
        GraphQLType type;
        if (usesPaging is not null)
            type = ConnectionOf(annotated, usesPaging, member);
        else if (id is not null)
            type = ReplaceLeaf(annotated.WithoutTask(), _builtIn.Id, asInput: false);
        else
            type = Output(annotated, member);
        if (member.IsDefined(typeof(GraphQLNonNullAttribute)))
            type = type is NonNullType ? type : new NonNullType(type);

        var field = new FieldDefinition(Naming.Field(member), type)
        {
            DeprecationReason = Deprecation(member),
        };
        Describe(field, member, parent);
        AddArguments(field, member);
        var paging = usesPaging is null ? null : AddPagingArguments(field, usesPaging, annotated);
        field.AppliedDirectives.AddRange(CostDirectives.Of(member, paging));
        field.Resolver = _compiler.Compile(member, type, parameter => field.Arguments.IndexOf(Naming.Argument(parameter)), paging, GlobalIdType(parent, member, id, type));
        return field;
    }

    private FieldDefinition BuildSubscriptionField(ObjectType root, MethodInfo method)
    {
        var with = method.GetCustomAttribute<SubscribeAttribute>()?.With;
        var source = with is null ? method : ClrMembers.Methods(method.DeclaringType!).FirstOrDefault(m => m.Name == with)
            ?? throw new SchemaException([$"{method.DeclaringType}.{method.Name}: [Subscribe(With = \"{with}\")] names no public method of the class."]);
        if (with is not null)
        {
            var mapped = BuildField(root, method);
            mapped.Subscribe = _compiler.CompileSubscribe(source, parameter => mapped.Arguments.IndexOf(Naming.Argument(parameter)) is >= 0 and var index
                ? index : throw new SchemaException([$"{source.DeclaringType}.{source.Name}: the parameter \"{parameter.Name}\" is no argument of {method.Name}."]));
            return mapped;
        }

        var stream = new AnnotatedType(method.ReturnType, _nullability.Create(method.ReturnParameter)).WithoutTask();
        var item = stream.Item() ?? throw new SchemaException([$"{method.DeclaringType}.{method.Name}: expected IAsyncEnumerable<T> as the type of a subscription, but came {method.ReturnType}."]);
        var field = new FieldDefinition(Naming.Field(method), Output(item, method))
        {
            DeprecationReason = Deprecation(method),
            Resolver = FieldResolver.FromValue((_, parent, _) => parent),
        };
        Describe(field, method, root);
        AddArguments(field, method);
        field.Subscribe = _compiler.CompileSubscribe(method, parameter => field.Arguments.IndexOf(Naming.Argument(parameter)));
        return field;
    }

    /// <summary>The description, and the guards of the member, of the class that it stands in, and of the class that the type was made from.</summary>
    private void Describe(FieldDefinition field, MemberInfo member, FieldsType parent)
    {
        var type = parent switch { ObjectType made => made.ClrType, InterfaceType made => made.ClrType, _ => null };
        field.Guards.AddRange(new[] { member, member.ReflectedType, type }.OfType<MemberInfo>().Distinct()
            .SelectMany(place => place.GetCustomAttributes<GuardAttribute>(true)));
        var requirements = field.Guards.Select(guard => guard.Requirement).Where(requirement => requirement is not null).Distinct().ToList();
        field.LateDescription = () =>
        {
            var said = member is PropertyInfo property ? _documentation.Of(property) : _documentation.Of((MethodInfo)member);
            return requirements.Count == 0 ? said : string.Join(' ', requirements.Prepend(said).Where(sentence => !string.IsNullOrEmpty(sentence)));
        };
    }

    // They are found again by name: two threads that ask for a method's parameters at once may get other objects for them than either gets later.
    private void AddArguments(FieldDefinition field, MemberInfo member)
    {
        if (member is not MethodInfo method)
            return;
        foreach (var parameter in method.GetParameters().Where(p => _compiler.SourceOf(p) == ParameterSource.Argument))
        {
            var argument = BuildInputValue(
                Naming.Argument(parameter), new(parameter.ParameterType, _nullability.Create(parameter)), parameter, parameter.HasDefaultValue, parameter.DefaultValue, method);
            argument.LateDescription = () => _documentation.Of(parameter);
            field.Arguments.Add(argument.Name, argument);
        }
    }

    private static string? Deprecation(ICustomAttributeProvider member)
    {
        if (member.GetCustomAttributes(typeof(GraphQLDeprecatedAttribute), false) is [GraphQLDeprecatedAttribute deprecated, ..])
            return deprecated.Reason;
        return member.GetCustomAttributes(typeof(ObsoleteAttribute), false) is [ObsoleteAttribute obsolete, ..]
            ? obsolete.Message ?? SpecifiedDirectives.DefaultDeprecationReason
            : null;
    }

    /// <summary>The same wrappers as the C# type has, around another leaf.</summary>
    private static GraphQLType ReplaceLeaf(AnnotatedType annotated, NamedType leaf, bool asInput)
    {
        if (annotated.Type.IsGenericType && annotated.Type.GetGenericTypeDefinition() == typeof(Optional<>))
            return ReplaceLeaf(annotated.Argument(0), leaf, asInput);
        GraphQLType type = annotated.Item() is { } item ? new ListType(ReplaceLeaf(item, leaf, asInput)) : leaf;
        return annotated.IsNullable(asInput) ? type : new NonNullType(type);
    }

    /// <summary>The scalar or enum of a C# type; null for objects.</summary>
    private NamedType? FindLeaf(Type type)
    {
        if (_configuration.RuntimeTypes.TryGetValue(type, out var bound))
            return _scalars.GetValueOrDefault(bound) ?? throw new SchemaException([$"{type} is bound to the scalar {bound}, which the schema does not have."]);
        if (type.IsEnum || _configuration.Enums.ContainsKey(type))
            return EnumOf(type);
        var name = type switch
        {
            _ when type == typeof(string) || type == typeof(char) => "String",
            _ when type == typeof(bool) => "Boolean",
            _ when type == typeof(int) || type == typeof(short) || type == typeof(byte) || type == typeof(sbyte) || type == typeof(ushort) => "Int",
            _ when type == typeof(long) || type == typeof(uint) => "Long",
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => "Float",
            _ when type == typeof(Guid) => "ID",
            _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "DateTime",
            _ when type == typeof(DateOnly) => "Date",
            _ when type == typeof(Uri) => "URL",
            _ when type == typeof(JsonElement) || typeof(IReadOnlyDictionary<string, object?>).IsAssignableFrom(type) => "JSON",
            _ => null,
        };
        return name is null ? null : _scalars[name];
    }

    private EnumType EnumOf(Type type)
    {
        if (_enums.TryGetValue(type, out var known))
            return known;
        if (_configuration.Enums.TryGetValue(type, out var given))
            return _enums[type] = Register(given, type);
        var made = Register(new EnumType(Naming.Type(type)) { ClrType = type, LateDescription = () => _documentation.Of(type) }, type);
        _enums[type] = made;
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !field.IsDefined(typeof(GraphQLIgnoreAttribute))))
            made.Add(new(Naming.EnumValue(field), field.GetValue(null)!) { LateDescription = () => _documentation.Of(field), DeprecationReason = Deprecation(field) });
        return made;
    }

    private T Register<T>(T type, Type origin)
        where T : NamedType
    {
        if (!_byName.TryAdd(type.Name, type))
            throw new SchemaException([$"Two C# types make the GraphQL type {type.Name}; one is {origin}. Give one another name with [GraphQLName]."]);
        return type;
    }

    /// <summary>The name of the object type of a value, by its C# type or the nearest base type that has one.</summary>
    private string? TypeNameOf(object value) => _typeNames.GetOrAdd(value.GetType(), type =>
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
            if (_outputs.GetValueOrDefault(candidate) is ObjectType objectType)
                return objectType.Name;
        return null;
    });
}
