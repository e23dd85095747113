namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>
/// Repeats work that failed for a passing reason: after 1 s, then twice as long each time, each wait 20 % more or less by chance
/// so that clients that failed together do not return together, until the driver's retry time is over.
/// </summary>
internal sealed class RetryLoop(Config config)
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private const double Growth = 2.0;
    private const double Spread = 0.2;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var start = config.Time.GetTimestamp();
        var wait = s_firstWait;
        while (true)
        {
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            catch (Neo4jException e) when (e.IsRetriable && config.Time.GetElapsedTime(start) < config.MaxTransactionRetryTime)
            {
                config.Logger?.Warn(e, "Transaction failed and is tried again in about {0}.", wait);
            }

            await Task.Delay(wait * (1 + Spread * (2 * config.Jitter() - 1)), config.Time, cancellationToken).ConfigureAwait(false);
            wait *= Growth;
        }
    }
}
