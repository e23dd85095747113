using System.Linq.Expressions;
using System.Reflection;
using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;
using static System.Linq.Expressions.Expression;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Where a resolver's parameter gets its value from.</summary>
internal enum ParameterSource
{
    Argument,
    Parent,
    Service,
    Cancellation,
    Context,
    Request,
    User,
    Services,
    GlobalState,
    Event,
    Paging,
}

/// <summary>Makes resolvers of members of C# classes, which are compiled when they are first used: no reflection, no boxing of scalars and no task at run time.</summary>
internal sealed class ResolverCompiler(SchemaConfiguration configuration)
{
    private readonly Dictionary<Type, int> _slots = [];

    /// <summary>A resolver takes a data loader.</summary>
    public bool UsesDataLoaders { get; private set; }

    public ParameterSource SourceOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)))
            return ParameterSource.Parent;
        if (parameter.IsDefined(typeof(EventMessageAttribute)))
            return ParameterSource.Event;
        if (parameter.IsDefined(typeof(GlobalStateAttribute)))
            return ParameterSource.GlobalState;
        if (type == typeof(CancellationToken))
            return ParameterSource.Cancellation;
        if (type == typeof(ResolverContext))
            return ParameterSource.Context;
        if (type == typeof(RequestContext))
            return ParameterSource.Request;
        if (type == typeof(PagingArguments))
            return ParameterSource.Paging;
        if (type == typeof(System.Security.Claims.ClaimsPrincipal))
            return ParameterSource.User;
        if (type == typeof(IServiceProvider))
            return ParameterSource.Services;
        if (parameter.IsDefined(typeof(ServiceAttribute)) || typeof(IDataLoader).IsAssignableFrom(type) || IsServiceType(type))
            return ParameterSource.Service;
        return ParameterSource.Argument;
    }

    /// <param name="argumentIndex">The position of a parameter's argument among the field's arguments.</param>
    /// <param name="paging">Set on connections: checks the paging arguments.</param>
    public FieldResolver Compile(MemberInfo member, GraphQLType fieldType, Func<ParameterInfo, int> argumentIndex, PagingField? paging, string? globalIdType)
    {
        var scope = new Scope(UsesContext(member));
        var call = Call(member, scope, argumentIndex, paging);
        if (paging is { SlicesList: true })
            call = SliceCall(call, scope, paging);
        if (globalIdType is not null || (fieldType.NullableType is NamedType { IsLeafType: true } && !IsTask(call.Type) && scope.Context is null))
            return CompileLeaf(call, (NamedType)fieldType.NullableType, scope, globalIdType, member);
        return CompileValue(call, scope);
    }

    /// <summary>A function that opens the event stream of a subscription's field.</summary>
    public SubscribeResolver CompileSubscribe(MethodInfo method, Func<ParameterInfo, int> argumentIndex)
    {
        var scope = new Scope(true);
        var call = Call(method, scope, argumentIndex, null);
        var streamType = new AnnotatedType(call.Type, null).WithoutTask().Type;
        var itemType = streamType.GetInterfaces().Prepend(streamType)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))?.GetGenericArguments()[0]
            ?? throw new SchemaException([$"{method.DeclaringType}.{method.Name}: expected IAsyncEnumerable<T> (or a task of it) as the type of a subscription, but came {method.ReturnType}."]);
        var open = typeof(EventStreams).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(m => m.Name == nameof(EventStreams.Open) && m.GetParameters()[0].ParameterType.Name == (IsTask(call.Type) ? call.Type.Name : "IAsyncEnumerable`1"))
            .MakeGenericMethod(itemType);
        if (!IsTask(call.Type))
            call = Convert(call, typeof(IAsyncEnumerable<>).MakeGenericType(itemType));
        return Lambda<SubscribeResolver>(Expression.Call(open, call), scope.Context!).Compile();
    }

    private bool UsesContext(MemberInfo member) =>
        member is MethodInfo method && Array.Exists(method.GetParameters(), p => SourceOf(p) is ParameterSource.Context);

    private Expression Call(MemberInfo member, Scope scope, Func<ParameterInfo, int> argumentIndex, PagingField? paging)
    {
        if (member is PropertyInfo property)
            return Property(Instance(property.DeclaringType!, scope), property);
        var method = (MethodInfo)member;
        var arguments = method.GetParameters().Select(p => Parameter(p, scope, argumentIndex, paging));
        return method.IsStatic ? Expression.Call(method, arguments) : Expression.Call(Instance(method.ReflectedType!, scope), method, arguments);
    }

    /// <summary>A class that only holds resolvers is made once per request (by the services, if it has dependencies); else the parent is the instance.</summary>
    private Expression Instance(Type type, Scope scope)
    {
        if (!IsResolverClass(type))
            return Convert(scope.Parent, type);
        if (type.GetConstructor(Type.EmptyTypes) is not null && !configuration.IsService(type))
            return Constant(Activator.CreateInstance(type), type);
        return Expression.Call(scope.Request, nameof(RequestContext.ResolverAt), [type], Constant(Slot(type)));
    }

    private bool IsResolverClass(Type type) =>
        configuration.QueryTypes.Contains(type) || configuration.MutationTypes.Contains(type) || configuration.SubscriptionTypes.Contains(type)
        || type.IsDefined(typeof(QueryTypeAttribute), false) || type.IsDefined(typeof(MutationTypeAttribute), false)
        || type.IsDefined(typeof(SubscriptionTypeAttribute), false) || type.IsDefined(typeof(TypeExtensionAttribute), false);

    private Expression Parameter(ParameterInfo parameter, Scope scope, Func<ParameterInfo, int> argumentIndex, PagingField? paging)
    {
        var type = parameter.ParameterType;
        switch (SourceOf(parameter))
        {
            case ParameterSource.Parent or ParameterSource.Event:
                return Convert(scope.Parent, type);
            case ParameterSource.Cancellation:
                return Property(scope.Request, nameof(RequestContext.RequestAborted));
            case ParameterSource.Context:
                return scope.Context!;
            case ParameterSource.Request:
                return scope.Request;
            case ParameterSource.User:
                return Property(scope.Request, nameof(RequestContext.User));
            case ParameterSource.Services:
                return Property(scope.Request, nameof(RequestContext.Services));
            case ParameterSource.GlobalState:
                var key = parameter.GetCustomAttribute<GlobalStateAttribute>()!.Key;
                return Convert(Expression.Call(scope.Request, nameof(RequestContext.ItemOrNull), null, Constant(key)), type);
            case ParameterSource.Service:
                UsesDataLoaders |= typeof(IDataLoader).IsAssignableFrom(type);
                return Expression.Call(scope.Request, nameof(RequestContext.ServiceAt), [type], Constant(Slot(type)));
            case ParameterSource.Paging:
                return paging is null
                    ? throw new SchemaException([$"{parameter.Member.DeclaringType}.{parameter.Member.Name}: a parameter of type PagingArguments needs [UsePaging] on the method."])
                    : Expression.Call(Constant(paging), nameof(PagingField.Read), null, scope.Arguments);
            default:
                return Convert(ArrayIndex(scope.Arguments, Constant(argumentIndex(parameter))), type);
        }
    }

    private FieldResolver CompileLeaf(Expression call, NamedType leaf, Scope scope, string? globalIdType, MemberInfo member)
    {
        if (IsTask(call.Type))
            throw new SchemaException([$"{member.DeclaringType}.{member.Name}: a global id cannot be a task."]);
        var output = Expression.Parameter(typeof(JsonBuffer), "output");
        var body = globalIdType is not null
            ? Expression.Call(typeof(GlobalId), nameof(GlobalId.Write), null, Constant(globalIdType), Convert(call, typeof(object)), output)
            : WriteLeaf(call, leaf, output);
        return FieldResolver.LateLeaf(Lambda<LeafWriter>(body, [.. scope.Parameters, output]));
    }

    private static Expression WriteLeaf(Expression value, NamedType leaf, ParameterExpression output)
    {
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            var local = Variable(value.Type);
            var write = Condition(Property(local, "HasValue"), WriteLeaf(Property(local, "Value"), leaf, output), Constant(false));
            return Block([local], Assign(local, value), write);
        }

        if (leaf is EnumType enumType && value.Type.IsValueType)
        {
            var writer = Activator.CreateInstance(typeof(EnumWriter<>).MakeGenericType(value.Type), enumType)!;
            return Expression.Call(Constant(writer), nameof(EnumWriter<DayOfWeek>.Write), null, value, output);
        }

        var name = leaf.Name == "ID" ? nameof(LeafWriters.WriteId) : nameof(LeafWriters.Write);
        var known = leaf.Name is "String" or "Int" or "Float" or "Boolean" or "ID" or "Long" or "DateTime" or "Date";
        if (known && typeof(LeafWriters).GetMethod(name, [value.Type, typeof(JsonBuffer)]) is { } method && method.GetParameters()[0].ParameterType == value.Type)
            return Expression.Call(method, value, output);
        if (leaf is not ScalarType)
            throw new SchemaException([$"Expected a C# enum for {leaf.Name}, but came {value.Type}."]);
        return Expression.Call(typeof(LeafWriters), nameof(LeafWriters.WriteBoxed), null, Convert(value, typeof(object)), Constant(leaf, typeof(ScalarType)), output);
    }

    private static FieldResolver CompileValue(Expression call, Scope scope)
    {
        Func<Task, object?>? readResult = null;
        var type = call.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        {
            call = Expression.Call(typeof(AsyncValues), nameof(AsyncValues.CollectAsync), [type.GetGenericArguments()[0]], call, Property(scope.Request, nameof(RequestContext.RequestAborted)));
            type = call.Type;
        }

        if (IsTask(type) && type.IsGenericType)
        {
            var result = type.GetGenericArguments()[0];
            readResult = (Func<Task, object?>)typeof(AsyncValues).GetMethod(nameof(AsyncValues.Reader))!.MakeGenericMethod(result).Invoke(null, null)!;
            if (type.GetGenericTypeDefinition() == typeof(ValueTask<>))
                call = Expression.Call(typeof(AsyncValues), nameof(AsyncValues.FromValueTask), [result], call);
        }
        else if (type == typeof(ValueTask))
        {
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        }

        var body = Convert(call, typeof(object));
        if (scope.Context is { } context)
        {
            var function = Lambda<Func<ResolverContext, object?>>(body, context);
            return FieldResolver.LateContext(function, readResult);
        }

        var reader = Lambda<ValueReader>(body, scope.Parameters);
        return IsTask(type) ? FieldResolver.LateTask(reader, readResult ?? TaskResults.Read) : FieldResolver.LateValue(reader);
    }

    /// <summary>Wraps a call that returns a sequence so that it returns the asked page of it.</summary>
    private static MethodCallExpression SliceCall(Expression call, Scope scope, PagingField paging)
    {
        var sequence = new AnnotatedType(call.Type, null).WithoutTask();
        var item = sequence.Item()!.Value.Type;
        var arguments = Expression.Call(Constant(paging), nameof(PagingField.Read), null, scope.Arguments);
        if (!IsTask(call.Type))
            return Expression.Call(typeof(AsyncValues), nameof(AsyncValues.Slice), [item], Convert(call, typeof(IEnumerable<>).MakeGenericType(item)), arguments);
        var isValueTask = call.Type.GetGenericTypeDefinition() == typeof(ValueTask<>);
        return Expression.Call(typeof(AsyncValues), isValueTask ? nameof(AsyncValues.SliceValueTaskAsync) : nameof(AsyncValues.SliceAsync), [sequence.Type, item], call, arguments);
    }

    private bool IsServiceType(Type type)
    {
        if (type.IsInterface && new AnnotatedType(type, null).Item() is null && !type.IsDefined(typeof(GraphQLNameAttribute)))
            return true;
        return !type.IsValueType && type != typeof(string) && new AnnotatedType(type, null).Item() is null && configuration.IsService(type);
    }

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private int Slot(Type type)
    {
        if (!_slots.TryGetValue(type, out var slot))
            _slots[type] = slot = _slots.Count;
        return slot;
    }

    /// <summary>The parameters of the delegate that is being compiled.</summary>
    private sealed class Scope
    {
        public Scope(bool usesContext)
        {
            if (usesContext)
            {
                Context = Expression.Parameter(typeof(ResolverContext), "context");
                Request = Property(Context, nameof(ResolverContext.Request));
                Parent = Property(Context, nameof(ResolverContext.Parent));
                Arguments = Property(Context, nameof(ResolverContext.RawArguments));
                return;
            }

            Request = Expression.Parameter(typeof(RequestContext), "request");
            Parent = Expression.Parameter(typeof(object), "parent");
            Arguments = Expression.Parameter(typeof(object[]), "arguments");
        }

        /// <summary>Of a delegate without context.</summary>
        public ParameterExpression[] Parameters => [(ParameterExpression)Request, (ParameterExpression)Parent, (ParameterExpression)Arguments];

        public ParameterExpression? Context { get; }

        public Expression Request { get; }

        public Expression Parent { get; }

        public Expression Arguments { get; }
    }
}
