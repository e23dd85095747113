using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Subscriptions: one response per event.</summary>
public sealed partial class RequestExecutor
{
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
            yield return await ExecuteOnceAsync(request, scope.ServiceProvider, operation, variables, enumerator.Current, null, linked.Token).ConfigureAwait(false);
        }
    }
}
