using System.Text;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Values;

/// <summary>
/// Gives meaning to PackStream: numbers, text, lists and maps as .NET's types, structures as nodes, paths, dates and points (Bolt
/// documentation, "Structure semantics"). One per connection; not thread-safe.
/// </summary>
internal sealed class ValueReader
{
    /// <summary>Lists, maps and structures inside one another; deeper messages are refused before the stack is.</summary>
    internal const int MaxDepth = 512;

    /// <summary>
    /// Room that is made on a sender's word alone. Sizes inside one another may each claim the whole rest of a message, so what is beyond
    /// this grows with the values that really come.
    /// </summary>
    private const int TrustedSize = 1024;

    private const int SmallestBoxed = -128;
    private const int LargestBoxed = 1023;
    private static readonly object[] s_boxed = [.. Enumerable.Range(SmallestBoxed, LargestBoxed - SmallestBoxed + 1).Select(i => (object)(long)i)];
    private static readonly object s_true = true;
    private static readonly object s_false = false;

    private readonly KeyCache _keys = new();
    private string? _problem;

    /// <summary>Bolt 5 and patched Bolt 4.4 send instants in UTC; Bolt 4.4 sends the zone's clock.</summary>
    public bool UtcInstants { get; set; } = true;

    public string ReadKey(ref PackStreamReader reader) => _keys.Get(reader.ReadStringBytes());

    /// <summary>
    /// A map whose keys are field names. A structure that is well-formed but has no meaning here (an unknown tag or time zone) gives a
    /// problem instead of failing the connection.
    /// </summary>
    public Dictionary<string, object?> ReadMap(ref PackStreamReader reader) => ReadMap(ref reader, 0);

    /// <summary>The fields of a record, and what was wrong with them if anything was.</summary>
    public object?[] ReadList(ref PackStreamReader reader, out string? problem)
    {
        _problem = null;
        var count = reader.ReadListHeader();
        var values = count == 0 ? [] : new object?[count];
        for (var i = 0; i < count; i++) values[i] = Read(ref reader, 0);
        problem = _problem;
        return values;
    }

    public object? Read(ref PackStreamReader reader) => Read(ref reader, 0);

    private object? Read(ref PackStreamReader reader, int depth)
    {
        switch (reader.Peek())
        {
            case PackStreamKind.Null:
                reader.ReadNull();
                return null;
            case PackStreamKind.Boolean:
                return reader.ReadBoolean() ? s_true : s_false;
            case PackStreamKind.Integer:
                var integer = reader.ReadInteger();
                return integer is >= SmallestBoxed and <= LargestBoxed ? s_boxed[integer - SmallestBoxed] : integer;
            case PackStreamKind.Float:
                return reader.ReadFloat();
            case PackStreamKind.String:
                return Encoding.UTF8.GetString(reader.ReadStringBytes());
            case PackStreamKind.Bytes:
                return reader.ReadBytes().ToArray();
            case PackStreamKind.List:
                return ReadValues(ref reader, Deeper(depth));
            case PackStreamKind.Map:
                return ReadMap(ref reader, Deeper(depth));
            default:
                return ReadStructure(ref reader, Deeper(depth));
        }
    }

    private static int Deeper(int depth) => depth < MaxDepth
        ? depth + 1
        : throw new ProtocolException($"The message nests values more than {MaxDepth} deep.");

    private List<object?> ReadValues(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadListHeader();
        var list = new List<object?>(Math.Min(count, TrustedSize));
        for (var i = 0; i < count; i++) list.Add(Read(ref reader, depth));
        return list;
    }

    private Dictionary<string, object?> ReadMap(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadMapHeader();
        var map = new Dictionary<string, object?>(Math.Min(count, TrustedSize), StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var key = _keys.Get(reader.ReadStringBytes());
            if (!map.TryAdd(key, Read(ref reader, depth))) throw new ProtocolException("A map of the message has the same key twice.");
        }

        return map;
    }

