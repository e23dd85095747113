using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

internal sealed record Notification(
    string Code, string Title, string Description, IInputPosition? Position, string? RawSeverityLevel, string? RawCategory) : INotification
{
    public NotificationSeverity SeverityLevel => StatusObjects.SeverityOf(RawSeverityLevel);

    public NotificationCategory Category => StatusObjects.Known<NotificationCategory>(RawCategory);

    public override string ToString() => $"{RawSeverityLevel} {Code}: {Title}";
}

internal sealed record GqlStatusObject(
    string GqlStatus, string StatusDescription, bool IsNotification, IInputPosition? Position, string? RawSeverity,
    string? RawClassification, IReadOnlyDictionary<string, object?> DiagnosticRecord, string? Title) : IGqlStatusObject
{
    public NotificationSeverity Severity => StatusObjects.SeverityOf(RawSeverity);

    public NotificationClassification Classification => StatusObjects.Known<NotificationClassification>(RawClassification);
}

/// <summary>
/// Notifications (up to Bolt 5.4) and GQL status objects (from 5.5), each made from the other where the server sends only one. The
/// made-up statuses are those of the drivers' specification: 01N42 for a warning, 03N42 for information, and one outcome.
/// </summary>
internal static class StatusObjects
{
    private const string UnknownWarning = "warn: unknown warning";
    private const string UnknownInformation = "info: unknown notification";

    internal static NotificationSeverity SeverityOf(string? raw) => raw switch
    {
        "WARNING" => NotificationSeverity.Warning,
        "INFORMATION" => NotificationSeverity.Information,
        _ => NotificationSeverity.Unknown,
    };

    internal static T Known<T>(string? raw) where T : struct, Enum =>
        raw is { Length: > 0 } && char.IsAsciiLetterUpper(raw[0]) && Enum.TryParse<T>(raw, ignoreCase: true, out var value) ? value : default;

    internal static IList<INotification> ReadNotifications(IReadOnlyList<object?>? list) =>
        [.. Maps(list).Select(map => (INotification)ReadNotification(map))];

    internal static IList<INotification> ToNotifications(IReadOnlyList<object?>? statuses) =>
        [.. Maps(statuses).Where(map => map.Text("neo4j_code") is { Length: > 0 }).Select(map =>
        {
            var record = map.Map("diagnostic_record");
            return (INotification)new Notification(
                map.Text("neo4j_code")!, map.Text("title") ?? "", map.Text("description") ?? map.Text("status_description") ?? "", Position(record),
                record?.Text("_severity"), record?.Text("_classification"));
        })];

    internal static IList<IGqlStatusObject> Read(IReadOnlyList<object?>? statuses) =>
        [.. Maps(statuses).Select(map =>
        {
            var record = DiagnosticRecord.Complete(map.Map("diagnostic_record"));
            return (IGqlStatusObject)new GqlStatusObject(
                map.Text("gql_status") ?? "", map.Text("status_description") ?? "", map.Text("neo4j_code") is { Length: > 0 },
                Position(record), record.Text("_severity"), record.Text("_classification"), record, map.Text("title"));
        })];

    internal static IList<IGqlStatusObject> FromNotifications(
        IList<INotification> notifications, IReadOnlyList<object?>? raw, bool hadKeys, bool hadRecords)
    {
        var maps = Maps(raw).ToList();
        var statuses = notifications.Select((notification, i) => FromNotification((Notification)notification, maps[i])).Append(Outcome(hadKeys, hadRecords));
        return [.. statuses.Select((status, i) => (status, i)).OrderBy(pair => Rank(pair.status.GqlStatus)).ThenBy(pair => pair.i).Select(pair => pair.status)];
    }

    private static GqlStatusObject Outcome(bool hadKeys, bool hadRecords)
    {
        var (status, description) = !hadKeys ? ("00001", "note: successful completion - omitted result")
            : hadRecords ? ("00000", "note: successful completion")
            : ("02000", "note: no data");
        return new GqlStatusObject(status, description, false, null, null, null, DiagnosticRecord.Default, null);
    }

    private static IGqlStatusObject FromNotification(Notification notification, IReadOnlyDictionary<string, object?> raw)
    {
        var warning = notification.RawSeverityLevel == "WARNING";
        var record = new Dictionary<string, object?>(DiagnosticRecord.Default);
        if (raw.TryGetValue("severity", out var severity)) record["_severity"] = severity;
        if (raw.TryGetValue("category", out var category)) record["_classification"] = category;
        if (raw.TryGetValue("position", out var position)) record["_position"] = position;
        var description = notification.Description.Length > 0 ? notification.Description : warning ? UnknownWarning : UnknownInformation;
        return new GqlStatusObject(
            warning ? "01N42" : "03N42", description, true, notification.Position, notification.RawSeverityLevel,
            notification.RawCategory, record, notification.Title);
    }

    /// <summary>No data, then warnings, then success, then information (drivers' specification).</summary>
    private static int Rank(string status) => status.AsSpan(0, Math.Min(2, status.Length)) switch
    {
        "02" => 0,
        "01" => 1,
        "00" => 2,
        _ => 3,
    };

    private static Notification ReadNotification(IReadOnlyDictionary<string, object?> map) => new(
        map.Text("code") ?? "", map.Text("title") ?? "", map.Text("description") ?? "", InputPosition.From(map.Map("position")),
        map.Text("severity"), map.Text("category"));

    private static InputPosition? Position(IReadOnlyDictionary<string, object?>? record) =>
        record?.Map("_position") is { Count: > 0 } position ? InputPosition.From(position) : null;

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Maps(IReadOnlyList<object?>? list) =>
        (list ?? []).OfType<IReadOnlyDictionary<string, object?>>();
}
