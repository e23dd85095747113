using KnowledgeGraph.Bolt.Connections;

namespace KnowledgeGraph.Bolt.Routing;

/// <summary>
/// Which database was last seen to be a user's home, so that the cluster need not be asked for each session. Used only while
/// every open connection leads to a server that passes requests on (Bolt 5.8's hint ssr.enabled): a guess that is wrong then costs
/// a detour, not a failure.
/// </summary>
internal sealed class HomeDatabases
{
    private const int Capacity = 10_000;

    private static readonly object s_driverUser = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<object, LinkedListNode<(object User, string Database)>> _known = [];
    private readonly LinkedList<(object User, string Database)> _byAge = new();
    private int _passingOn;
    private int _others;

    /// <summary>A connection was opened (1) or closed (-1).</summary>
    public void Count(bool passesOn, int change) => Interlocked.Add(ref passesOn ? ref _passingOn : ref _others, change);

    public string? Guess(ConnectionRequest request)
    {
        if (Volatile.Read(ref _passingOn) == 0 || Volatile.Read(ref _others) > 0) return null;
        lock (_gate) return _known.TryGetValue(UserOf(request), out var node) ? node.Value.Database : null;
    }

    public void Remember(ConnectionRequest request, string database)
    {
        var user = UserOf(request);
        lock (_gate)
        {
            if (_known.Remove(user, out var old)) _byAge.Remove(old);
            _known[user] = _byAge.AddLast((user, database));
            if (_known.Count <= Capacity) return;
            _known.Remove(_byAge.First!.Value.User);
            _byAge.RemoveFirst();
        }
    }

    /// <summary>The impersonated user, else the session's own, else the driver's, whatever token that has at the moment.</summary>
    private static object UserOf(ConnectionRequest request) =>
        request.ImpersonatedUser
        ?? (request.SessionToken is { IsBasic: true, Principal: { } name } ? name : null)
        ?? request.SessionToken
        ?? s_driverUser;
}
