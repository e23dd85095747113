using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using KnowledgeGraph.Extraction.Entities;

namespace KnowledgeGraph.Extraction.Places;

/// <summary>
/// Populated places by name. The decompressed file stays as it is (10 MB); a table of hashes points to its lines, so loading is one pass over
/// the bytes and a place becomes an object only when it is found.
/// </summary>
internal sealed class PlaceIndex
{
    private const byte Tab = (byte)'\t', Bar = (byte)'|', Newline = (byte)'\n';

    private readonly byte[] _data;
    private readonly int _length;
    private readonly (uint Hash, int Line)[] _slots;   // open addressing; Line 0 is the header, so 0 means empty
    private readonly Dictionary<int, int> _byId = [];

    private PlaceIndex(byte[] data, int length)
    {
        (_data, _length) = (data, length);
        var slots = 1 << 20;
        _slots = new (uint, int)[slots];
        var entries = 0;
        var at = NextLine(0);
        while (at < _length)
        {
            var end = NextLine(at);
            var line = _data.AsSpan(at, end - at);
            var tab = line.IndexOf(Tab);
            if (tab > 0 && Utf8Parser.TryParse(line, out int id, out _)) _byId[id] = at;
            line = line[(tab + 1)..];
            tab = line.IndexOf(Tab);
            entries += Add(FoldedHash(line[..tab]), at);
            line = line[(tab + 1)..];
            line = line[..line.IndexOf(Tab)];
            while (!line.IsEmpty)
            {
                var bar = line.IndexOf(Bar);
                var name = bar < 0 ? line : line[..bar];
                entries += Add(Hash(name), at);
                line = bar < 0 ? default : line[(bar + 1)..];
            }
            if (entries > slots * 0.8) throw new InvalidDataException($"The gazetteer has more than {entries} names; expected fewer.");
            at = end;
        }
    }

    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not gzip or not a gazetteer.</exception>
    public static PlaceIndex Load(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        var data = new byte[16 << 20];
        int length = 0, read;
        while ((read = gzip.Read(data, length, data.Length - length)) > 0)
        {
            length += read;
            if (length == data.Length) Array.Resize(ref data, data.Length * 2);
        }
        if (!data.AsSpan(0, length).StartsWith("geonameId\t"u8)) throw new InvalidDataException($"{Path.GetFileName(path)} does not begin with the column geonameId.");
        return new(data, length);
    }

    /// <summary>Places with this name, main or alternative, most populous first.</summary>
    /// <param name="folded">The name as <see cref="NameForms.Fold"/> gives it.</param>
    public List<Place> Find(string folded)
    {
        var places = new List<Place>();
        if (folded.Length == 0 || folded.Length > 100) return places;
        Span<byte> buffer = stackalloc byte[folded.Length * 3];
        var bytes = buffer[..Encoding.UTF8.GetBytes(folded, buffer)];
        var hash = Hash(bytes);
        for (var slot = hash & (uint)(_slots.Length - 1); _slots[slot].Line != 0; slot = (slot + 1) & (uint)(_slots.Length - 1))
            if (_slots[slot].Hash == hash && Names(_slots[slot].Line, folded) && Read(_slots[slot].Line) is { } place) places.Add(place);
        return places;
    }

    public Place? ById(int id) => _byId.TryGetValue(id, out var line) ? Read(line) : null;

    private int Add(uint hash, int line)
    {
        var slot = hash & (uint)(_slots.Length - 1);
        for (; _slots[slot].Line != 0; slot = (slot + 1) & (uint)(_slots.Length - 1))
            if (_slots[slot].Hash == hash && _slots[slot].Line == line) return 0;
        _slots[slot] = (hash, line);
        return 1;
    }

    private bool Names(int line, string folded)
    {
        var cells = Line(line).Split('\t');
        return NameForms.Fold(cells[1]) == folded || Array.IndexOf(cells[2].Split('|'), folded) >= 0;
    }

    private Place? Read(int line)
    {
        var cells = Line(line).Split('\t');
        return cells.Length >= 8
            && int.TryParse(cells[0], CultureInfo.InvariantCulture, out var id)
            && double.TryParse(cells[5], CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(cells[6], CultureInfo.InvariantCulture, out var longitude)
            && long.TryParse(cells[7], CultureInfo.InvariantCulture, out var population)
            ? new(id, cells[1], cells[3], cells[4], latitude, longitude, population)
            : null;
    }

    private string Line(int at) => Encoding.UTF8.GetString(_data, at, NextLine(at) - at - 1);

    private int NextLine(int at)
    {
        var end = _data.AsSpan(at, _length - at).IndexOf(Newline);
        return end < 0 ? _length : at + end + 1;
    }

    // ASCII names are folded byte by byte; the rest takes the long way.
    private static uint FoldedHash(ReadOnlySpan<byte> name)
    {
        Span<byte> folded = stackalloc byte[name.Length];
        var count = 0;
        foreach (var b in name)
        {
            if (b >= 0x80)
            {
                var text = NameForms.Fold(Encoding.UTF8.GetString(name));
                return Hash(Encoding.UTF8.GetBytes(text));
            }
            if (b is (byte)'.' or (byte)'\'' or (byte)'"' or (byte)',') continue;
            if (b is (byte)' ' or (byte)'-' or (byte)'_') { if (count > 0 && folded[count - 1] != (byte)' ') folded[count++] = (byte)' '; }
            else folded[count++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b;
        }
        while (count > 0 && folded[count - 1] == (byte)' ') count--;
        return Hash(folded[..count]);
    }

    // FNV-1a.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes) hash = (hash ^ b) * 16777619u;
        return hash ^ (hash >> 15);
    }
}
