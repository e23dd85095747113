using System.Text;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Block strings. Source: GraphQL September 2025, section 2.9.4 "String Value".</summary>
static class BlockString
{
    /// <summary>
    /// BlockStringValue(): the value of what stands between the triple quotes, without the common indentation and the blank first
    /// and last lines, lines joined by \n.
    /// </summary>
    public static string Read(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw).Replace("\r\n", "\n").Replace('\r', '\n');
        var lines = text.Split('\n');
        var indent = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var whitespace = LeadingWhitespace(lines[i]);
            if (whitespace == lines[i].Length)
                continue;
            if (first < 0)
                first = i;
            last = i;
            if (i != 0)
                indent = Math.Min(indent, whitespace);
        }
        if (first < 0)
            return "";

        var value = new StringBuilder(text.Length);
        for (var i = first; i <= last; i++)
        {
            if (i != first)
                value.Append('\n');
            value.Append(i == 0 ? lines[i] : lines[i].AsSpan(Math.Min(indent, lines[i].Length)));
        }
        return value.Replace("\\\"\"\"", "\"\"\"").ToString();
    }

    /// <summary>Whether a block string can hold the value so that reading it gives the same value again.</summary>
    public static bool CanPrint(string value)
    {
        if (value.Length == 0)
            return true;
        var lineIsBlank = true;
        var lineIsIndented = false;
        var allLinesAreIndented = true;
        var textSeen = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case '\n':
                    if (lineIsBlank && !textSeen)
                        return false;
                    textSeen = true;
                    lineIsBlank = true;
                    lineIsIndented = false;
                    break;
                case '\t' or ' ':
                    lineIsIndented |= lineIsBlank;
                    break;
                case < (char)0x10:
                    return false;
                default:
                    allLinesAreIndented &= lineIsIndented;
                    lineIsBlank = false;
                    break;
            }
        }
        return !lineIsBlank && !(allLinesAreIndented && textSeen);
    }

    /// <summary>The value between triple quotes, laid out over several lines where that reads better or is needed to keep the value.</summary>
    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"");
        var lines = escaped.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        var oneLine = lines.Length == 1;
        var startsOnOwnLine = !oneLine && lines.Skip(1).All(line => line.Length == 0 || line[0] is ' ' or '\t');
        var endsInTripleQuote = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var endsOnOwnLine = (value.EndsWith('"') && !endsInTripleQuote) || value.EndsWith('\\');
        var severalLines = !oneLine || value.Length > 70 || endsOnOwnLine || startsOnOwnLine || endsInTripleQuote;
        var keepsLeadingSpace = oneLine && value.Length > 0 && value[0] is ' ' or '\t';

        var text = new StringBuilder("\"\"\"", escaped.Length + 8);
        if ((severalLines && !keepsLeadingSpace) || startsOnOwnLine)
            text.Append('\n');
        text.Append(escaped);
        if (severalLines || endsOnOwnLine)
            text.Append('\n');
        return text.Append("\"\"\"").ToString();
    }

    static int LeadingWhitespace(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] is ' ' or '\t')
            i++;
        return i;
    }
}
