using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>The recipe of a request: find the document, parse, validate, find the operation, coerce variables, price, execute (section 6.1).</summary>
public sealed class RequestExecutor : IRequestExecutor
{
    private readonly RequestExecutorOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly UnexpectedErrors _unexpected;
    private readonly DocumentCache _documents;

    /// <param name="services">The application's services; requests without a scope of their own get one from here.</param>
    public RequestExecutor(Schema schema, RequestExecutorOptions? options = null, IServiceProvider? services = null)
    {
        Schema = schema;
        _options = (options ?? new()).Copy();
        _services = services ?? NoServices.Instance;
        _time = _services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = (ILogger?)_services.GetService<ILogger<RequestExecutor>>() ?? NullLogger.Instance;
        _unexpected = new(logger, _options.IncludeExceptionDetails);
        _documents = new(_options.DocumentCacheSize);
    }

    public Schema Schema { get; }

    public ValueTask<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (FindDocument(request, out var document) is { } refused)
            return new(Fail(refused));
        if (document!.Errors.Count > 0)
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

        var errors = new List<GraphQLError>();
        var variables = InputCoercion.CoerceVariables(Schema, operation.Node.VariableDefinitions, request.Variables, errors);
        if (errors.Count > 0)
            return new(Fail(errors));
        return operation.Node.Operation == OperationType.Subscription && !_options.ExecutesSubscriptionsOnce
            ? new(SubscribeAsync(request, operation, variables, cancellationToken))
            : ExecuteOperationAsync(request, operation, variables, cancellationToken);
    }

    private ValueTask<ExecutionResult> ExecuteOperationAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        if (request.Services is { } services)
        {
            var running = ExecuteOnceAsync(request, services, operation, variables, request.RootValue, cancellationToken);
            return running.IsCompletedSuccessfully ? new(running.Result) : new(Widen(running));
        }

        return new(ExecuteInScopeAsync(request, operation, variables, cancellationToken));

        static async Task<ExecutionResult> Widen(ValueTask<OperationResult> running) => await running.ConfigureAwait(false);
    }

    private async Task<ExecutionResult> ExecuteInScopeAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        await using var scope = CreateScope();
        return await ExecuteOnceAsync(request, scope.ServiceProvider, operation, variables, request.RootValue, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes the operation's selections on one root value.</summary>
    private ValueTask<OperationResult> ExecuteOnceAsync(
        GraphQLRequest request, IServiceProvider services, PreparedOperation operation, Dictionary<string, object?> variables, object? rootValue, CancellationToken cancellationToken)
    {
        var context = new RequestContext(request, services, _time, _options.ExecutionTimeout, cancellationToken);
        var execution = new OperationExecution(context, operation, operation.PlanFor(variables), variables, _options, _unexpected);
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

        if (!running.IsCompletedSuccessfully)
            return AwaitAsync(running, execution, context, operation, cancellationToken);
        context.Dispose();
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
        finally
        {
            context.Dispose();
        }
    }

    private OperationResult Over(RequestOverException over, PreparedOperation operation, CancellationToken cancellationToken)
    {
        if (!over.IsTimeout)
            throw new OperationCanceledException(cancellationToken);
        var seconds = _options.ExecutionTimeout.TotalSeconds;
        return new(new JsonBuffer(16), null, [new GraphQLError($"The operation took longer than the {seconds} seconds that it may take.") { Code = ExecutionErrorCodes.Timeout }])
        {
            WriteErrorCodes = _options.IncludeErrorCodes,
            Operation = operation.Node.Operation,
        };
    }

    /// <summary>Subscribe, section 6.2.3: opens the source stream, then executes the selections once per event.</summary>
    private async Task<ExecutionResult> SubscribeAsync(
        GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        var scope = request.Services is null ? CreateScope() : (AsyncServiceScope?)null;
        var context = new RequestContext(request, request.Services ?? scope!.Value.ServiceProvider, _time, Timeout.InfiniteTimeSpan, cancellationToken);
        try
        {
            var execution = new OperationExecution(context, operation, operation.PlanFor(variables), variables, _options, _unexpected);
            var (events, error) = await execution.OpenSourceAsync(request.RootValue).ConfigureAwait(false);
            if (error is not null)
            {
                await CloseAsync().ConfigureAwait(false);
                return Fail([error]);
            }

            return new ResponseStream(MapEventsAsync(events!, request, operation, variables, context.RequestAborted), CloseAsync);
        }
        catch (RequestOverException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new OperationCanceledException(cancellationToken);
        }

        async ValueTask CloseAsync()
        {
            context.Dispose();
            if (scope is { } owned)
                await owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<OperationResult> MapEventsAsync(
        IAsyncEnumerable<object?> events, GraphQLRequest request, PreparedOperation operation, Dictionary<string, object?> variables,
        CancellationToken streamToken, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(streamToken, cancellationToken);
        var enumerator = events.GetAsyncEnumerator(linked.Token);
        await using var closing = enumerator.ConfigureAwait(false);
        while (true)
        {
            OperationResult? failure = null;
            try
            {
                if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                    yield break;
            }
            catch (OperationCanceledException) when (linked.IsCancellationRequested)
            {
                yield break;
            }
            catch (GraphQLException exception)
            {
                failure = Fail(exception.Errors);
            }
            catch (Exception exception)
            {
                failure = Fail([_unexpected.Report(exception, "the subscription's event stream", null)]);
            }

            if (failure is not null)
            {
                yield return failure;
                yield break;
            }

            await using var scope = CreateScope();
            yield return await ExecuteOnceAsync(request, scope.ServiceProvider, operation, variables, enumerator.Current, linked.Token).ConfigureAwait(false);
        }
    }

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
        try
        {
            var parsed = Parser.Parse(text, _options.Parser);
            document = new(Schema, parsed, Validator.Validate(Schema, parsed, _options.Validation));
        }
        catch (GraphQLException exception)
        {
            return exception.Errors;
        }

        _documents.Add(text, document);
        return null;
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
