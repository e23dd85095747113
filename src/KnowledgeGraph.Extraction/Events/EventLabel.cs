using KnowledgeGraph.Extraction.Propositions;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>A short phrase for a happening, made of the article's words.</summary>
internal static class EventLabel
{
    private const int MostTokens = 14;

    /// <summary>The mention that says most: with participants, a noun rather than a verb, early rather than late.</summary>
    public static EventMention MostTelling(IReadOnlyList<EventMention> mentions) => mentions
        .OrderByDescending(mention => mention.Participants.Count() * 2 + (mention.IsNoun ? 1 : 0) + (mention.Place is null ? 0 : 1))
        .ThenBy(mention => mention.Token)
        .First();

    public static string For(ArticleContext context, EventMention mention)
    {
        var doc = context.Doc;
        var token = doc[mention.Token];
        int first = token.Index, end = token.Index + 1;
        if (mention.IsNoun)
        {
            foreach (var child in token.Children)
            {
                if (child.Dep is "compound" or "amod" or "poss" or "nmod" or "nummod") first = Math.Min(first, child.LeftEdge.Index);
                if (child.Dep == "prep" && child.Index == end) end = child.RightEdge.Index + 1;
            }
        }
        else
        {
            foreach (var child in token.Children)
            {
                if (child.Dep is "nsubj" or "nsubjpass" or "auxpass" && !child.IsRelativePronoun()) first = Math.Min(first, child.LeftEdge.Index);
                if (child.Dep is "dobj" or "agent" or "prt") end = Math.Max(end, child.RightEdge.Index + 1);
            }
        }
        first = Math.Max(first, token.Index - MostTokens);
        end = Math.Min(end, token.Index + MostTokens);
        while (end > token.Index + 1 && doc[end - 1].Pos is "PUNCT" or "SPACE" or "ADP" or "DET" or "CCONJ") end--;
        for (var i = token.Index; i < end; i++)
        {
            if (doc[i].IsSpace || doc[i].Text is "“" or "”" or "\"") end = i;
        }
        for (var i = token.Index; i > first; i--)
        {
            if (doc[i - 1].IsSpace || doc[i - 1].Text is "“" or "”" or "\"") first = i;
        }
        while (first < token.Index && doc[first].Pos is "PUNCT" or "CCONJ") first++;
        return context.SpanOf(first, Math.Max(end, first + 1)).Slice(doc.Text);
    }
}
