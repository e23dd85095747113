using System.Collections;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Executes the selections of one operation and writes the response as it goes (sections 6.2 and 6.4).
/// Everything that is there at once is written depth first into one buffer. A value that is still a task leaves a hole; when the walk
/// has nothing synchronous left, the batches of the data loaders are dispatched, and the holes are filled as their tasks complete.
/// All writing happens on one logical thread, so a response depends on the data alone, not on timing between fields.
/// </summary>
internal sealed partial class OperationExecution
{
    private static readonly object?[] NoArguments = [];

    private readonly RequestContext _request;
    private readonly PreparedOperation _operation;
    private readonly OperationPlan _plan;
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly RequestExecutorOptions _options;
    private readonly UnexpectedErrors _unexpected;
    private readonly JsonBuffer _buffer;
    private readonly List<GraphQLError> _errors = [];

    private object?[]?[] _arguments;
    private ResponseRegion _region;
    private ResponsePath? _basePath;
    private PathEntry[] _path = [];
    private int _pathLength;
    private ScopeEntry[] _scopes = [];
    private int _scopeCount;
    private NullScope? _baseScope;
    private int _depth;
    private int _stepsToCheck = StepsBetweenChecks;

    private const int StepsBetweenChecks = 512;
    private const int MaxDepth = 512;

    public OperationExecution(
        RequestContext request,
        PreparedOperation operation,
        OperationPlan plan,
        IReadOnlyDictionary<string, object?> variables,
        RequestExecutorOptions options,
        UnexpectedErrors unexpected)
    {
        _request = request;
        _operation = operation;
        _plan = plan;
        _variables = variables;
        _options = options;
        _unexpected = unexpected;
        _buffer = new(operation.UsualResponseBytes, options.MaxResponseBytes);
        _arguments = plan.FieldCount == 0 ? [] : new object?[]?[plan.FieldCount];
        _region = new();
    }

    private struct PathEntry
    {
        public string? Name;
        public int Index;
        public ResponsePath? Path;
    }

    private struct ScopeEntry
    {
        public int Start;
        public NullScope? Scope;
    }

    /// <summary>ExecuteSelectionSet, section 6.3: false when the object must become null.</summary>
    private bool ExecuteSelection(SelectionPlan plan, object? source)
    {
        if (++_depth > MaxDepth)
            throw new GraphQLException(new GraphQLError($"The response is nested deeper than {MaxDepth} levels.") { Code = ExecutionErrorCodes.LimitExceeded });
        if (--_stepsToCheck == 0)
        {
            _stepsToCheck = StepsBetweenChecks;
            _request.ThrowIfOver();
        }

        _buffer.WriteByte((byte)'{');
        var fields = plan.Fields;
        for (var next = 0; next < fields.Length;)
        {
            if (!ExecuteFields(fields, ref next, source))
            {
                _depth--;
                return false;
            }
        }

        _buffer.WriteByte((byte)'}');
        _depth--;
        return true;
    }

    /// <summary>
    /// Fields from <paramref name="next"/> on, to the end or past the first plain leaf that throws. Plain leaves are written in this loop:
    /// one guarded region around many of them, no path and no call but the writer's.
    /// </summary>
    private bool ExecuteFields(PlannedField[] fields, ref int next, object? source)
    {
        var output = _buffer;
        var request = _request;
        var i = next;
        var start = 0;
        try
        {
            for (; i < fields.Length; i++)
            {
                var field = fields[i];
                output.WriteRaw(field.Prefix);
                if (field.PlainLeaf is { } leaf)
                {
                    start = output.Length;
                    if (leaf(request, source, NoArguments, output) || CompleteNull(field, field.Shape, isInField: false))
                        continue;
                    return false;
                }

                if (!ExecuteField(field, source))
                    return false;
            }

            next = i;
            return true;
        }
        catch (Exception exception) when (i < fields.Length && fields[i].PlainLeaf is not null)
        {
            var field = fields[i];
            output.Truncate(start);
            Push(field.ResponseName);
            var completed = CompleteError(field, field.Shape, exception);
            Pop();
            next = i + 1;
            return completed;
        }
    }

