using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeGraph.Nlp.Files;

/// <summary>
/// Reads a safetensors file: 8 bytes with the header's length, a JSON header that gives each tensor's type, shape and place, the data.
/// Every tensor is asked for by name, type and shape, so that a foreign file is refused before a number of it is used.
/// Numbers are little-endian, as the format says and as every platform of .NET is.
/// </summary>
internal sealed class TensorFile : IDisposable
{
    private const int LongestHeader = 1 << 20;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly long _dataStart;

    /// <exception cref="InvalidDataException">The file is cut or no safetensors file; the message names it and what was expected.</exception>
    public TensorFile(string path)
    {
        _path = path;
        _file = File.OpenHandle(path);
        try
        {
            var size = RandomAccess.GetLength(_file);
            var prefix = new byte[8];
            if (size < prefix.Length) throw Refused($"is {size} bytes long, expected a safetensors file");
            ReadFully(prefix, 0);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length > LongestHeader || (long)length > size - prefix.Length)
                throw Refused("does not begin with a safetensors header");
            var header = new byte[length];
            ReadFully(header, prefix.Length);
            _dataStart = prefix.Length + (long)length;
            var end = ReadEntries(header);
            if (size != _dataStart + end)
                throw Refused($"is {size:N0} bytes long, its header announces {_dataStart + end:N0}: it is cut or was changed");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    private sealed record Entry(string Type, long[] Shape, long Start, long End);

    public float[] Floats(string name, params ReadOnlySpan<int> shape) => Read<float>(name, "F32", shape);

    public Half[] Halves(string name, params ReadOnlySpan<int> shape) => Read<Half>(name, "F16", shape);

    public ulong[] UInt64s(string name, params ReadOnlySpan<int> shape) => Read<ulong>(name, "U64", shape);

    public ushort[] UInt16s(string name, params ReadOnlySpan<int> shape) => Read<ushort>(name, "U16", shape);

    /// <summary>Length of a tensor's dimension, for the few that the model's data decides (vectors, tables).</summary>
    public int Length(string name, int dimension) =>
        _entries.TryGetValue(name, out var entry) && dimension < entry.Shape.Length
            ? checked((int)entry.Shape[dimension])
            : throw Refused($"has no tensor \"{name}\" with {dimension + 1} dimensions");

    /// <summary>A value of the header's metadata, empty where it has none.</summary>
    public string Metadata(string name) => _metadata.GetValueOrDefault(name, "");

    public void Dispose() => _file.Dispose();

    private T[] Read<T>(string name, string type, ReadOnlySpan<int> shape) where T : unmanaged
    {
        if (!_entries.TryGetValue(name, out var entry)) throw Refused($"has no tensor \"{name}\"");
        var matches = entry.Type == type && entry.Shape.Length == shape.Length;
        for (var i = 0; matches && i < shape.Length; i++) matches = entry.Shape[i] == shape[i];
        if (!matches)
            throw Refused($"has tensor \"{name}\" as {entry.Type} [{string.Join(", ", entry.Shape)}], expected {type} [{string.Join(", ", shape.ToArray())}]");
        var data = new T[checked((int)((entry.End - entry.Start) / Marshal.SizeOf<T>()))];
        ReadFully(MemoryMarshal.AsBytes(data.AsSpan()), _dataStart + entry.Start);
        return data;
    }

    private long ReadEntries(byte[] header)
    {
        long end = 0;
        try
        {
            using var json = JsonDocument.Parse(header);
            foreach (var item in json.RootElement.EnumerateObject())
            {
                if (item.Name == "__metadata__")
                {
                    foreach (var value in item.Value.EnumerateObject()) _metadata[value.Name] = value.Value.GetString() ?? "";
                    continue;
                }
                var offsets = item.Value.GetProperty("data_offsets");
                var entry = new Entry(
                    item.Value.GetProperty("dtype").GetString()!,
                    [.. item.Value.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())],
                    offsets[0].GetInt64(), offsets[1].GetInt64());
                long width = entry.Type switch { "F32" => 4, "F16" or "U16" => 2, "U64" => 8, _ => 0 };
                var items = entry.Shape.Aggregate(1L, (a, b) => checked(a * b));
                if (entry.Start < 0 || width == 0 || entry.End - entry.Start != checked(items * width))
                    throw Refused($"has tensor \"{item.Name}\" with a type, shape and place that do not fit one another");
                _entries.Add(item.Name, entry);
                end = Math.Max(end, entry.End);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
                                      or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw Refused("does not begin with a safetensors header");
        }
        return end;
    }

    private void ReadFully(Span<byte> destination, long offset)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(_file, destination, offset);
            if (read == 0) throw Refused($"ends before byte {offset + destination.Length:N0}: it is cut");
            destination = destination[read..];
            offset += read;
        }
    }

    private InvalidDataException Refused(string what) => new($"{_path} {what}.");
}
