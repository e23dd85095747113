using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>What BEGIN and an auto-commit RUN say about their transaction. Defaults are left out.</summary>
internal readonly record struct TransactionFields(
    AccessMode Mode, string? Database, string? ImpersonatedUser, string[] Bookmarks, TransactionConfig Config, NotificationsConfig? Notifications);

/// <summary>The client's messages (Bolt documentation, "Bolt Protocol message specification"), each as the version in use wants it.</summary>
internal static class Requests
{
    private const byte HelloTag = 0x01;
    private const byte GoodbyeTag = 0x02;
    private const byte ResetTag = 0x0F;
    private const byte RunTag = 0x10;
    private const byte BeginTag = 0x11;
    private const byte CommitTag = 0x12;
    private const byte RollbackTag = 0x13;
    private const byte DiscardTag = 0x2F;
    private const byte PullTag = 0x3F;
    private const byte TelemetryTag = 0x54;
    private const byte RouteTag = 0x66;
    private const byte LogonTag = 0x6A;
    private const byte LogoffTag = 0x6B;

    private static readonly Dictionary<string, object?> s_agent = new()
    {
        ["product"] = Config.DefaultUserAgent,
        ["platform"] = $"{System.Runtime.InteropServices.RuntimeInformation.OSDescription}; {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}",
        ["language_details"] = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
    };

    public static void Hello(
        PackStreamWriter writer, BoltVersion version, string userAgent, IReadOnlyDictionary<string, object?>? routing,
        AuthToken token, NotificationsConfig? notifications)
    {
        // Null tells the server that this client does not route.
        var extra = new Dictionary<string, object?> { ["user_agent"] = userAgent, ["routing"] = routing };
        if (version.HasBoltAgent) extra["bolt_agent"] = s_agent;
        if (version.NeedsUtcPatch) extra["patch_bolt"] = new List<object?> { "utc" };
        if (version.HasNotificationFilters) AddNotifications(extra, version, notifications);
        if (!version.HasLogon)
            foreach (var (key, value) in token.Content) extra[key] = value;

        writer.WriteStructureHeader(1, HelloTag);
        ValueWriter.WriteMap(writer, extra, utcInstants: true);
    }

    public static void Logon(PackStreamWriter writer, AuthToken token)
    {
        writer.WriteStructureHeader(1, LogonTag);
        ValueWriter.WriteMap(writer, token.Content, utcInstants: true);
    }

    public static void Logoff(PackStreamWriter writer) => writer.WriteStructureHeader(0, LogoffTag);

    public static void Goodbye(PackStreamWriter writer) => writer.WriteStructureHeader(0, GoodbyeTag);

    public static void Reset(PackStreamWriter writer) => writer.WriteStructureHeader(0, ResetTag);

    public static void Commit(PackStreamWriter writer) => writer.WriteStructureHeader(0, CommitTag);

    public static void Rollback(PackStreamWriter writer) => writer.WriteStructureHeader(0, RollbackTag);

    public static void Telemetry(PackStreamWriter writer, TelemetryApi api)
    {
        writer.WriteStructureHeader(1, TelemetryTag);
        writer.WriteInteger((int)api);
    }

    public static void Run(PackStreamWriter writer, Query query, bool utcInstants, BoltVersion version, TransactionFields? autoCommit)
    {
        writer.WriteStructureHeader(3, RunTag);
        writer.WriteString(query.Text);
        ValueWriter.Write(writer, query.Parameters, utcInstants);
        if (autoCommit is { } fields) WriteFields(writer, fields, version, utcInstants);
        else writer.WriteMapHeader(0);
    }

    public static void Begin(PackStreamWriter writer, TransactionFields fields, BoltVersion version, bool utcInstants)
    {
        writer.WriteStructureHeader(1, BeginTag);
        WriteFields(writer, fields, version, utcInstants);
    }