    /// <summary>ExecuteField, section 6.4: false when the field is non-null and failed.</summary>
    private bool ExecuteField(PlannedField field, object? source)
    {
        var resolver = field.Resolver;
        var start = _buffer.Length;
        object? value;
        try
        {
            var arguments = field.Definition.Arguments.Count == 0 ? NoArguments : ArgumentsOf(field);
            if (resolver.Leaf is { } leaf)
            {
                var written = leaf(_request, source, arguments, _buffer);
                if (_depth == 0)
                    _request.Observed?.Add(field.ResponseName, null);
                return written || CompleteNull(field, field.Shape, isInField: false);
            }

            value = resolver.Value is { } reader
                ? reader(_request, source, arguments)
                : resolver.Function!(NewContext(field, source, arguments));
            if (resolver.MayBeAsync && value is Task task)
            {
                if (!task.IsCompletedSuccessfully)
                {
                    Push(field.ResponseName);
                    AddHole(task, resolver.ReadResult, field, field.Shape);
                    Pop();
                    return true;
                }

                value = (resolver.ReadResult ?? TaskResults.Read)(task);
            }
        }
        catch (Exception exception)
        {
            _buffer.Truncate(start);
            Push(field.ResponseName);
            var completed = CompleteError(field, field.Shape, exception);
            Pop();
            return completed;
        }

        if (_depth == 0)
            _request.Observed?.Add(field.ResponseName, value);
        if (value is null)
            return CompleteNull(field, field.Shape, isInField: false);
        Push(field.ResponseName);
        var result = CompleteValue(field, field.Shape, value);
        Pop();
        return result;
    }

    /// <summary>CompleteValue, section 6.4.3, at the current path: false when the value is non-null and failed; the error is then recorded.</summary>
    private bool CompleteValue(PlannedField field, ValueShape shape, object? value)
    {
        if (value is null)
            return CompleteNull(field, shape, isInField: true);
        if (shape.IsNonNull)
            return CompleteNonNull(field, shape, value);
        var start = _buffer.Length;
        if (shape.Kind != ShapeKind.Leaf)
            PushScope(start);
        var completed = CompleteNonNull(field, shape, value);
        if (shape.Kind != ShapeKind.Leaf)
            PopScope();
        if (completed)
            return true;
        TakeBack(start);
        _buffer.WriteNull();
        return true;
    }

    private bool CompleteNonNull(PlannedField field, ValueShape shape, object value)
    {
        var depth = _depth;
        var pathLength = _pathLength;
        var scopeCount = _scopeCount;
        try
        {
            switch (shape.Kind)
            {
                case ShapeKind.Leaf:
                    WriteLeaf(shape.Named!, value);
                    return true;
                case ShapeKind.Object:
                    return CompleteObject(field, (ObjectType)shape.Named!, value);
                case ShapeKind.Abstract:
                    return ExecuteSelection(field.ChildFor(ResolveAbstractType(field, shape.Named!, value)), value);
                default:
                    return CompleteList(field, shape.Item!, value);
            }
        }
        catch (Exception exception)
        {
            _depth = depth;
            _pathLength = pathLength;
            _scopeCount = scopeCount;
            AddError(field, exception);
            return false;
        }
    }

    private bool CompleteObject(PlannedField field, ObjectType type, object value)
    {
        if (type.IsTypeOf is { } isTypeOf && !isTypeOf(value))
            throw new GraphQLException($"Expected value of type \"{type.Name}\" but got: {EcmaScript.Inspect(value)}.");
        return ExecuteSelection(field.ChildFor(type), value);
    }

    private void WriteLeaf(NamedType type, object value)
    {
        if (type is ScalarType scalar)
        {
            scalar.Write(value, _buffer);
            return;
        }

        var enumType = (EnumType)type;
        var name = enumType.FindByValue(value is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString()! : value)
            ?? throw new GraphQLException($"Enum \"{type.Name}\" cannot represent value: {EcmaScript.Inspect(value)}");
        _buffer.WriteString(name.Name);
    }

    private bool CompleteList(PlannedField field, ValueShape item, object value)
    {
        _buffer.WriteByte((byte)'[');
        var completed = value switch
        {
            IList list => CompleteItems(field, item, list),
            JsonElement { ValueKind: JsonValueKind.Array } array => CompleteItems(field, item, new JsonItems(array)),
            string or JsonElement or IDictionary or not IEnumerable => throw new GraphQLException(
                $"Expected Iterable, but did not find one for field \"{field.ParentType.Name}.{field.Definition.Name}\"."),
            IEnumerable items => CompleteItems(field, item, items),
        };
        _buffer.WriteByte((byte)']');
        return completed;
    }

