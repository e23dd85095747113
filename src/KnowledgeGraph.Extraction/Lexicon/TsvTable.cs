namespace KnowledgeGraph.Extraction.Lexicon;

/// <summary>A tab-separated file with a header line; lines that start with <c>#</c> and empty lines are comments.</summary>
internal static class TsvTable
{
    /// <summary>
    /// The rows in file order, each as its cells in the order of <paramref name="columns"/>.
    /// <see cref="InvalidDataException"/> names the file, line and column where the file is not such a table.
    /// </summary>
    public static IEnumerable<string[]> Read(string path, params string[] columns)
    {
        int[]? order = null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            if (order is null)
            {
                order = columns.Select(column => Array.IndexOf(cells, column)).ToArray();
                var missing = Array.IndexOf(order, -1);
                if (missing >= 0) throw new InvalidDataException($"{Path.GetFileName(path)}:{number}: expected a column '{columns[missing]}' in the header.");
                continue;
            }
            var row = new string[columns.Length];
            for (var i = 0; i < order.Length; i++) row[i] = order[i] < cells.Length ? cells[order[i]] : "";
            yield return row;
        }
    }

    /// <summary>The values of a cell that holds several, joined with <c>|</c>; none for an empty cell.</summary>
    public static string[] Values(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