    /// <param name="queryId">Null: the query that was run last.</param>
    public static void Pull(PackStreamWriter writer, long rows, long? queryId) => WriteStreaming(writer, PullTag, rows, queryId);

    public static void Discard(PackStreamWriter writer, long rows, long? queryId) => WriteStreaming(writer, DiscardTag, rows, queryId);

    public static void Route(
        PackStreamWriter writer, IReadOnlyDictionary<string, object?> context, string[] bookmarks, string? database, string? impersonatedUser)
    {
        writer.WriteStructureHeader(3, RouteTag);
        ValueWriter.WriteMap(writer, context, utcInstants: true);
        ValueWriter.Write(writer, bookmarks, utcInstants: true);
        writer.WriteMapHeader((database is null ? 0 : 1) + (impersonatedUser is null ? 0 : 1));
        WriteText(writer, "db", database);
        WriteText(writer, "imp_user", impersonatedUser);
    }

    private static void WriteStreaming(PackStreamWriter writer, byte tag, long rows, long? queryId)
    {
        writer.WriteStructureHeader(1, tag);
        writer.WriteMapHeader(queryId is null ? 1 : 2);
        writer.WriteString("n");
        writer.WriteInteger(rows);
        if (queryId is not { } id) return;
        writer.WriteString("qid");
        writer.WriteInteger(id);
    }

    private static void WriteFields(PackStreamWriter writer, TransactionFields fields, BoltVersion version, bool utcInstants)
    {
        var notifications = version.HasNotificationFilters ? fields.Notifications : null;
        var count = (fields.Mode == AccessMode.Read ? 1 : 0)
            + (fields.Database is null ? 0 : 1)
            + (fields.ImpersonatedUser is null ? 0 : 1)
            + (fields.Bookmarks.Length > 0 ? 1 : 0)
            + (fields.Config.Timeout is null ? 0 : 1)
            + (fields.Config.Metadata.Count > 0 ? 1 : 0)
            + (notifications?.MinimumSeverity is null ? 0 : 1)
            + (notifications?.DisabledCategories is null ? 0 : 1);
        writer.WriteMapHeader(count);
        if (count == 0) return;

        if (fields.Mode == AccessMode.Read) WriteText(writer, "mode", "r");
        WriteText(writer, "db", fields.Database);
        WriteText(writer, "imp_user", fields.ImpersonatedUser);
        if (fields.Bookmarks.Length > 0) WriteValue(writer, "bookmarks", fields.Bookmarks, utcInstants);
        if (fields.Config.Timeout is { } timeout) WriteValue(writer, "tx_timeout", (long)Math.Ceiling(timeout.TotalMilliseconds), utcInstants);
        if (fields.Config.Metadata.Count > 0) WriteValue(writer, "tx_metadata", fields.Config.Metadata, utcInstants);
        WriteText(writer, "notifications_minimum_severity", notifications?.MinimumSeverity);
        if (notifications?.DisabledCategories is { } disabled) WriteValue(writer, DisabledKey(version), disabled, utcInstants);
    }

    private static void WriteText(PackStreamWriter writer, string key, string? value)
    {
        if (value is null) return;
        writer.WriteString(key);
        writer.WriteString(value);
    }

    private static void WriteValue(PackStreamWriter writer, string key, object value, bool utcInstants)
    {
        writer.WriteString(key);
        ValueWriter.Write(writer, value, utcInstants);
    }

    private static void AddNotifications(Dictionary<string, object?> extra, BoltVersion version, NotificationsConfig? notifications)
    {
        if (notifications?.MinimumSeverity is { } severity) extra["notifications_minimum_severity"] = severity;
        if (notifications?.DisabledCategories is { } disabled) extra[DisabledKey(version)] = disabled;
    }

    private static string DisabledKey(BoltVersion version) =>
        version.HasStatusObjects ? "notifications_disabled_classifications" : "notifications_disabled_categories";
}
