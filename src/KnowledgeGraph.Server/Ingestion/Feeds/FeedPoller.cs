using System.Collections.Concurrent;

namespace KnowledgeGraph.Server.Ingestion.Feeds;

/// <summary>Follows the feeds for as long as the server runs; each has its own clock.</summary>
public sealed class FeedPoller(FeedPoll poll, FeedOptions options, FeedStateFile file, TimeProvider time, ILogger<FeedPoller> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, FeedState> _states = new(StringComparer.Ordinal);

    /// <summary>The feeds in the order of their addresses, as they stand.</summary>
    public IReadOnlyList<FeedState> Feeds => [.. options.Addresses.Select(address => _states.GetValueOrDefault(address.AbsoluteUri) ?? new FeedState(address.AbsoluteUri)).OrderBy(feed => feed.Address, StringComparer.Ordinal)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Addresses.Count == 0) return;
        var (known, problem) = await file.ReadAsync(stoppingToken);
        if (problem is not null) logger.LogWarning("{Problem}", problem);
        // States of feeds that are not followed now are kept: they may be followed again.
        foreach (var state in known.Values) _states[state.Address] = state;
        await Task.WhenAll(options.Addresses.Select(address => FollowAsync(address, stoppingToken)));
    }

    private async Task FollowAsync(Uri address, CancellationToken stopping)
    {
        var state = _states.GetOrAdd(address.AbsoluteUri, name => new(name));
        try
        {
            while (true)
            {
                var wait = state.NextPoll - time.GetUtcNow() ?? TimeSpan.Zero;
                // A clock that was set back must not put a feed to sleep for years.
                if (wait > options.LongestInterval * 2) wait = options.Interval;
                if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stopping);
                state = await PollAsync(state, stopping);
                _states[state.Address] = state;
                await KeepAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Entries that were not done with are read again after the next start.
        }
    }

    private async Task<FeedState> PollAsync(FeedState state, CancellationToken stopping)
    {
        try
        {
            var next = await poll.RunAsync(state, stopping);
            if (next.LastError is { } error) logger.LogWarning("Feed {Address}: {Error}", state.Address, error);
            return next;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // One feed's misfortune is not the others'.
            logger.LogError(failed, "Feed {Address} could not be polled", state.Address);
            return state with { LastPoll = time.GetUtcNow(), LastError = $"could not be polled ({failed.GetType().Name})", Failures = state.Failures + 1, NextPoll = time.GetUtcNow() + options.Interval };
        }
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        try
        {
            await file.WriteAsync(_states.Values, stopping);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The state of the feeds cannot be written: {Reason}", failed.Message);
        }
    }
}
