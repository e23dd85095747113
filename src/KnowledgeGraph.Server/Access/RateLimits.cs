using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// How much one caller may ask: a bucket of operations that fills at a steady rate, for each name, and for each address (IPv6: each
/// /64) of those without a name. Operations that cost more take more.
/// </summary>
internal sealed class RateLimits(AccessSettings settings, TimeProvider time)
{
    /// <summary>Cost that one operation has for free; what is above takes one more of the bucket each time.</summary>
    private const double CostOfOne = 5_000;
    private const int UsualRate = 100;
    private const int MostBuckets = 100_000;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly double _rate = settings.RateLimit ?? UsualRate;
    private readonly double _burst = settings.RateBurst ?? 10 * (settings.RateLimit ?? UsualRate);

    /// <summary>Takes one operation of the caller's bucket; otherwise the seconds (1 or more) until there is one.</summary>
    public int? Take(Caller caller, IPAddress? address) => Take(caller, address, 1);

    /// <summary>Takes what an operation costs beyond the one that was taken already.</summary>
    public int? TakeMore(Caller caller, IPAddress? address, double cost) => cost <= CostOfOne ? null : Take(caller, address, Math.Floor(cost / CostOfOne));

    private int? Take(Caller caller, IPAddress? address, double amount)
    {
        if (_rate == 0 || (settings.RateLimit is null && (address is null || IPAddress.IsLoopback(address)))) return null;
        var bucket = BucketOf(KeyOf(caller, address));
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Left = Math.Min(_burst, bucket.Left + time.GetElapsedTime(bucket.Filled, now).TotalSeconds * _rate);
            bucket.Filled = now;
            // The dearest operation of all may still run, from a full bucket.
            var needed = Math.Min(amount, _burst);
            if (bucket.Left < needed) return (int)Math.Max(1, Math.Ceiling((needed - bucket.Left) / _rate));
            bucket.Left -= needed;
            return null;
        }
    }

    private Bucket BucketOf(string key)
    {
        if (_buckets.TryGetValue(key, out var known)) return known;
        // A caller that was never seen has a full bucket; forgetting those that are full again changes nothing.
        if (_buckets.Count >= MostBuckets) Forget();
        return _buckets.GetOrAdd(key, new Bucket(_burst, time.GetTimestamp()));
    }

    private void Forget()
    {
        var now = time.GetTimestamp();
        foreach (var (key, bucket) in _buckets)
            if (bucket.Left + time.GetElapsedTime(bucket.Filled, now).TotalSeconds * _rate >= _burst) _buckets.TryRemove(key, out _);
        if (_buckets.Count >= MostBuckets) _buckets.Clear();
    }

    private static string KeyOf(Caller caller, IPAddress? address)
    {
        if (caller.IsKnown) return $"{caller.Kind} {caller.Name}";
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private sealed class Bucket(double left, long filled)
    {
        public double Left { get; set; } = left;

        public long Filled { get; set; } = filled;
    }
}
