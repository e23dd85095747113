using System.Buffers;
using System.Diagnostics;
using System.Text;
using KnowledgeGraph.GraphQL.Execution.Documents;
using KnowledgeGraph.GraphQL.Execution.Limits;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>The recipe of a request: find the document, parse, validate, find the operation, coerce variables, price, execute (section 6.1).</summary>
public sealed partial class RequestExecutor : IRequestExecutor
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    private readonly RequestExecutorOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly UnexpectedErrors _unexpected;
    private readonly DocumentCache _documents;
    private readonly ITrustedDocuments? _trusted;
    private readonly IOperationMiddleware? _middleware;
    private readonly ILogger _logger;

    /// <param name="services">The application's services; requests without a scope of their own get one from here.</param>
    public RequestExecutor(Schema schema, RequestExecutorOptions? options = null, IServiceProvider? services = null)
    {
        Schema = schema;
        _options = (options ?? new()).Copy();
        _services = services ?? NoServices.Instance;
        _time = _services.GetService<TimeProvider>() ?? TimeProvider.System;
        _logger = (ILogger?)_services.GetService<ILogger<RequestExecutor>>() ?? NullLogger.Instance;
        _trusted = _services.GetService<ITrustedDocuments>();
        _middleware = _services.GetService<IOperationMiddleware>();
        _unexpected = new(_logger, _options.IncludeExceptionDetails);
        _documents = new(_options.DocumentCacheSize, _options.DocumentCacheBytes);
    }

    public Schema Schema { get; }

    public ValueTask<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return GraphQLDiagnostics.Source.HasListeners() || GraphQLDiagnostics.OperationDuration.Enabled
            ? new(ExecuteObservedAsync(request, cancellationToken))
            : ExecuteUnobservedAsync(request, cancellationToken);
    }

    private async Task<ExecutionResult> ExecuteObservedAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        using var activity = GraphQLDiagnostics.Start("GraphQL operation");
        var started = _time.GetTimestamp();
        var result = await ExecuteUnobservedAsync(request, cancellationToken).ConfigureAwait(false);
        var single = result as OperationResult;
        var type = single is null ? "subscription" : single.Operation?.ToString().ToLowerInvariant() ?? "none";
        var outcome = single is { Errors.Count: > 0 } ? "error" : "success";
        GraphQLDiagnostics.OperationDuration.Record(
            _time.GetElapsedTime(started).TotalSeconds, new("graphql.operation.type", type), new("graphql.outcome", outcome));
        if (activity is not null)
        {
            activity.DisplayName = type == "none" ? "GraphQL operation" : type;
            activity.SetTag("graphql.operation.type", type);
            if (request.OperationName is { Length: > 0 and <= 100 } name)
                activity.SetTag("graphql.operation.name", name);
            if (outcome == "error")
                activity.SetStatus(ActivityStatusCode.Error);
        }

        return result;
    }

    private ValueTask<ExecutionResult> ExecuteUnobservedAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        if (request.DocumentId is not null || _options.OnlyTrustedDocuments)
            return new(ExecuteTrustedAsync(request, cancellationToken));
        return FindDocument(request, out var document) is { } refused
            ? new(Fail(refused))
            : ExecuteDocumentAsync(document!, request, cancellationToken);
    }

    /// <summary>GetOperation, then everything that can refuse it before it runs.</summary>
    private ValueTask<ExecutionResult> ExecuteDocumentAsync(PreparedDocument document, GraphQLRequest request, CancellationToken cancellationToken)
    {
        if (document.Errors.Count > 0)
            return new(Fail(document.Errors));
        var operation = document.FindOperation(string.IsNullOrEmpty(request.OperationName) ? null : request.OperationName, out var unresolved);
        if (operation is null)
            return new(Fail([unresolved!]));
        if (!Allows(request.AllowedOperations, operation.Node.Operation))
            return new(Fail([NotAllowed(operation.Node)]));
        if (operation.RootType is null)
        {
            var kind = operation.Node.Operation.ToString().ToLowerInvariant();
            return new(Fail([new GraphQLError($"Schema is not configured to execute {kind} operation.", operation.Node) { Code = ExecutionErrorCodes.OperationResolutionFailure }]));
        }

        if (operation.CheckShape(_options.Limits) is { } tooLarge)
            return new(Fail([tooLarge]));
        if (operation.GuardedFields.Count > 0 && GuardedField.Check(operation.GuardedFields, request) is { Count: > 0 } guarded)
            return new(Fail(guarded));
        var variables = NoVariables;
        if (operation.Node.VariableDefinitions.Length > 0)
        {
            var errors = new List<GraphQLError>();
            variables = InputCoercion.CoerceVariables(Schema, operation.Node.VariableDefinitions, request.Variables, errors);
            if (errors.Count > 0)
                return new(Fail(errors));
        }

        var cost = _options.Limits.LimitCost || request.Cost != CostMode.Enforce ? operation.CostOf(variables, _options.Limits) : default;
        if (request.Cost == CostMode.Validate)
            return new(new OperationResult(new JsonBuffer(16), null, []) { Extensions = cost.ToExtensions(), Operation = operation.Node.Operation });
        if (cost.Check(_options.Limits) is { } tooExpensive)
            return new(Fail([tooExpensive]));
        if (_middleware is not null)
            return _middleware.RunAsync(new(request, operation, variables, cost), info => RunAsync(request, operation, variables, cost, info, cancellationToken), cancellationToken);
        return RunAsync(request, operation, variables, cost, null, cancellationToken);
    }

    private ValueTask<ExecutionResult> RunAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, OperationCost cost, OperationInfo? info, CancellationToken cancellationToken)
    {
        if (operation.Node.Operation == OperationType.Subscription && !_options.ExecutesSubscriptionsOnce)
            return new(SubscribeAsync(request, operation, variables, cancellationToken));
        var running = ExecuteOperationAsync(request, operation, variables, info, cancellationToken);
        return request.Cost == CostMode.Report ? new(WithCostAsync(running, cost)) : running;
    }

    private static async Task<ExecutionResult> WithCostAsync(ValueTask<ExecutionResult> running, OperationCost cost)
    {
        var result = await running.ConfigureAwait(false);
        if (result is OperationResult single)
            single.Extensions = cost.ToExtensions();
        return result;
    }

    /// <summary>Executes a document that is known by its hash; where nothing else is allowed, a whole document is only compared.</summary>
    private async Task<ExecutionResult> ExecuteTrustedAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        var id = request.DocumentId?.ToLowerInvariant() ?? HashOf(request);
        if (id is not { Length: 64 } || id.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            return Fail([new("Expected the sha256 of a trusted document, 64 hex digits, as the document's id.") { Code = ExecutionErrorCodes.UnknownDocument }]);
        if (_trusted is null || await _trusted.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return Fail([request.DocumentId is null
                ? new("Only trusted documents are executed here, and this is not one of them.") { Code = ExecutionErrorCodes.UntrustedDocument }
                : new($"There is no trusted document {id}.") { Code = ExecutionErrorCodes.UnknownDocument }]);
        }

        return Prepare(text.Span, out var document) is { } refused
            ? Fail(refused)
            : await ExecuteDocumentAsync(document!, request, cancellationToken).ConfigureAwait(false);
    }

    private static string? HashOf(GraphQLRequest request)
    {
        if (!request.QueryUtf8.IsEmpty)
            return TrustedDocumentFolder.Hash(request.QueryUtf8.Span);
        return string.IsNullOrEmpty(request.Query) ? null : TrustedDocumentFolder.Hash(Encoding.UTF8.GetBytes(request.Query));
    }

    private ValueTask<ExecutionResult> ExecuteOperationAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, OperationInfo? info, CancellationToken cancellationToken)
    {
        if (request.Services is { } services)
        {
            var running = ExecuteOnceAsync(request, services, operation, variables, request.RootValue, info, cancellationToken);
            return running.IsCompletedSuccessfully ? new(running.Result) : new(Widen(running));
        }

        return new(ExecuteInScopeAsync(request, operation, variables, info, cancellationToken));

        static async Task<ExecutionResult> Widen(ValueTask<OperationResult> running) => await running.ConfigureAwait(false);
    }

    private async Task<ExecutionResult> ExecuteInScopeAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, OperationInfo? info, CancellationToken cancellationToken)
    {
        await using var scope = CreateScope();
        return await ExecuteOnceAsync(request, scope.ServiceProvider, operation, variables, request.RootValue, info, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes the operation's selections on one root value.</summary>
    private ValueTask<OperationResult> ExecuteOnceAsync(
        GraphQLRequest request, IServiceProvider services, PreparedOperation operation, Dictionary<string, object?> variables, object? rootValue,
        OperationInfo? info, CancellationToken cancellationToken)
    {
        var context = new RequestContext(request, services, _time, _options.ExecutionTimeout, cancellationToken) { Observed = info };
        var execution = new OperationExecution(context, operation, operation.PlanFor(variables), variables, _options, _unexpected);
        using var activity = GraphQLDiagnostics.Start("GraphQL execution");
        ValueTask<OperationResult> running;
        try
        {
            running = execution.RunAsync(rootValue);
        }
        catch (RequestOverException over)
        {
            execution.Abandon();
            context.Dispose();
            return new(Over(over, operation, cancellationToken));
        }
        catch (Exception exception)
        {
            execution.Abandon();
            context.Dispose();
            return new(WithoutData(operation, _unexpected.Report(exception, "execution", null)));
        }

        if (!running.IsCompletedSuccessfully)
            return AwaitAsync(running, execution, context, operation, cancellationToken);
        Close(context, operation);
        return running;
    }

    private async ValueTask<OperationResult> AwaitAsync(
        ValueTask<OperationResult> running, OperationExecution execution, RequestContext context, PreparedOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (RequestOverException over)
        {
            execution.Abandon();
            return Over(over, operation, cancellationToken);
        }
        catch (Exception exception)
        {
            execution.Abandon();
            return WithoutData(operation, _unexpected.Report(exception, "execution", null));
        }
        finally
        {
            Close(context, operation);
        }
    }

    private void Close(RequestContext context, PreparedOperation operation)
    {
        if (context.Elapsed > _options.SlowOperationThreshold)
            LogSlow(_logger, operation.Node.Operation.ToString().ToLowerInvariant(), operation.Node.Name?.Value ?? "without a name", context.Elapsed.TotalMilliseconds);
        context.Dispose();
    }

    [LoggerMessage(2, LogLevel.Warning, "Slow {Kind} {Name}: {Milliseconds} ms.")]
    private static partial void LogSlow(ILogger logger, string kind, string name, double milliseconds);

    private OperationResult Over(RequestOverException over, PreparedOperation operation, CancellationToken cancellationToken)
    {
        if (over.IsTooLarge)
            return WithoutData(operation, new GraphQLError(over.Message) { Code = ExecutionErrorCodes.LimitExceeded });
        if (!over.IsTimeout)
            throw new OperationCanceledException(cancellationToken);
        var seconds = _options.ExecutionTimeout.TotalSeconds;
        return WithoutData(operation, new GraphQLError($"The operation took longer than the {seconds} seconds that it may take.") { Code = ExecutionErrorCodes.Timeout });
    }

    private OperationResult WithoutData(PreparedOperation operation, GraphQLError error) => new(new JsonBuffer(16), null, [error])
    {
        WriteErrorCodes = _options.IncludeErrorCodes,
        Operation = operation.Node.Operation,
    };

    private AsyncServiceScope CreateScope() =>
        _services.GetService<IServiceScopeFactory>() is { } factory ? factory.CreateAsyncScope() : new AsyncServiceScope(new NoServices());

    private OperationResult Fail(IReadOnlyList<GraphQLError> errors) => OperationResult.FromErrors(errors, _options.IncludeErrorCodes);

    private IReadOnlyList<GraphQLError>? FindDocument(GraphQLRequest request, out PreparedDocument? document)
    {
        document = null;
        if (!request.QueryUtf8.IsEmpty)
            return Prepare(request.QueryUtf8.Span, out document);
        if (string.IsNullOrEmpty(request.Query))
            return [new("Must provide a document: a request needs \"query\".")];
        var length = Encoding.UTF8.GetMaxByteCount(request.Query.Length);
        byte[]? rented = null;
        var bytes = length <= 1024 ? stackalloc byte[length] : rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return Prepare(bytes[..Encoding.UTF8.GetBytes(request.Query, bytes)], out document);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private IReadOnlyList<GraphQLError>? Prepare(ReadOnlySpan<byte> text, out PreparedDocument? document)
    {
        document = _documents.Find(text);
        if (document is not null)
            return null;
        GraphQLDiagnostics.DocumentsPrepared.Add(1);
        try
        {
            DocumentNode parsed;
            using (GraphQLDiagnostics.Start("GraphQL parsing"))
                parsed = Parser.Parse(text, _options.Parser);
            using (GraphQLDiagnostics.Start("GraphQL validation"))
                document = new(Schema, parsed, Validate(parsed));
        }
        catch (GraphQLException exception)
        {
            return exception.Errors;
        }

        _documents.Add(text, document);
        return null;
    }

    private IReadOnlyList<GraphQLError> Validate(DocumentNode document)
    {
        var errors = Validator.Validate(Schema, document, _options.Validation);
        return _options.EnableIntrospection || errors.Count > 0 ? errors : IntrospectionGuard.Find(document);
    }

    private static bool Allows(AllowedOperations allowed, OperationType operation) => operation switch
    {
        OperationType.Query => allowed.HasFlag(AllowedOperations.Query),
        OperationType.Mutation => allowed.HasFlag(AllowedOperations.Mutation),
        _ => allowed.HasFlag(AllowedOperations.Subscription),
    };

    private static GraphQLError NotAllowed(OperationDefinitionNode operation) =>
        new($"A {operation.Operation.ToString().ToLowerInvariant()} cannot be run by a request of this kind.", operation) { Code = ExecutionErrorCodes.OperationNotAllowed };

    private sealed class NoServices : IServiceProvider, IServiceScope
    {
        public static readonly NoServices Instance = new();

        public IServiceProvider ServiceProvider => this;

        public object? GetService(Type serviceType) => null;

        public void Dispose()
        {
        }
    }
}
