using System.Reflection;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Connections, nodes, and what implements what.</summary>
internal sealed partial class CodeFirstSchemaBuilder
{
    private readonly Dictionary<string, ObjectType> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldResolver> _nodeResolvers = new(StringComparer.Ordinal);

    /// <summary>The connection type of a field that uses paging, made when its first field is.</summary>
    private GraphQLType ConnectionOf(AnnotatedType annotated, UsePagingAttribute paging, MemberInfo member)
    {
        var result = annotated.WithoutTask();
        var nodeType = ConnectionNode(result.Type) ?? result.Item()?.Core
            ?? throw new SchemaException([$"{member.DeclaringType}.{member.Name}: [UsePaging] expects Connection<T> or a sequence of T, but came {result.Type}."]);
        var node = NamedOutput(nodeType, member);
        var name = paging.ConnectionName ?? node.Name;
        if (!_connections.TryGetValue(name, out var connection))
            _connections[name] = connection = DefineConnection(name, node, ConnectionNode(result.Type) is null ? null : result.Type);
        if (paging.IncludeTotalCount && !connection.Fields.ContainsKey("totalCount"))
            AddTotalCount(connection);
        return annotated.WithoutTask().IsNullable(asInput: false) && ConnectionNode(result.Type) is not null ? connection : new NonNullType(connection);
    }

