using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>
/// A stretch of a document as the ranker sees it: sentences, paragraphs (a line break ends one), quotations with the head token of each
/// one's speaker, and whether a paragraph asks a question. Token indices are relative to the stretch.
/// </summary>
internal sealed class CorefDocument
{
    public readonly int Count;
    public readonly string[] Text, Lower, Tag, Pos, Lemma, Dep, EntityTag, Entity;
    public readonly int[] Head, Sentence, Paragraph, Quote, Side, Speaker, Left, Right;
    public readonly bool[] Space, Break;
    public readonly int[][] Children;

    /// <param name="doc">The annotated text.</param>
    /// <param name="first">First token of the stretch: the start of a sentence.</param>
    /// <param name="end">One past its last token: the end of a sentence.</param>
    public CorefDocument(Doc doc, int first, int end)
    {
        var n = Count = end - first;
        Text = new string[n];
        Lower = new string[n];
        Tag = new string[n];
        Pos = new string[n];
        Lemma = new string[n];
        Dep = new string[n];
        EntityTag = new string[n];
        Entity = new string[n];
        Head = new int[n];
        Space = new bool[n];
        Break = new bool[n];
        Left = new int[n];
        Right = new int[n];
        Children = new int[n][];
        for (var i = 0; i < n; i++)
        {
            var token = doc[first + i];
            Text[i] = token.Text;
            Lower[i] = token.Text.ToLowerInvariant();
            Tag[i] = token.Tag;
            Pos[i] = token.Pos;
            Lemma[i] = token.Lemma.ToLowerInvariant();
            Dep[i] = token.Dep;
            EntityTag[i] = token.EntityTag;
            Entity[i] = token.EntityLabel;
            Head[i] = Math.Clamp(token.HeadIndex - first, 0, n - 1);
            Space[i] = token.IsSpace;
            Break[i] = token.Text.Contains('\n', StringComparison.Ordinal);
            Left[i] = Math.Max(token.LeftEdge.Index - first, 0);
            Right[i] = Math.Min(token.RightEdge.Index - first, n - 1);
            var children = token.Children;
            var indices = new int[children.Count];
            for (var k = 0; k < indices.Length; k++) indices[k] = children[k].Index - first;
            Children[i] = indices;
        }
        Sentence = new int[n];
        Paragraph = new int[n];
        Quote = new int[n];
        var quotes = Structure(doc, first, out var paragraphs);
        Side = Sides(paragraphs);
        Speaker = Speakers(quotes);
    }

    /// <summary>First and last token of i's subtree, without the subtrees of the children that <paramref name="drop"/> names.</summary>
    public (int Low, int High) Span(int i, Func<int, bool>? drop = null)
    {
        int low = i, high = i;
        foreach (var child in Children[i])
        {
            if (drop is not null && drop(child)) continue;
            low = Math.Min(low, Left[child]);
            high = Math.Max(high, Right[child]);
        }
        return (low, high);
    }

    /// <summary>The span without line breaks, edge punctuation and unbalanced quotation marks and brackets; it keeps its head.</summary>
    public (int Low, int High) Trim(int low, int high, int head)
    {
        for (var k = head - 1; k >= low; k--) if (Break[k]) { low = k + 1; break; }
        for (var k = head + 1; k <= high; k++) if (Break[k]) { high = k - 1; break; }
        while (true)
        {
            var before = (low, high);
            while (low < head && (CorefVocabulary.LeftTrim.Contains(Text[low]) || Space[low])) low++;
            while (high > head && (CorefVocabulary.RightTrim.Contains(Text[high]) || Space[high])) high--;
            int straight = 0, opening = 0, closing = 0, brackets = 0, closed = 0;
            var (first, last) = (Text[low], Text[high]);
            for (var k = low; k <= high; k++)
                switch (Text[k])
                {
                    case "\"" or "``" or "''": straight++; break;
                    case "“": opening++; break;
                    case "”": closing++; break;
                    case "(": brackets++; break;
                    case ")": closed++; break;
                }
            if (straight % 2 != 0)
            {
                if (first is "\"" or "``" && low < head) low++;
                else if (last is "\"" or "''" && high > head) high--;
            }
            if (brackets < closed && last == ")" && high > head) high--;
            if (opening > closing && first == "“" && low < head) low++;
            if (closing > opening && last == "”" && high > head) high--;
            if (before == (low, high)) return before;
        }
    }

