using System.Collections.Concurrent;

namespace KnowledgeGraph.Server.Access;

/// <summary>The keys as a running server sees them: read again when the file changes, so that a revoked key is refused at once.</summary>
internal sealed partial class ApiKeys(ApiKeyFile file, TimeProvider time, ILogger<ApiKeys> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private volatile State _state = new(default, []);

    /// <summary>The caller that a key stands for; null with a reason where it stands for none.</summary>
    public async ValueTask<(Caller? Caller, string? Refusal)> FindAsync(string text, CancellationToken cancellation)
    {
        var keys = await KeysAsync(cancellation);
        if (ApiKey.IdOf(text) is not { } id || !keys.TryGetValue(id, out var key) || !key.Matches(text)) return (null, "The API key is not valid.");
        var now = time.GetUtcNow();
        if (key.Revoked is not null) return (null, "The API key was revoked.");
        if (key.IsExpired(now)) return (null, "The API key has expired.");
        _used[id] = now;
        return (new(key.Name, key.Role, CallerKind.ApiKey), null);
    }

    /// <summary>Writes down when keys were last used.</summary>
    public async Task NoteUsesAsync(CancellationToken cancellation)
    {
        if (_used.IsEmpty) return;
        var used = _used.ToArray();
        await file.ChangeAsync(keys => [.. keys.Select(key => Array.Find(used, use => use.Key == key.Id) is { Key: not null } use ? key with { LastUsed = use.Value } : key)], cancellation);
        foreach (var use in used) _used.TryRemove(use);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenNotes, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryNoteUsesAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await TryNoteUsesAsync(CancellationToken.None);
        }
    }

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    private async Task TryNoteUsesAsync(CancellationToken cancellation)
    {
        try
        {
            await NoteUsesAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogNotNoted(logger, e.Message);
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, ApiKey>> KeysAsync(CancellationToken cancellation)
    {
        var stamp = file.Stamp;
        if (_state.Stamp == stamp) return _state.Keys;
        await _reading.WaitAsync(cancellation);
        try
        {
            if (_state.Stamp != stamp) _state = new(stamp, (await file.ReadAsync(cancellation)).ToDictionary(key => key.Id));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // A file that cannot be read lets nobody in.
            LogUnreadable(logger, e.Message);
            _state = new(stamp, []);
        }
        finally
        {
            _reading.Release();
        }
        return _state.Keys;
    }

    [LoggerMessage(1, LogLevel.Error, "API keys cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The last use of API keys was not written down: {Reason}")]
    private static partial void LogNotNoted(ILogger logger, string reason);

    private sealed record State((DateTime, long) Stamp, Dictionary<string, ApiKey> Keys);
}
