using System.Collections;
using System.Globalization;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Values;

/// <summary>Writes a program's values as parameters. What has no form in the protocol is refused with the name of its type.</summary>
internal static class ValueWriter
{
    /// <exception cref="ProtocolException">A value has no PackStream form, or nests too deep.</exception>
    public static void Write(PackStreamWriter writer, object? value, bool utcInstants) => Write(writer, value, utcInstants, 0);

    public static void WriteMap(PackStreamWriter writer, IReadOnlyDictionary<string, object?> map, bool utcInstants) =>
        WriteEntries(writer, map, map.Count, utcInstants, 0);

    private static void Write(PackStreamWriter writer, object? value, bool utc, int depth)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case string text: writer.WriteString(text); break;
            case bool boolean: writer.WriteBoolean(boolean); break;
            case long integer: writer.WriteInteger(integer); break;
            case int integer: writer.WriteInteger(integer); break;
            case short integer: writer.WriteInteger(integer); break;
            case sbyte integer: writer.WriteInteger(integer); break;
            case byte integer: writer.WriteInteger(integer); break;
            case ushort integer: writer.WriteInteger(integer); break;
            case uint integer: writer.WriteInteger(integer); break;
            case ulong integer: writer.WriteInteger(Fit(integer)); break;
            case double number: writer.WriteFloat(number); break;
            case float number: writer.WriteFloat(number); break;
            case decimal number: writer.WriteFloat((double)number); break;
            case char character: writer.WriteString([character]); break;
            case byte[] bytes: writer.WriteBytes(bytes); break;
            case LocalDate date: WriteDate(writer, date); break;
            case LocalTime time: WriteLocalTime(writer, time); break;
            case LocalDateTime time: WriteLocalDateTime(writer, time); break;
            case OffsetTime time: WriteOffsetTime(writer, time); break;
            case ZonedDateTime time: WriteZonedDateTime(writer, time, utc); break;
            case Duration duration: WriteDuration(writer, duration); break;
            case Point point: WritePoint(writer, point); break;
            case DateOnly date: WriteDate(writer, new LocalDate(date)); break;
            case TimeOnly time: WriteLocalTime(writer, new LocalTime(time)); break;
            case DateTime time: WriteLocalDateTime(writer, new LocalDateTime(time)); break;
            case DateTimeOffset time: WriteZonedDateTime(writer, new ZonedDateTime(time), utc); break;
            case TimeSpan span: WriteDuration(writer, Duration.From(span)); break;
            case Guid id: writer.WriteString(id.ToString()); break;
            case Enum constant: writer.WriteString(constant.ToString()); break;
            case IEntity or IPath or IRecord: throw Unsupported(value);
            case IReadOnlyDictionary<string, object?> map: WriteEntries(writer, map, map.Count, utc, Deeper(depth)); break;
            case IDictionary map: WriteDictionary(writer, map, utc, Deeper(depth)); break;
            case ICollection list: WriteList(writer, list, list.Count, utc, Deeper(depth)); break;
            case IReadOnlyCollection<object?> list: WriteList(writer, list, list.Count, utc, Deeper(depth)); break;
            case IEnumerable sequence: WriteSequence(writer, sequence, utc, Deeper(depth)); break;
            default: throw Unsupported(value);
        }
    }

    private static ProtocolException Unsupported(object value) =>
        new($"A value of type {value.GetType().Name} cannot be a parameter; expected numbers, text, booleans, bytes, dates, times, points, lists or maps.");

    private static long Fit(ulong value) => value <= long.MaxValue
        ? (long)value
        : throw new ProtocolException(string.Create(CultureInfo.InvariantCulture, $"{value} is larger than the largest integer, {long.MaxValue}."));

    private static int Deeper(int depth) => depth < ValueReader.MaxDepth
        ? depth + 1
        : throw new ProtocolException($"The parameters nest values more than {ValueReader.MaxDepth} deep.");

    private static void WriteEntries(PackStreamWriter writer, IEnumerable<KeyValuePair<string, object?>> entries, int count, bool utc, int depth)
    {
        writer.WriteMapHeader(count);
        if (entries is Dictionary<string, object?> plain)
        {
            foreach (var (key, value) in plain) WriteEntry(writer, key, value, utc, depth);
            return;
        }

        foreach (var (key, value) in entries) WriteEntry(writer, key, value, utc, depth);
    }

    private static void WriteEntry(PackStreamWriter writer, string key, object? value, bool utc, int depth)
    {
        writer.WriteString(key);
        Write(writer, value, utc, depth);
    }

    private static void WriteDictionary(PackStreamWriter writer, IDictionary map, bool utc, int depth)
    {
        writer.WriteMapHeader(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key) throw new ProtocolException($"A map's keys are strings; found a {entry.Key.GetType().Name}.");
            WriteEntry(writer, key, entry.Value, utc, depth);
        }
    }

    private static void WriteList(PackStreamWriter writer, IEnumerable list, int count, bool utc, int depth)
    {
        writer.WriteListHeader(count);
        if (list is List<object?> plain)
        {
            foreach (var value in plain) Write(writer, value, utc, depth);
            return;
        }

        foreach (var value in list) Write(writer, value, utc, depth);
    }

    private static void WriteSequence(PackStreamWriter writer, IEnumerable sequence, bool utc, int depth)
    {
        var list = sequence.Cast<object?>().ToList();
        WriteList(writer, list, list.Count, utc, depth);
    }

    private static void WriteDate(PackStreamWriter writer, LocalDate date)
    {
        writer.WriteStructureHeader(1, (byte)'D');
        writer.WriteInteger(date.EpochDay);
    }

    private static void WriteLocalTime(PackStreamWriter writer, LocalTime time)
    {
        writer.WriteStructureHeader(1, (byte)'t');
        writer.WriteInteger(time.NanosecondOfDay);
    }

    private static void WriteLocalDateTime(PackStreamWriter writer, LocalDateTime time)
    {
        writer.WriteStructureHeader(2, (byte)'d');
        writer.WriteInteger(time.EpochSecond);
        writer.WriteInteger(time.Nanosecond);
    }

    private static void WriteOffsetTime(PackStreamWriter writer, OffsetTime time)
    {
        writer.WriteStructureHeader(2, (byte)'T');
        writer.WriteInteger(time.Time.NanosecondOfDay);
        writer.WriteInteger(time.OffsetSeconds);
    }

    private static void WriteZonedDateTime(PackStreamWriter writer, ZonedDateTime time, bool utc)
    {
        var named = time.Zone as ZoneId;
        writer.WriteStructureHeader(3, (byte)(named is null ? utc ? 'I' : 'F' : utc ? 'i' : 'f'));
        writer.WriteInteger(utc ? time.UtcSeconds : time.ClockSeconds);
        writer.WriteInteger(time.Nanosecond);
        if (named is null) writer.WriteInteger(time.OffsetSeconds);
        else writer.WriteString(named.Id);
    }

    private static void WriteDuration(PackStreamWriter writer, Duration duration)
    {
        writer.WriteStructureHeader(4, (byte)'E');
        writer.WriteInteger(duration.Months);
        writer.WriteInteger(duration.Days);
        writer.WriteInteger(duration.Seconds);
        writer.WriteInteger(duration.Nanos);
    }

    private static void WritePoint(PackStreamWriter writer, Point point)
    {
        writer.WriteStructureHeader(point.Dimension + 1, (byte)(point.Dimension == Point.TwoD ? 'X' : 'Y'));
        writer.WriteInteger(point.SrId);
        writer.WriteFloat(point.X);
        writer.WriteFloat(point.Y);
        if (point.Dimension == Point.ThreeD) writer.WriteFloat(point.Z);
    }
}
