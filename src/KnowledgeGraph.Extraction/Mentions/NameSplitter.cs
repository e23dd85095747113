using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>"Trump-Putin" and "Ukraine-US" are two names each where both parts are names of the document by themselves.</summary>
internal static class NameSplitter
{
    public static List<FoundMention> Split(Doc doc, IReadOnlyList<FoundMention> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (HyphenIn(doc, name) >= 0) continue;
            var words = NameForms.Words(NameForms.Fold(name.TextIn(doc)));
            if (words.Length == 0) continue;
            known.Add(string.Join(' ', words));
            known.Add(words[^1]);
        }
        var split = new List<FoundMention>(names.Count);
        foreach (var name in names)
        {
            var hyphen = HyphenIn(doc, name);
            if (hyphen > name.First && hyphen < name.End - 1 && IsKnown(name.First, hyphen) && IsKnown(hyphen + 1, name.End))
            {
                split.Add(name with { End = hyphen, Head = NameFinder.HeadOf(doc, name.First, hyphen) });
                split.Add(name with { First = hyphen + 1, Head = NameFinder.HeadOf(doc, hyphen + 1, name.End) });
            }
            else split.Add(name);
        }
        return split;

        bool IsKnown(int first, int end) => known.Contains(NameForms.Fold(doc.Slice(first, end).Text));
    }

    private static int HyphenIn(Doc doc, FoundMention name)
    {
        for (var i = name.First; i < name.End; i++) if (doc[i].Text is "-" or "–" or "/") return i;
        return -1;
    }
}
