using System.Globalization;
using System.IO.Compression;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Places;

/// <summary>
/// Where the gazetteer's places are: degrees by id, without their names (2 MB in memory), for those who only draw maps. Immutable.
/// </summary>
public sealed class PlaceCoordinates
{
    private const int Scale = 10_000;

    private readonly int[] _ids;
    private readonly (int Latitude, int Longitude)[] _degrees;   // in ten-thousandths, as the file gives them
    private readonly Dictionary<string, (double, double)> _countries = new(StringComparer.Ordinal);

    private PlaceCoordinates(int[] ids, (int, int)[] degrees)
    {
        Array.Sort(ids, degrees);
        (_ids, _degrees) = (ids, degrees);
    }

    /// <summary>Reads <c>places.tsv.gz</c> and <c>countries.tsv</c> of a folder.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file has not the expected columns.</exception>
    public static PlaceCoordinates Load(string folder)
    {
        var ids = new List<int>(180_000);
        var degrees = new List<(int, int)>(180_000);
        using (var file = File.OpenRead(Path.Combine(folder, "places.tsv.gz")))
        using (var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress)))
        {
            if (reader.ReadLine()?.StartsWith("geonameId\t", StringComparison.Ordinal) is not true) throw new InvalidDataException("places.tsv.gz does not begin with the column geonameId.");
            while (reader.ReadLine() is { } line)
            {
                var id = Cell(line, 0);
                var latitude = Cell(line, 5);
                var longitude = Cell(line, 6);
                if (id.IsEmpty || latitude.IsEmpty || longitude.IsEmpty) continue;
                ids.Add(int.Parse(id, CultureInfo.InvariantCulture));
                degrees.Add(((int)Math.Round(Degrees(latitude) * Scale), (int)Math.Round(Degrees(longitude) * Scale)));
            }
        }
        var made = new PlaceCoordinates([.. ids], [.. degrees]);
        foreach (var cells in TableReader.Rows(Path.Combine(folder, "countries.tsv"), "iso2", 11))
            if (cells[6].Length > 0 && cells[7].Length > 0) made._countries[GazetteerIds.OfCountry(cells[0])] = (Degrees(cells[6]), Degrees(cells[7]));
        return made;
    }

    /// <summary>Those of the gazetteer that was built with this assembly.</summary>
    public static PlaceCoordinates LoadDefault() => Load(Path.Combine(AppContext.BaseDirectory, "models", "gazetteer"));

    /// <summary>Degrees (WGS 84) of a place's or country's middle, by the id that entities carry (<c>geonames:703448</c>, <c>country:UA</c>); null where unknown.</summary>
    public (double Latitude, double Longitude)? Find(string gazetteerId)
    {
        if (GazetteerIds.IsCountry(gazetteerId)) return _countries.TryGetValue(gazetteerId, out var middle) ? middle : null;
        if (!gazetteerId.StartsWith("geonames:", StringComparison.Ordinal) || !int.TryParse(gazetteerId.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        var at = Array.BinarySearch(_ids, id);
        return at < 0 ? null : (_degrees[at].Latitude / (double)Scale, _degrees[at].Longitude / (double)Scale);
    }

    private static ReadOnlySpan<char> Cell(ReadOnlySpan<char> line, int index)
    {
        for (; index > 0; index--)
        {
            var tab = line.IndexOf('\t');
            if (tab < 0) return default;
            line = line[(tab + 1)..];
        }
        var end = line.IndexOf('\t');
        return end < 0 ? line : line[..end];
    }

    private static double Degrees(ReadOnlySpan<char> cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
