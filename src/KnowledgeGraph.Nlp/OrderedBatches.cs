using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// Annotates a stream on several threads and gives the results in the stream's order. Short texts go together (the encoder works on blocks of
/// rows), but no text waits for others that have not come yet. Reads no further ahead than a few batches.
/// </summary>
internal static class OrderedBatches
{
    private const int MostTexts = 32, EnoughCharacters = 4_096, AheadPerThread = 3;

    public static async IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        LanguageModel model, IAsyncEnumerable<T> items, Func<T, string> textOf, Func<T, Doc, TResult> resultOf, int degree,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var free = new SemaphoreSlim(degree);
        var running = new Queue<Task<TResult[]>>();
        var batch = new List<T>();
        var characters = 0;
        var source = items.GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        try
        {
            next = source.MoveNextAsync().AsTask();
            while (true)
            {
                if (batch.Count > 0 && (!next.IsCompletedSuccessfully || batch.Count == MostTexts || characters >= EnoughCharacters)) Start();
                var isFull = running.Count >= AheadPerThread * degree;
                if (running.Count > 0 && (isFull || running.Peek().IsCompleted || !next.IsCompletedSuccessfully))
                {
                    // Where there is room for more, whichever comes first: the oldest result or the next text.
                    if (isFull || next.IsCompleted) await running.Peek().ConfigureAwait(false);
                    else await Task.WhenAny(running.Peek(), next).ConfigureAwait(false);
                    if (running.Peek().IsCompleted)
                        foreach (var result in await running.Dequeue().ConfigureAwait(false)) yield return result;
                    continue;
                }
                if (!await next.ConfigureAwait(false)) break;
                batch.Add(source.Current);
                characters += textOf(source.Current).Length;
                next = source.MoveNextAsync().AsTask();
            }
            if (batch.Count > 0) Start();
            while (running.TryDequeue(out var oldest))
                foreach (var result in await oldest.ConfigureAwait(false)) yield return result;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (next is not null) await Settled(next).ConfigureAwait(false);
            foreach (var task in running) await Settled(task).ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }

        void Start()
        {
            var (taken, token) = (batch.ToArray(), stop.Token);
            batch.Clear();
            characters = 0;
            running.Enqueue(Task.Run(() => WorkAsync(taken, token), token));
        }

        async Task<TResult[]> WorkAsync(T[] taken, CancellationToken token)
        {
            await free.WaitAsync(token).ConfigureAwait(false);
            try
            {
                var docs = model.Annotate(Array.ConvertAll(taken, x => textOf(x)), token);
                return [.. taken.Zip(docs, resultOf)];
            }
            finally
            {
                free.Release();
            }
        }
    }

    /// <summary>Waits for a task whose outcome no longer matters.</summary>
    private static Task Settled(Task task) => task.ContinueWith(
        static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
