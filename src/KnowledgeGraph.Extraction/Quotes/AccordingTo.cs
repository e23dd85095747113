using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>"According to X, ..." and "..., according to X": the rest of the sentence, or of the clause, is X's.</summary>
internal sealed class AccordingTo(ArticleContext context, SpeakerFinder speakers)
{
    private Doc Doc => context.Doc;

    public IEnumerable<QuoteDraft> Find()
    {
        for (var i = 0; i + 2 < Doc.Count; i++)
        {
            if (Doc[i].LowerText() != "according" || Doc[i + 1].LowerText() != "to" || !context.IsProse(i)) continue;
            if (Draft(i) is { } draft) yield return draft;
        }
    }

    private QuoteDraft? Draft(int according)
    {
        var source = SourceOf(according);
        if (!source.HasWords) return null;
        var section = context.SectionIndexAt(according);
        var (first, end) = SentenceAround(according, section);
        var phraseEnd = PhraseEnd(source.End, end);
        var (contentFirst, contentEnd) = Trim(first, according) is var before && before.End - before.First >= 3
            ? before
            : Trim(phraseEnd, end);
        if (before.End - before.First >= 3 && end - phraseEnd > 3 && IsParenthetical(according, phraseEnd)) (contentFirst, contentEnd) = Trim(first, end);
        if (contentEnd - contentFirst < 2) return null;
        var kind = Enumerable.Range(contentFirst, contentEnd - contentFirst).Any(speakers.IsQuoted) ? QuoteKind.Mixed : QuoteKind.Indirect;
        return new(kind, contentFirst, contentEnd, source, according, according + 2, "according to", .92);
    }

    private Source SourceOf(int according)
    {
        var to = Doc[according + 1];
        var head = to.ChildWith("pobj") ?? Doc[according].ChildWith("pobj");
        if (head is { } found)
        {
            var phrase = speakers.Phrase(found.Index);
            return phrase.Entity is not { IsNamed: true } && speakers.ApposedPerson(phrase.End, Doc.Count) is { } apposed ? new(phrase.First, apposed.End, apposed.Entity) : phrase;
        }
        for (var i = according + 2; i < Doc.Count && i < according + 12; i++)
        {
            if (Doc[i].Pos is "PUNCT" && Doc[i].Text is "," or ".") break;
            if (context.EntityOfHead(i) is not null) return speakers.Phrase(i);
        }
        return Source.None;
    }

    private (int First, int End) SentenceAround(int token, int section)
    {
        int first = token, end = token + 1;
        while (first > 0 && context.SectionIndexAt(first - 1) == section && !(Ends(first - 1) && !speakers.IsQuoted(first - 1))) first--;
        while (end < Doc.Count && context.SectionIndexAt(end) == section && !(Ends(end) && !speakers.IsQuoted(end))) end++;
        return (first, end);

        bool Ends(int i) => Doc[i].Text is "." or "?" or "!" or ";";
    }

    /// <summary>The phrase runs on over appositions and "citing ..." up to the comma after them.</summary>
    private int PhraseEnd(int sourceEnd, int sentenceEnd)
    {
        var end = sourceEnd;
        while (end < sentenceEnd && Doc[end].Text != "," && Doc[end].Dep is not ("nsubj" or "ROOT")) end++;
        return end;
    }

    /// <summary>The phrase stands between commas, and what follows goes on with the clause before it.</summary>
    private bool IsParenthetical(int according, int phraseEnd) =>
        Doc[according].Head.Index > phraseEnd && Doc[according].Head.IsVerbal() && according > 0 && Doc[according - 1].Text == ",";

    private (int First, int End) Trim(int first, int end)
    {
        while (first < end && (Doc[first].Pos is "SPACE" or "PUNCT" && Doc[first].Text is not ("“" or "\"" or "‘" or "(") || Doc[first].Pos == "CCONJ"
            || Doc[first].Dep == "advmod" && first + 1 < end && Doc[first + 1].Text == "," && Doc[first].LowerText() is "however" or "meanwhile" or "nevertheless" or "moreover" or "furthermore" or "also")) first++;
        while (end > first && Doc[end - 1].Pos is "SPACE" or "PUNCT" && Doc[end - 1].Text is not ("”" or "\"" or "’" or ")" or "%")) end--;
        return (first, end);
    }
}