    private int Structure(Doc doc, int first, out int paragraphs)
    {
        int sentence = -1, paragraph = -1, open = -1, quotes = 0;
        var newParagraph = true;
        for (var i = 0; i < Count; i++)
        {
            if (i == 0 || doc[first + i].IsSentenceStart) sentence++;
            if (newParagraph)
            {
                paragraph++;
                newParagraph = false;
                open = -1;
            }
            (Sentence[i], Paragraph[i]) = (sentence, paragraph);
            if (open < 0 && Text[i] is "\"" or "“" or "``") open = quotes++;
            else if (open >= 0 && IsClosing(Text[i]))
            {
                Quote[i] = open;
                open = -1;
                continue;
            }
            Quote[i] = open;
            newParagraph |= Break[i];
        }
        // A quotation that its paragraph does not close is none.
        var closed = new bool[quotes];
        for (var i = 0; i < Count; i++) if (Quote[i] >= 0 && IsClosing(Text[i])) closed[Quote[i]] = true;
        for (var i = 0; i < Count; i++) if (Quote[i] >= 0 && !closed[Quote[i]]) Quote[i] = -1;
        paragraphs = paragraph + 1;
        return quotes;
    }

    private static bool IsClosing(string text) => text is "\"" or "”" or "''";

    // 1: the paragraph ends with a question mark; 2: it has one elsewhere; 0: neither.
    private int[] Sides(int paragraphs)
    {
        var sides = new int[paragraphs + 1];
        var last = new int[paragraphs + 1];
        Array.Fill(last, -1);
        for (var i = 0; i < Count; i++)
        {
            if (!Space[i]) last[Paragraph[i]] = i;
            if (Text[i] == "?") sides[Paragraph[i]] = 2;
        }
        for (var p = 0; p < paragraphs; p++)
            if (last[p] >= 0 && (Text[last[p]] == "?" || Text[Math.Max(0, last[p] - 1)] == "?")) sides[p] = 1;
        return sides;
    }

    // For each quotation the subject of the verb of saying next to it, outside quotations, in its paragraph.
    private int[] Speakers(int quotes)
    {
        var speakers = new int[quotes];
        Array.Fill(speakers, -1);
        var spans = new (int First, int Last)[quotes];
        Array.Fill(spans, (-1, -1));
        for (var i = 0; i < Count; i++)
            if (Quote[i] >= 0) spans[Quote[i]] = spans[Quote[i]].First < 0 ? (i, i) : (spans[Quote[i]].First, i);
        var verbs = new List<(int Verb, int Subject)>();
        for (var v = 0; v < Count; v++)
        {
            if (Pos[v] != "VERB" || Quote[v] >= 0 || !CorefVocabulary.Say.Contains(Lemma[v])) continue;
            foreach (var child in Children[v])
                if (Dep[child] == "nsubj" && Quote[child] < 0)
                {
                    verbs.Add((v, child));
                    break;
                }
        }
        for (var q = 0; q < quotes; q++)
        {
            var (a, b) = spans[q];
            if (a < 0) continue;
            var best = int.MaxValue;
            foreach (var (verb, subject) in verbs)
            {
                if (Paragraph[verb] != Paragraph[a] || Sentence[verb] < Sentence[a] - 1 || Sentence[verb] > Sentence[b] + 1) continue;
                var inside = Sentence[a] <= Sentence[verb] && Sentence[verb] <= Sentence[b];
                var distance = Math.Min(Math.Abs(verb - a), Math.Abs(verb - b)) + (inside ? 0 : 30);
                if (distance < best) (best, speakers[q]) = (distance, subject);
            }
        }
        return speakers;
    }
}