    private PropertyMap ReadProperties(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadMapHeader();
        if (count == 0) return PropertyMap.Empty;
        var room = Math.Min(count, TrustedSize);
        var (keys, values) = (new string[room], new object?[room]);
        for (var i = 0; i < count; i++)
        {
            if (i == room)
            {
                room = (int)Math.Min(count, 2L * room);
                Array.Resize(ref keys, room);
                Array.Resize(ref values, room);
            }

            keys[i] = ReadKey(ref reader);
            values[i] = Read(ref reader, depth);
        }

        return new PropertyMap(keys, values);
    }

    private object? ReadStructure(ref PackStreamReader reader, int depth)
    {
        var fields = reader.ReadStructureHeader(out var tag);
        try
        {
            switch ((char)tag, fields)
            {
                case ('N', 3 or 4): return ReadNode(ref reader, fields, depth);
                case ('R', 5 or 8): return ReadRelationship(ref reader, fields, depth);
                case ('r', 3 or 4): return ReadUnboundRelationship(ref reader, fields, depth);
                case ('P', 3): return ReadPath(ref reader, depth);
                case ('D', 1): return LocalDate.FromEpochDay(reader.ReadInteger());
                case ('t', 1): return LocalTime.FromNanosecondOfDay(reader.ReadInteger());
                case ('T', 2): return ReadOffsetTime(ref reader);
                case ('d', 2): return LocalDateTime.FromEpochSecond(reader.ReadInteger(), reader.ReadInteger());
                case ('I', 3) when UtcInstants: return Instant(reader.ReadInteger(), reader.ReadInteger(), Offset(reader.ReadInteger()));
                case ('i', 3) when UtcInstants: return ReadZonedInstant(ref reader, clock: false);
                case ('F', 3) when !UtcInstants: return ReadClock(ref reader);
                case ('f', 3) when !UtcInstants: return ReadZonedInstant(ref reader, clock: true);
                case ('E', 4):
                    return new Duration(reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger(), Narrow(reader.ReadInteger(), "nanoseconds"));
                case ('X', 3): return ReadPoint(ref reader);
                case ('Y', 4): return ReadPoint3D(ref reader);
            }
        }
        catch (ArgumentOutOfRangeException e)
        {
            // Every field was read before its value was looked at, so the reader stands behind the structure.
            return Broken($"A value of structure {tag:X2} is out of range: {e.Message}");
        }

        for (var i = 0; i < fields; i++) Read(ref reader, depth);
        return Broken($"A structure with tag {tag:X2} and {fields} fields is not known in this version of the protocol.");
    }

    private object? Broken(string problem)
    {
        _problem ??= problem;
        return null;
    }

    private Node ReadNode(ref PackStreamReader reader, int fields, int depth)
    {
        var id = ReadNumber(ref reader);
        var labels = ReadKeys(ref reader);
        var properties = ReadProperties(ref reader, Deeper(depth));
        return new Node(id, fields == 4 ? ReadElementId(ref reader) : IdText(id), labels, properties);
    }

