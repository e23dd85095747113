namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>robots.txt files by site. Each is read once, however many ask at the same time; one that could not be read is asked for again soon.</summary>
internal sealed class RobotsCache(TimeProvider time, TimeSpan lifetime)
{
    private const int MostSites = 2_000;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<Uri, Entry> _sites = [];

    /// <param name="root">Scheme, host and port.</param>
    /// <param name="read">Reads a site's file: its rules, and what failed where nothing may be read.</param>
    public async Task<(RobotsRules Rules, FetchFailed? Failure)> OfAsync(
        Uri root, Func<Uri, CancellationToken, Task<(RobotsRules, FetchFailed?)>> read, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        Entry entry;
        lock (_gate)
        {
            if (!_sites.TryGetValue(root, out entry!) || IsOver(entry, now))
            {
                if (_sites.Count >= MostSites) _sites.Remove(_sites.MinBy(site => site.Value.Since).Key);
                // Not with the caller's token: others wait for the same answer. The fetcher's own time limit ends it.
                _sites[root] = entry = new(now, Task.Run(() => read(root, CancellationToken.None), CancellationToken.None));
            }
        }
        return await entry.Reading.WaitAsync(cancellation);
    }

    private bool IsOver(Entry entry, DateTimeOffset now) =>
        entry.Reading.IsFaulted || now - entry.Since > (entry.Reading is { IsCompletedSuccessfully: true, Result.Failure: not null } ? AfterFailure : lifetime);

    private sealed record Entry(DateTimeOffset Since, Task<(RobotsRules Rules, FetchFailed? Failure)> Reading);
}
