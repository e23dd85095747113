using System.Globalization;
using System.Text.Json;

namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>Values as the suite writes them: <c>{"name": "CypherInt", "data": {"value": 1}}</c>.</summary>
internal static class CypherJson
{
    internal static object Record(IRecord record) =>
        new { values = Enumerable.Range(0, record.Count).Select(i => FromNative(record[i])) };

    internal static object FromNative(object? value) => value switch
    {
        null => Typed("CypherNull", new { value = (object?)null }),
        bool flag => Typed("CypherBool", new { value = flag }),
        long number => Typed("CypherInt", new { value = number }),
        int number => Typed("CypherInt", new { value = number }),
        double number => Typed("CypherFloat", new { value = Float(number) }),
        string text => Typed("CypherString", new { value = text }),
        byte[] bytes => Typed("CypherBytes", new { value = string.Join(' ', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture))) }),
        LocalDate d => Typed("CypherDate", new { year = d.Year, month = d.Month, day = d.Day }),
        LocalTime t => Typed("CypherTime", new { hour = t.Hour, minute = t.Minute, second = t.Second, nanosecond = t.Nanosecond }),
        OffsetTime t => Typed("CypherTime", new { hour = t.Hour, minute = t.Minute, second = t.Second, nanosecond = t.Nanosecond, utc_offset_s = t.OffsetSeconds }),
        LocalDateTime t => Typed("CypherDateTime", new
        {
            year = t.Year,
            month = t.Month,
            day = t.Day,
            hour = t.Hour,
            minute = t.Minute,
            second = t.Second,
            nanosecond = t.Nanosecond,
        }),
        ZonedDateTime t => Typed("CypherDateTime", new
        {
            year = t.Year,
            month = t.Month,
            day = t.Day,
            hour = t.Hour,
            minute = t.Minute,
            second = t.Second,
            nanosecond = t.Nanosecond,
            utc_offset_s = t.OffsetSeconds,
            timezone_id = (t.Zone as ZoneId)?.Id,
        }),
        Duration d => Typed("CypherDuration", new { months = d.Months, days = d.Days, seconds = d.Seconds, nanoseconds = d.Nanos }),
        Point p => Point(p),
        INode node => Typed("Node", new
        {
            id = FromNative(Number(() => Id(node))),
            labels = FromNative(node.Labels),
            props = FromNative(node.Properties),
            elementId = FromNative(node.ElementId),
        }),
        IRelationship r => Typed("Relationship", new
        {
            id = FromNative(Number(() => Id(r))),
            startNodeId = FromNative(Number(() => StartId(r))),
            endNodeId = FromNative(Number(() => EndId(r))),
            type = FromNative(r.Type),
            props = FromNative(r.Properties),
            elementId = FromNative(r.ElementId),
            startNodeElementId = FromNative(r.StartNodeElementId),
            endNodeElementId = FromNative(r.EndNodeElementId),
        }),
        IPath path => Typed("Path", new { nodes = FromNative(path.Nodes), relationships = FromNative(path.Relationships) }),
        IReadOnlyDictionary<string, object?> map => Typed("CypherMap", new { value = map.ToDictionary(pair => pair.Key, pair => FromNative(pair.Value)) }),
        System.Collections.IEnumerable list => Typed("CypherList", new { value = list.Cast<object?>().Select(FromNative) }),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no form in the suite's protocol."),
    };

    /// <summary>Older versions of the suite write the metadata of transactions as plain JSON.</summary>
    internal static object? ToNative(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("data", out var data)) return Plain(value);
        return value.GetProperty("name").GetString() switch
        {
            "CypherNull" => null,
            "CypherBool" => data.GetProperty("value").GetBoolean(),
            "CypherInt" => data.GetProperty("value").GetInt64(),
            "CypherFloat" => ReadFloat(data.GetProperty("value")),
            "CypherString" => data.GetProperty("value").GetString(),
            "CypherBytes" => ReadBytes(data.GetProperty("value").GetString()!),
            "CypherList" => data.GetProperty("value").EnumerateArray().Select(ToNative).ToList(),
            "CypherMap" => data.GetProperty("value").EnumerateObject().ToDictionary(entry => entry.Name, entry => ToNative(entry.Value)),
            "CypherDate" => new LocalDate(Int(data, "year"), Int(data, "month"), Int(data, "day")),
            "CypherTime" => ReadTime(data),
            "CypherDateTime" => ReadDateTime(data),
            "CypherDuration" => new Duration(
                data.GetProperty("months").GetInt64(), data.GetProperty("days").GetInt64(), data.GetProperty("seconds").GetInt64(), Int(data, "nanoseconds")),
            "CypherPoint" => ReadPoint(data),
            var name => throw new NotSupportedException($"Values of type {name} are not known."),
        };
    }

    /// <summary>Plain JSON, as in the parameters of a custom authentication.</summary>
    internal static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        _ => value.EnumerateObject().ToDictionary(entry => entry.Name, entry => Plain(entry.Value)),
    };

    /// <summary>A property of a node, a relationship, or a part of a path such as <c>nodes.0.id</c>.</summary>
    internal static object? Member(object? value, string field)
    {
        var parts = field.Split('.');
        if (value is IPath path)
        {
            var index = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return parts[0] == "nodes" ? Member(path.Nodes[index], parts[2]) : Member(path.Relationships[index], parts[2]);
        }

        return (value, field.ToLowerInvariant()) switch
        {
            (IRelationship r, "startnodeid") => StartId(r),
            (IRelationship r, "endnodeid") => EndId(r),
            (IRelationship r, "startnodeelementid") => r.StartNodeElementId,
            (IRelationship r, "endnodeelementid") => r.EndNodeElementId,
            (IEntity e, "id") => Id(e),
            (IEntity e, "elementid") => e.ElementId,
            _ => throw new NotSupportedException($"A {value?.GetType().Name} has no field {field}."),
        };
    }