    private Relationship ReadRelationship(ref PackStreamReader reader, int fields, int depth)
    {
        var (id, start, end) = (ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader));
        var type = ReadKey(ref reader);
        var properties = ReadProperties(ref reader, Deeper(depth));
        return fields == 8
            ? new Relationship(id, ReadElementId(ref reader), start, ReadElementId(ref reader), end, ReadElementId(ref reader), type, properties)
            : new Relationship(id, IdText(id), start, IdText(start), end, IdText(end), type, properties);
    }

    private Relationship ReadUnboundRelationship(ref PackStreamReader reader, int fields, int depth)
    {
        var id = ReadNumber(ref reader);
        var type = ReadKey(ref reader);
        var properties = ReadProperties(ref reader, Deeper(depth));
        return new Relationship(id, fields == 4 ? ReadElementId(ref reader) : IdText(id), null, "", null, "", type, properties);
    }

    /// <summary>
    /// Nodes, relationships, and the walk over them as pairs: a relationship's number counted from one, negative where it is walked
    /// against its direction, then the number of the node reached.
    /// </summary>
    private object? ReadPath(ref PackStreamReader reader, int depth)
    {
        var nodes = ReadValues(ref reader, Deeper(depth));
        var relationships = ReadValues(ref reader, Deeper(depth));
        var count = reader.ReadListHeader();
        var steps = new long[count];
        for (var i = 0; i < count; i++) steps[i] = reader.ReadInteger();
        if (_problem is not null) return null;
        if (count % 2 != 0 || nodes.Count == 0) return Broken("A path has no start or half a step.");

        if (nodes[0] is not Node at) return Broken("A path starts with a value that is not a node.");
        var walkedNodes = new List<INode>(count / 2 + 1) { at };
        var walked = new List<IRelationship>(count / 2);
        for (var i = 0; i < count; i += 2)
        {
            var number = steps[i];
            var position = Math.Abs(number) - 1;
            if (number == long.MinValue || position < 0 || position >= relationships.Count || relationships[(int)position] is not Relationship relationship)
                return Broken($"A path names relationship {number} of {relationships.Count}.");
            if (steps[i + 1] < 0 || steps[i + 1] >= nodes.Count || nodes[(int)steps[i + 1]] is not Node next)
                return Broken($"A path names node {steps[i + 1]} of {nodes.Count}.");
            walked.Add(number > 0 ? relationship.Between(at, next) : relationship.Between(next, at));
            walkedNodes.Add(next);
            at = next;
        }

        return new GraphPath(walkedNodes, walked);
    }

    private static OffsetTime ReadOffsetTime(ref PackStreamReader reader)
    {
        var (nanoseconds, offset) = (reader.ReadInteger(), reader.ReadInteger());
        return new OffsetTime(LocalTime.FromNanosecondOfDay(nanoseconds), Narrow(offset, "offset"));
    }

    private static Point ReadPoint(ref PackStreamReader reader)
    {
        var (srId, x, y) = (reader.ReadInteger(), reader.ReadFloat(), reader.ReadFloat());
        return new Point(Narrow(srId, "SRID"), x, y);
    }

    private static Point ReadPoint3D(ref PackStreamReader reader)
    {
        var (srId, x, y, z) = (reader.ReadInteger(), reader.ReadFloat(), reader.ReadFloat(), reader.ReadFloat());
        return new Point(Narrow(srId, "SRID"), x, y, z);
    }

    private static ZonedDateTime ReadClock(ref PackStreamReader reader)
    {
        var (seconds, nanosecond, offset) = (reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger());
        return new ZonedDateTime(LocalDateTime.FromEpochSecond(seconds, nanosecond), Offset(offset));
    }

    private object? ReadZonedInstant(ref PackStreamReader reader, bool clock)
    {
        var (seconds, nanosecond) = (reader.ReadInteger(), reader.ReadInteger());
        var id = ReadKey(ref reader);
        if (id.Length == 0) return Broken("A date and time has a time zone without a name.");
        try
        {
            var zone = new ZoneId(id);
            return clock ? new ZonedDateTime(LocalDateTime.FromEpochSecond(seconds, nanosecond), zone) : Instant(seconds, nanosecond, zone);
        }
        catch (TimeZoneNotFoundException e)
        {
            return Broken(e.Message);
        }
    }

    private static ZonedDateTime Instant(long seconds, long nanosecond, Zone zone)
    {
        // Checked before the zone's rules add to it, which must not overflow.
        Calendar.Check(seconds / Calendar.SecondsPerDay, Calendar.MinDay, Calendar.MaxDay, "days since 1970-01-01");
        return new ZonedDateTime(seconds, Narrow(nanosecond, "nanoseconds"), zone);
    }

    private static ZoneOffset Offset(long seconds) => new(Narrow(seconds, "offset"));

    private List<string> ReadKeys(ref PackStreamReader reader)
    {
        var count = reader.ReadListHeader();
        var keys = new List<string>(count);
        for (var i = 0; i < count; i++) keys.Add(ReadKey(ref reader));
        return keys;
    }

    private static string ReadElementId(ref PackStreamReader reader) => Encoding.UTF8.GetString(reader.ReadStringBytes());

    /// <summary>Servers may leave the number out where they send an element id.</summary>
    private static long? ReadNumber(ref PackStreamReader reader)
    {
        if (reader.Peek() != PackStreamKind.Null) return reader.ReadInteger();
        reader.ReadNull();
        return null;
    }

    private static string IdText(long? id) => id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static int Narrow(long value, string name)
    {
        Calendar.Check(value, int.MinValue, int.MaxValue, name);
        return (int)value;
    }
}
