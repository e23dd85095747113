namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Remembers background work of one connection until it is done, so that the connection does not end before it.</summary>
internal sealed class WorkTracker
{
    private readonly HashSet<Task> _work = [];

    /// <summary>Work that is not done, stopped or not.</summary>
    public int Count
    {
        get
        {
            lock (_work)
                return _work.Count;
        }
    }

    /// <param name="work">Never fails.</param>
    public void Track(Task work)
    {
        lock (_work)
            _work.Add(work);
        _ = work.ContinueWith(
            done =>
            {
                lock (_work)
                    _work.Remove(done);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public Task WhenIdleAsync()
    {
        lock (_work)
            return Task.WhenAll(_work.ToArray());
    }
}
