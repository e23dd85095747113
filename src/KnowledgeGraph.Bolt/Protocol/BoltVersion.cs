namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>A version of the protocol, and what it brought (Bolt documentation, "Version changes").</summary>
internal readonly record struct BoltVersion(int Major, int Minor) : IComparable<BoltVersion>
{
    internal static readonly BoltVersion V44 = new(4, 4);
    internal static readonly BoltVersion V50 = new(5, 0);
    internal static readonly BoltVersion Newest = new(5, 8);

    /// <summary>What this client speaks, best first.</summary>
    internal static readonly BoltVersion[] Supported = [.. Enumerable.Range(0, 9).Reverse().Select(minor => new BoltVersion(5, minor)), V44];

    /// <summary>LOGON and LOGOFF are messages of their own.</summary>
    public bool HasLogon => this >= new BoltVersion(5, 1);

    public bool HasNotificationFilters => this >= new BoltVersion(5, 2);

    public bool HasBoltAgent => this >= new BoltVersion(5, 3);

    public bool HasTelemetry => this >= new BoltVersion(5, 4);

    /// <summary>GQL status objects instead of notifications, classifications instead of categories.</summary>
    public bool HasStatusObjects => this >= new BoltVersion(5, 5);

    public bool NeedsUtcPatch => this < V50;

    public int CompareTo(BoltVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public static bool operator <(BoltVersion left, BoltVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(BoltVersion left, BoltVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(BoltVersion left, BoltVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BoltVersion left, BoltVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Major}.{Minor}";
}
