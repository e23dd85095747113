using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>
/// Finds quoted passages, a paragraph at a time: curly and straight, double and single, guillemets and low marks. Marks inside a
/// passage belong to it. A mark that is not closed runs to the end of its paragraph, as is the custom where the next one goes on.
/// </summary>
internal static class QuotationMarks
{
    public static List<QuotedPassage> Find(ArticleContext context)
    {
        var passages = new List<QuotedPassage>();
        var doc = context.Doc;
        for (var i = 0; i < doc.Count;)
        {
            var section = context.SectionIndexAt(i);
            var end = i + 1;
            while (end < doc.Count && context.SectionIndexAt(end) == section) end++;
            if (section >= 0 && context.IsProse(i)) FindIn(doc, i, end, section, passages);
            i = end;
        }
        return passages;
    }

    private static void FindIn(Doc doc, int first, int end, int section, List<QuotedPassage> passages)
    {
        for (var i = first; i < end; i++)
        {
            if (ClosingFor(doc, i, first) is not { } closing) continue;
            var close = FindClose(doc, i, end, closing);
            if (close < 0 && closing is "’" or "'") continue;
            if (close < 0 && i > first && !EndsSentence(doc[i - 1])) continue;
            var last = close < 0 ? end : close;
            var inside = i + 1;
            while (inside < last && doc[inside].Text is "`") inside++;
            if (last > inside) passages.Add(new(inside, last, i, close, section));
            i = last;
        }
    }

    /// <summary>What closes the passage that the token opens; null where it opens none.</summary>
    private static string? ClosingFor(Doc doc, int token, int first)
    {
        var t = doc[token];
        var freeBefore = token == first || t.Start == 0 || !char.IsLetterOrDigit(doc.Text[t.Start - 1]);
        var wordAfter = t.End < doc.Text.Length && !char.IsWhiteSpace(doc.Text[t.End]);
        return t.Text switch
        {
            "“" or "„" or "‟" => "”",
            "«" => "»",
            "``" => "''",
            "`" when t.End < doc.Text.Length && doc.Text[t.End] == '`' => "''",
            "\"" when freeBefore && (wordAfter || t.SpaceAfter) => "\"",
            "‘" when freeBefore && wordAfter => "’",
            "'" or "`" when freeBefore && wordAfter && (t.Start == 0 || char.IsWhiteSpace(doc.Text[t.Start - 1]) || doc.Text[t.Start - 1] is '(' or '"' or '“') => "'",
            _ => null,
        };
    }

    private static int FindClose(Doc doc, int open, int end, string closing)
    {
        var depth = 0;
        for (var i = open + 1; i < end; i++)
        {
            var text = doc[i].Text;
            if (closing == "”" && text is "“" or "„")
            {
                if (doc[i].SpaceAfter && i + 1 < end && !doc[i - 1].SpaceAfter && depth == 0) return i;
                depth++;
                continue;
            }
            if (closing == "''" && text == "'" && i + 1 < end && doc[i + 1].Text == "'" && !doc[i].SpaceAfter) return i;
            if (text != closing || closing is "’" or "'" && !IsSingleClose(doc, i)) continue;
            if (depth == 0) return i;
            depth--;
        }
        return -1;
    }

    /// <summary>An apostrophe closes where it stands after a word or a mark and before a space or a mark, and is no possessive.</summary>
    private static bool IsSingleClose(Doc doc, int token)
    {
        var t = doc[token];
        if (t.Tag == "POS" && !",.?!".Contains(doc.Text[t.Start - 1])) return false;
        return t.End >= doc.Text.Length || !char.IsLetterOrDigit(doc.Text[t.End]);
    }

    private static bool EndsSentence(Token token) => token.IsSpace || token.Text is "." or "?" or "!" or ":" or "," or "”" or "\"" or "—" or "–" or "…" or "-";
}
