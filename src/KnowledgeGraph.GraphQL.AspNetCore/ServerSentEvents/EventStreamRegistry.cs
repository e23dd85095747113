using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>The streams of the single connection mode by their tokens. A token is the only key to a stream: 256 random bits.</summary>
internal sealed class EventStreamRegistry(int maxStreams, TimeSpan reservationLifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, EventStream> _streams = new(StringComparer.Ordinal);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <returns>The token of a new stream; null where there are too many.</returns>
    public string? Reserve()
    {
        if (Interlocked.Increment(ref _count) > maxStreams)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var stream = new EventStream();
        _streams[token] = stream;
        var expiry = time.CreateTimer(_ => Expire(token, stream), null, reservationLifetime, Timeout.InfiniteTimeSpan);
        stream.Ended.Register(expiry.Dispose);
        return token;
    }

    public EventStream? Find(string token) => _streams.GetValueOrDefault(token);

    public void Remove(string token)
    {
        if (!_streams.TryRemove(token, out var stream))
            return;
        Interlocked.Decrement(ref _count);
        stream.Dispose();
    }

    private void Expire(string token, EventStream stream)
    {
        // Whoever connects first wins: a stream that expires can no longer be connected.
        if (stream.TryConnect())
            Remove(token);
    }
}
