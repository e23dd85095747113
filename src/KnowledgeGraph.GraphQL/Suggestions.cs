namespace KnowledgeGraph.GraphQL;

/// <summary>"Did you mean" endings of messages: names that are a few edits away from one that does not exist, as graphql-js offers them.</summary>
internal static class Suggestions
{
    private const int MaxShown = 5;

    /// <summary> <c> Did you mean "a", "b", or "c"?</c> with a leading space, or nothing when no name is near.</summary>
    public static string DidYouMean(string input, IEnumerable<string> names) => Format(null, Find(input, names));

    /// <inheritdoc cref="DidYouMean"/>
    public static string DidYouMeanEnum(string input, IEnumerable<string> names) => Format("the enum value", Find(input, names));

    /// <summary>The ending for names that are already chosen. <paramref name="what"/>: a noun before the names, or null.</summary>
    public static string Format(string? what, IReadOnlyList<string> suggestions)
    {
        if (suggestions.Count == 0)
            return "";
        var message = what is null ? " Did you mean " : $" Did you mean {what} ";
        var shown = suggestions.Take(MaxShown).Select(name => $"\"{name}\"").ToList();
        return message + shown.Count switch
        {
            1 => shown[0],
            2 => $"{shown[0]} or {shown[1]}",
            _ => $"{string.Join(", ", shown.SkipLast(1))}, or {shown[^1]}",
        } + "?";
    }

    /// <summary>Names within 40 % of the input's length in edits, the nearest first, then in natural order.</summary>
    public static IReadOnlyList<string> Find(string input, IEnumerable<string> names)
    {
        var threshold = (int)Math.Floor(input.Length * 0.4) + 1;
        var found = new List<(string Name, int Distance)>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (Distance(input, name, threshold) is { } distance)
                found.Add((name, distance));
        found.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : NaturalCompare(a.Name, b.Name));
        return found.ConvertAll(entry => entry.Name);
    }

    /// <summary>Digits inside names compare as numbers: <c>a2</c> before <c>a10</c>.</summary>
    public static int NaturalCompare(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var left = ReadNumber(a, ref i);
                var right = ReadNumber(b, ref j);
                if (left != right)
                    return left.CompareTo(right);
                continue;
            }

            if (a[i] != b[j])
                return a[i].CompareTo(b[j]);
            i++;
            j++;
        }

        return a.Length.CompareTo(b.Length);
    }

    private static double ReadNumber(string text, ref int index)
    {
        double number = 0;
        while (index < text.Length && char.IsAsciiDigit(text[index]))
            number = number * 10 + (text[index++] - '0');
        return number;
    }

    /// <summary>Damerau-Levenshtein distance without regard to case; a change of case alone is one edit; null beyond the threshold.</summary>
    private static int? Distance(string input, string name, int threshold)
    {
        if (input == name)
            return 0;
        var a = name.ToLowerInvariant();
        var b = input.ToLowerInvariant();
        if (a == b)
            return 1;
        if (a.Length < b.Length)
            (a, b) = (b, a);
        if (a.Length - b.Length > threshold)
            return null;
        int[][] rows = [new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]];
        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
            if (FillRow(rows, a, b, i) > threshold)
                return null;
        var distance = rows[a.Length % 3][b.Length];
        return distance <= threshold ? distance : null;
    }

    private static int FillRow(int[][] rows, string a, string b, int i)
    {
        var up = rows[(i - 1) % 3];
        var current = rows[i % 3];
        var smallest = current[0] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var cost = a[i - 1] == b[j - 1] ? 0 : 1;
            var cell = Math.Min(Math.Min(up[j] + 1, current[j - 1] + 1), up[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cell = Math.Min(cell, rows[(i - 2) % 3][j - 2] + 1);
            smallest = Math.Min(smallest, cell);
            current[j] = cell;
        }

        return smallest;
    }
}