#pragma warning disable CS0618 // The suite still asks for numeric ids.
    private static long Id(IEntity entity) => entity.Id;

    private static long StartId(IRelationship relationship) => relationship.StartNodeId;

    private static long EndId(IRelationship relationship) => relationship.EndNodeId;
#pragma warning restore CS0618

    private static object? Number(Func<long> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return -1L;
        }
    }

    private static object Typed(string name, object data) => new { name, data };

    private static object Float(double number) => double.IsNaN(number) ? "NaN"
        : double.IsPositiveInfinity(number) ? "+Infinity"
        : double.IsNegativeInfinity(number) ? "-Infinity"
        : number;

    private static double ReadFloat(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => double.NaN,
        "+Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => double.Parse(text!, CultureInfo.InvariantCulture),
    };

    private static byte[] ReadBytes(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => byte.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static object ReadTime(JsonElement data)
    {
        var (hour, minute, second, nanosecond) = (Int(data, "hour"), Int(data, "minute"), Int(data, "second"), Int(data, "nanosecond"));
        return Optional(data, "utc_offset_s") is { } offset
            ? new OffsetTime(hour, minute, second, nanosecond, offset)
            : new LocalTime(hour, minute, second, nanosecond);
    }

    private static object ReadDateTime(JsonElement data)
    {
        var clock = new LocalDateTime(
            Int(data, "year"), Int(data, "month"), Int(data, "day"), Int(data, "hour"), Int(data, "minute"), Int(data, "second"), Int(data, "nanosecond"));
        if (Optional(data, "utc_offset_s") is not { } offset) return clock;
        return data.TryGetProperty("timezone_id", out var zone) && zone.ValueKind == JsonValueKind.String
            ? new ZonedDateTime(clock.EpochSecond - offset, clock.Nanosecond, new ZoneId(zone.GetString()!))
            : new ZonedDateTime(clock, new ZoneOffset(offset));
    }

    private static object Point(Point p) => Typed("CypherPoint", new
    {
        system = p.SrId is 4326 or 4979 ? "wgs84" : "cartesian",
        x = p.X,
        y = p.Y,
        z = p.Dimension == 3 ? p.Z : (double?)null,
    });

    private static Point ReadPoint(JsonElement data)
    {
        var wgs = data.GetProperty("system").GetString() == "wgs84";
        var (x, y) = (data.GetProperty("x").GetDouble(), data.GetProperty("y").GetDouble());
        return data.TryGetProperty("z", out var z) && z.ValueKind == JsonValueKind.Number
            ? new Point(wgs ? 4979 : 9157, x, y, z.GetDouble())
            : new Point(wgs ? 4326 : 7203, x, y);
    }

    private static int Int(JsonElement data, string name) => data.GetProperty(name).GetInt32();

    private static int? Optional(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