    private static Type? ConnectionNode(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(Connection<>))
                return candidate.GetGenericArguments()[0];
        return null;
    }

    private ObjectType DefineConnection(string name, NamedType node, Type? connectionClass)
    {
        var edge = Register(new ObjectType($"{name}Edge") { Description = $"An item of a page of {name} and where it stands." }, typeof(Edge<>));
        edge.Add(new("node", new NonNullType(node)) { Description = "The item.", Resolver = FieldResolver.FromValue((_, parent, _) => ((IEdge)parent!).Node) });
        edge.Add(new("cursor", new NonNullType(_builtIn.String))
        {
            Description = "Where the item stands, for `after` and `before`.",
            Resolver = FieldResolver.FromLeaf((_, parent, _, output) => LeafWriters.Write(((IEdge)parent!).Cursor, output)),
        });
        var connection = Register(new ObjectType($"{name}Connection") { Description = $"A page of {name}." }, typeof(Connection<>));
        connection.Add(new("pageInfo", new NonNullType(NamedOutput(typeof(PageInfo))))
        {
            Description = "Where the page stands in the list.",
            Resolver = FieldResolver.FromValue((_, parent, _) => ((IConnection)parent!).PageInfo),
        });
        connection.Add(new("edges", new NonNullType(new ListType(new NonNullType(edge))))
        {
            Description = "The items with their cursors.",
            Resolver = FieldResolver.FromValue((_, parent, _) => ((IConnection)parent!).Edges),
        });
        connection.Add(new("nodes", new NonNullType(new ListType(new NonNullType(node))))
        {
            Description = "The items.",
            Resolver = FieldResolver.FromValue((_, parent, _) => ((IConnection)parent!).Edges.Select(e => e.Node).ToArray()),
        });
        if (connectionClass is not null && !connectionClass.IsGenericType)
            foreach (var property in ClrMembers.Properties(connectionClass).Where(p => p.DeclaringType == connectionClass && !connection.Fields.ContainsKey(Naming.Field(p))))
                AddField(connection, BuildField(connection, property));
        return connection;
    }

    private void AddTotalCount(ObjectType connection) => connection.Add(new("totalCount", _builtIn.Int)
    {
        Description = "How many items there are on all pages.",
        Resolver = FieldResolver.FromTask(
            (request, parent, _) => ((IConnection)parent!).CountAsync is { } count ? AsyncValues.FromValueTask(count(request.RequestAborted)) : null,
            AsyncValues.Reader<int>()),
    });

    private PagingField AddPagingArguments(FieldDefinition field, UsePagingAttribute paging, AnnotatedType annotated)
    {
        var firstIndex = field.Arguments.Count;
        var maxPageSize = paging.MaxPageSize > 0 ? paging.MaxPageSize : _configuration.Paging.MaxPageSize;
        var defaultPageSize = Math.Min(paging.DefaultPageSize > 0 ? paging.DefaultPageSize : _configuration.Paging.DefaultPageSize, maxPageSize);
        (string Name, NamedType Type, string Description)[] arguments =
        [
            ("first", _builtIn.Int, $"How many items from the start, at most {maxPageSize}; {defaultPageSize} when neither `first` nor `last` is given."),
            ("after", _builtIn.String, "Only items after this cursor."),
            ("last", _builtIn.Int, $"How many items from the end, at most {maxPageSize}."),
            ("before", _builtIn.String, "Only items before this cursor."),
        ];
        foreach (var (name, type, description) in arguments)
            field.Arguments.Add(name, new(name, type) { Description = description });
        return new(firstIndex, defaultPageSize, maxPageSize, ConnectionNode(annotated.WithoutTask().Type) is null);
    }

    /// <summary>The node type whose global ids a field shows; null when the field shows ids as they are.</summary>
    private string? GlobalIdType(FieldsType parent, MemberInfo member, IDAttribute? id, GraphQLType type)
    {
        if (!_configuration.UsesGlobalIds || type.Unwrapped.Name != "ID" || type.NullableType is ListType)
            return null;
        if (id is not null && NodeTypeName(id) is { } named)
            return named;
        var isNodeId = Naming.Field(member) == "id" && parent is ObjectType { ClrType: { } clrType } && IsNode(clrType);
        return isNodeId ? parent.Name : null;
    }

    private string? NodeTypeName(IDAttribute id)
    {
        if (id.TypeName is not null)
            return id.TypeName;
        return id.GetType().IsGenericType ? NamedOutput(id.GetType().GetGenericArguments()[0]).Name : null;
    }

    private bool IsNode(Type type) => type.IsDefined(typeof(NodeAttribute), false) || _extensions[type].Any(extension => extension.Class.IsDefined(typeof(NodeAttribute), false));

    /// <summary>The interface <c>Node</c> and the fields <c>node</c> and <c>nodes</c> of the query type.</summary>
    private void AddNodeFields(ObjectType query)
    {
        var node = Register(new InterfaceType("Node") { Description = "An object that can be fetched again by its id.", ResolveType = TypeNameOf }, typeof(NodeAttribute));
        node.Add(new("id", new NonNullType(_builtIn.Id)) { Description = "The id, unique among all objects." });
        foreach (var type in _configuration.Types.Concat(_extensions.Select(extended => extended.Key)).Where(IsNode).Distinct())
        {
            var objectType = (ObjectType)NamedOutput(type);
            objectType.Interfaces.Add(node);
            var resolver = _extensions[type].Select(extension => extension.Class).Prepend(type)
                .SelectMany(ClrMembers.Methods).FirstOrDefault(method => method.IsDefined(typeof(NodeResolverAttribute)))
                ?? throw new SchemaException([$"{type}: a node type needs a method marked with [NodeResolver]."]);
            _nodeResolvers[objectType.Name] = CompileNodeResolver(resolver);
        }

        var resolvers = _nodeResolvers;
        var nodeField = query.Add(new("node", node)
        {
            Description = "The object of a global id; null when there is none.",
            Resolver = FieldResolver.From(context => FindNode(resolvers, context, (string)context.RawArguments[0]!)),
        });
        nodeField.Arguments.Add("id", new("id", new NonNullType(_builtIn.Id)));
        var nodesField = query.Add(new("nodes", new NonNullType(new ListType(node)))
        {
            Description = "The objects of global ids, in their order.",
            Resolver = FieldResolver.From(context => ((IReadOnlyList<object?>)context.RawArguments[0]!).Take(MaxNodes(context)).Select(id => FindNode(resolvers, context, (string)id!)).ToArray()),
        });
        nodesField.Arguments.Add("ids", new("ids", new NonNullType(new ListType(new NonNullType(_builtIn.Id)))));
    }

    private int MaxNodes(ResolverContext context)
    {
        var asked = ((IReadOnlyList<object?>)context.RawArguments[0]!).Count;
        var max = _configuration.Paging.MaxPageSize;
        return asked <= max ? asked : throw new GraphQLException(new GraphQLError($"The argument \"ids\" has {asked} ids, but may have at most {max}.") { Code = ExecutionErrorCodes.BadUserInput });
    }

    private static object? FindNode(Dictionary<string, FieldResolver> resolvers, ResolverContext context, string globalId)
    {
        var (typeName, id) = GlobalId.Decode(globalId);
        if (!resolvers.TryGetValue(typeName, out var resolver))
            throw new GraphQLException(new GraphQLError($"There are no nodes of type {typeName}.") { Code = ExecutionErrorCodes.BadUserInput });
        var value = resolver.Value!(context.Request, null, [id]);
        return resolver.MayBeAsync && value is Task task ? AwaitNodeAsync(task, resolver) : value;
    }

    private static async Task<object?> AwaitNodeAsync(Task task, FieldResolver resolver)
    {
        await task.ConfigureAwait(false);
        return (resolver.ReadResult ?? TaskResults.Read)(task);
    }

    private FieldResolver CompileNodeResolver(MethodInfo method)
    {
        var idParameter = method.GetParameters().FirstOrDefault(p => _compiler.SourceOf(p) == ParameterSource.Argument);
        if (idParameter is null || !method.IsStatic || idParameter.ParameterType != typeof(string))
            throw new SchemaException([$"{method.DeclaringType}.{method.Name}: expected a static method whose first parameter is the id, a string."]);
        return _compiler.Compile(method, Output(new(method.ReturnType, _nullability.Create(method.ReturnParameter)), method), _ => 0, null, null);
    }

    /// <summary>Gives object types their interfaces and unions their members, until no new type comes up.</summary>
    private void LinkAbstractTypes()
    {
        int known;
        do
        {
            known = _outputs.Count;
            foreach (var (clrType, type) in _outputs.ToList())
                if (type is InterfaceType or UnionType)
                    foreach (var candidate in Candidates(clrType))
                        NamedOutput(candidate);
            RunPending();
        }
        while (_outputs.Count != known);

        var abstractTypes = _outputs.Where(entry => entry.Value.IsAbstractType).OrderBy(entry => entry.Value.Name, StringComparer.Ordinal).ToList();
        foreach (var (clrType, type) in _outputs.OrderBy(entry => entry.Value.Name, StringComparer.Ordinal))
        {
            foreach (var (abstractClrType, abstractType) in abstractTypes)
            {
                if (clrType == abstractClrType || !abstractClrType.IsAssignableFrom(clrType))
                    continue;
                if (abstractType is UnionType union && type is ObjectType member)
                    union.Types.Add(member);
                else if (abstractType is InterfaceType implemented && type is FieldsType fields)
                    fields.Interfaces.Add(implemented);
            }
        }
    }

    /// <summary>The concrete classes of the abstract type's assembly that belong to it.</summary>
    private static IEnumerable<Type> Candidates(Type abstractType) =>
        abstractType.Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false, IsGenericTypeDefinition: false } && abstractType.IsAssignableFrom(type) && !type.IsDefined(typeof(GraphQLIgnoreAttribute), false))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
}
