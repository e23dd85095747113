namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>What to run and how; the steps that its rows take are in the classes below.</summary>
internal sealed record QueryPlan(Driver Driver, Query Query, QueryConfig Config)
{
    public async Task<EagerResult<T>> ExecuteAsync<T>(Func<ResultCursor, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var mode = Config.Routing == RoutingControl.Readers ? AccessMode.Read : AccessMode.Write;
        await using var session = Driver.SessionFor(Config);
        return await session.ExecuteAsync(
            mode,
            async (AsyncTransaction transaction) =>
            {
                var cursor = await transaction.RunCursorAsync(Query, cancellationToken).ConfigureAwait(false);
                var result = await read(cursor, cancellationToken).ConfigureAwait(false);
                var summary = await cursor.ConsumeAsync(cancellationToken).ConfigureAwait(false);
                return new EagerResult<T>(result, summary, await cursor.KeysAsync().ConfigureAwait(false));
            },
            Config.TransactionConfig ?? TransactionConfig.Default,
            Protocol.TelemetryApi.ExecutableQuery,
            wait: false,
            cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>The step of a query whose rows are wanted as they are, or mapped and filtered one by one.</summary>
internal sealed class ExecutableQuery<TIn, TOut>(QueryPlan plan, Func<IRecord, (bool Keep, TOut Value)> step) : IExecutableQuery<TIn, TOut>
{
    public IExecutableQuery<TIn, TOut> WithConfig(QueryConfig config) =>
        new ExecutableQuery<TIn, TOut>(plan with { Config = config ?? new QueryConfig() }, step);

    public IExecutableQuery<TIn, TOut> WithParameters(object parameters) => With(new Query(plan.Query.Text, parameters));

    public IExecutableQuery<TIn, TOut> WithParameters(Dictionary<string, object?> parameters) => With(new Query(plan.Query.Text, (IDictionary<string, object?>)parameters));

    public IExecutableQuery<TOut, TNext> WithMap<TNext>(Func<TOut, TNext> map) => new ExecutableQuery<TOut, TNext>(
        plan,
        record =>
        {
            var (keep, value) = step(record);
            return keep ? (true, map(value)) : (false, default!);
        });

    public IExecutableQuery<TIn, TOut> WithFilter(Func<TOut, bool> filter) => new ExecutableQuery<TIn, TOut>(
        plan,
        record =>
        {
            var (keep, value) = step(record);
            return (keep && filter(value), value);
        });

    public IReducedExecutableQuery<TResult> WithReduce<TResult>(Func<TResult> seed, Func<TResult, TOut, TResult> accumulate) =>
        WithReduce(seed, accumulate, static value => value);

    public IReducedExecutableQuery<TResult> WithReduce<TAccumulate, TResult>(
        Func<TAccumulate> seed, Func<TAccumulate, TOut, TAccumulate> accumulate, Func<TAccumulate, TResult> selectResult) =>
        new ReducedQuery<TResult>(plan, async (cursor, cancellationToken) =>
        {
            var value = seed();
            await foreach (var row in RowsAsync(cursor, cancellationToken).ConfigureAwait(false)) value = accumulate(value, row);
            return selectResult(value);
        });

    public IReducedExecutableQuery<TResult> WithStreamProcessor<TResult>(Func<IAsyncEnumerable<TOut>, Task<TResult>> streamProcessor) =>
        new ReducedQuery<TResult>(plan, (cursor, cancellationToken) => streamProcessor(RowsAsync(cursor, cancellationToken)));

    public Task<EagerResult<IReadOnlyList<TOut>>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        plan.ExecuteAsync<IReadOnlyList<TOut>>(ReadAllAsync, cancellationToken);

    private async Task<IReadOnlyList<TOut>> ReadAllAsync(ResultCursor cursor, CancellationToken cancellationToken)
    {
        var rows = new List<TOut>();
        while (await cursor.FetchAsync(cancellationToken).ConfigureAwait(false))
        {
            var (keep, value) = step(cursor.Current);
            if (keep) rows.Add(value);
        }

        return rows;
    }

    private async IAsyncEnumerable<TOut> RowsAsync(
        ResultCursor cursor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await cursor.FetchAsync(cancellationToken).ConfigureAwait(false))
        {
            var (keep, value) = step(cursor.Current);
            if (keep) yield return value;
        }
    }

    private ExecutableQuery<TIn, TOut> With(Query query) => new(plan with { Query = query }, step);
}

internal sealed class ReducedQuery<TOut>(QueryPlan plan, Func<ResultCursor, CancellationToken, Task<TOut>> read) : IReducedExecutableQuery<TOut>
{
    public Task<EagerResult<TOut>> ExecuteAsync(CancellationToken cancellationToken = default) => plan.ExecuteAsync(read, cancellationToken);
}
