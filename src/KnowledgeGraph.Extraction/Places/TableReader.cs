using System.IO.Compression;

namespace KnowledgeGraph.Extraction.Places;

/// <summary>Rows of a tab-separated file with a header line, plain or gzip.</summary>
internal static class TableReader
{
    /// <summary>The rows' cells, filled up with empty ones to <paramref name="columns"/>.</summary>
    /// <exception cref="InvalidDataException">The first column is not named <paramref name="firstColumn"/>.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IEnumerable<string[]> Rows(string path, string firstColumn, int columns)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        if (reader.ReadLine() is not { } header || header.Split('\t')[0] != firstColumn)
            throw new InvalidDataException($"{Path.GetFileName(path)} does not begin with the column {firstColumn}.");
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var cells = line.Split('\t');
            if (cells.Length < columns) Array.Resize(ref cells, columns);
            for (var i = 0; i < cells.Length; i++) cells[i] ??= "";
            yield return cells;
        }
    }
}