    private bool CompleteItems(PlannedField field, ValueShape item, IList list)
    {
        var onlyChild = item is { Kind: ShapeKind.Object, IsNonNull: true, Named: ObjectType { IsTypeOf: null } type } ? field.ChildFor(type) : null;
        var count = list.Count;
        Push(0);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                _buffer.WriteByte((byte)',');
            SetIndex(i);
            var value = list[i];
            var completed = onlyChild is not null && value is not null and not Task
                ? ExecuteSelection(onlyChild, value)
                : CompleteItem(field, item, value);
            if (completed)
                continue;
            Pop();
            return false;
        }

        Pop();
        return true;
    }

    private bool CompleteItems(PlannedField field, ValueShape item, IEnumerable items)
    {
        Push(0);
        var i = 0;
        foreach (var value in items)
        {
            if (i > 0)
                _buffer.WriteByte((byte)',');
            SetIndex(i++);
            if (CompleteItem(field, item, value))
                continue;
            Pop();
            return false;
        }

        Pop();
        return true;
    }

    private bool CompleteItem(PlannedField field, ValueShape item, object? value)
    {
        if (value is not Task task)
            return CompleteValue(field, item, value is JsonElement { ValueKind: JsonValueKind.Null } ? null : value);
        if (task.IsCompletedSuccessfully)
            return CompleteValue(field, item, TaskResults.Read(task));
        AddHole(task, null, field, item);
        return true;
    }

    /// <summary>ResolveAbstractType, section 6.4.3.</summary>
    private ObjectType ResolveAbstractType(PlannedField field, NamedType abstractType, object value)
    {
        var schema = _operation.Schema;
        var named = abstractType is InterfaceType interfaceType ? interfaceType.ResolveType : ((UnionType)abstractType).ResolveType;
        var name = named is not null ? named(value) : DefaultTypeName(abstractType, value);
        if (name is null)
        {
            throw new GraphQLException(
                $"Abstract type \"{abstractType.Name}\" must resolve to an Object type at runtime for field \"{field.ParentType.Name}.{field.Definition.Name}\". Either the \"{abstractType.Name}\" type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function.");
        }

        var type = schema.FindType(name)
            ?? throw new GraphQLException($"Abstract type \"{abstractType.Name}\" was resolved to a type \"{name}\" that does not exist inside the schema.");
        if (type is not ObjectType objectType)
            throw new GraphQLException($"Abstract type \"{abstractType.Name}\" was resolved to a non-object type \"{name}\".");
        return schema.IsSubType(abstractType, objectType)
            ? objectType
            : throw new GraphQLException($"Runtime Object type \"{name}\" is not a possible type for \"{abstractType.Name}\".");
    }

    private string? DefaultTypeName(NamedType abstractType, object value)
    {
        switch (DefaultResolver.Read(value, "__typename"))
        {
            case string name: return name;
            case JsonElement { ValueKind: JsonValueKind.String } name: return name.GetString();
        }

        foreach (var type in _operation.Schema.GetPossibleTypes(abstractType))
            if (type.IsTypeOf?.Invoke(value) == true)
                return type.Name;
        return null;
    }

    private object?[] ArgumentsOf(PlannedField field)
    {
        if (field.ConstantArguments is { } constant)
            return constant;
        if (!field.HasConstantArguments && field.Index < _arguments.Length && _arguments[field.Index] is { } known)
            return known;
        var byName = InputCoercion.CoerceArguments(field.Definition.Arguments, field.Nodes[0].Arguments, field.Nodes[0], _variables);
        var arguments = new object?[field.Definition.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var definition = field.Definition.Arguments.GetAt(i).Value;
            arguments[i] = byName.TryGetValue(definition.Name, out var value)
                ? definition.Convert is { } convert ? convert(value) : value
                : definition.AbsentValue;
        }

        if (field.HasConstantArguments)
            return field.ConstantArguments = arguments;
        if (field.Index >= _arguments.Length)
            Array.Resize(ref _arguments, Math.Max(_plan.FieldCount, field.Index + 1));
        return _arguments[field.Index] = arguments;
    }

    private ResolverContext NewContext(PlannedField field, object? source, object?[] arguments)
    {
        Push(field.ResponseName);
        var path = CurrentPath();
        Pop();
        return new(_request, _operation, field, source, arguments, _variables, path);
    }

    private bool CompleteNull(PlannedField field, ValueShape shape, bool isInField)
    {
        if (!shape.IsNonNull)
        {
            _buffer.WriteNull();
            return true;
        }

        if (!isInField)
            Push(field.ResponseName);
        AddError(field, new GraphQLError($"Cannot return null for non-nullable field {field.ParentType.Name}.{field.Definition.Name}."));
        if (!isInField)
            Pop();
        return false;
    }

    private bool CompleteError(PlannedField field, ValueShape shape, Exception exception)
    {
        AddError(field, exception);
        if (shape.IsNonNull)
            return false;
        _buffer.WriteNull();
        return true;
    }

    private void AddError(PlannedField field, Exception exception)
    {
        if (exception is RequestOverException)
            throw exception;
        if (exception is GraphQLException expected)
        {
            foreach (var error in expected.Errors)
                AddError(field, error);
            return;
        }

        AddError(field, _unexpected.Report(exception, $"{field.ParentType.Name}.{field.Definition.Name}", _request));
    }

    /// <summary>Records an error at the current path, located at the field unless it brings its own place.</summary>
    private void AddError(PlannedField field, GraphQLError error)
    {
        var located = error.Locations.Length > 0 ? error : new GraphQLError(error.Message, field.Nodes);
        _errors.Add(new GraphQLError(error.Message)
        {
            Locations = located.Locations,
            Path = error.Path ?? ResponsePath.ToList(CurrentPath()),
            Extensions = error.Extensions,
            Code = error.Code,
        });
    }

    private void AddHole(Task task, Func<Task, object?>? readResult, PlannedField field, ValueShape shape)
    {
        var pending = new PendingField(task, readResult, field, shape, CurrentPath(), _buffer.Length, CurrentScope());
        _region.Add(pending);
        _pending.Add(pending);
    }

    private void TakeBack(int position)
    {
        _buffer.Truncate(position);
        _region.Truncate(position);
    }

    private void Push(string name) => Push(new PathEntry { Name = name });

    private void Push(int index) => Push(new PathEntry { Index = index });

    private void Push(PathEntry entry)
    {
        if (_pathLength == _path.Length)
            Array.Resize(ref _path, Math.Max(16, _path.Length * 2));
        _path[_pathLength++] = entry;
    }

    private void SetIndex(int index)
    {
        ref var entry = ref _path[_pathLength - 1];
        entry.Index = index;
        entry.Path = null;
    }

    private void Pop() => _pathLength--;

    private ResponsePath? CurrentPath()
    {
        var path = _basePath;
        for (var i = 0; i < _pathLength; i++)
        {
            ref var entry = ref _path[i];
            path = entry.Path ??= new(path, entry.Name, entry.Index);
        }

        return path;
    }

    private void PushScope(int start)
    {
        if (_scopeCount == _scopes.Length)
            Array.Resize(ref _scopes, Math.Max(16, _scopes.Length * 2));
        _scopes[_scopeCount++] = new() { Start = start };
    }

    private void PopScope()
    {
        if (_scopes[--_scopeCount].Scope is { } scope)
            scope.End = _buffer.Length;
    }

    /// <summary>The nearest nullable value around the current position; scopes become objects only when something waits inside them.</summary>
    private NullScope? CurrentScope()
    {
        var scope = _baseScope;
        for (var i = 0; i < _scopeCount; i++)
        {
            ref var entry = ref _scopes[i];
            if (entry.Scope is null)
            {
                entry.Scope = new(scope, entry.Start);
                _region.Add(entry.Scope);
            }

            scope = entry.Scope;
        }

        return scope;
    }

    /// <summary>A JSON array as a list, so that it is completed like any other.</summary>
    private sealed class JsonItems(JsonElement array) : IEnumerable
    {
        public IEnumerator GetEnumerator() => array.EnumerateArray();
    }
}
