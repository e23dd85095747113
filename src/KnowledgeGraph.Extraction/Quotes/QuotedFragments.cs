using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Words in quotation marks inside a clause that reports them: "called it 'a mistake'", "condemned the raid as 'cruel'".</summary>
internal sealed class QuotedFragments(ArticleContext context, PropositionIndex propositions, SpeechCues cues, SpeakerFinder speakers)
{
    private Doc Doc => context.Doc;

    public QuoteDraft? Find(QuotedPassage passage)
    {
        if (RootOf(passage) is not { } root) return null;
        var child = root;
        for (var steps = 0; steps < 8 && !child.IsRoot; steps++)
        {
            var verb = child.Head;
            if (verb.IsVerbal() && !passage.Contains(verb.Index) && cues.CarriesFragment(verb)) return Draft(verb, child, passage);
            if (verb.IsVerbal() && !passage.Contains(verb.Index) && verb.Dep is "ROOT" or "relcl") return null;
            child = verb;
        }
        return null;
    }

    private QuoteDraft? Draft(Token verb, Token child, QuotedPassage passage)
    {
        if (child.Dep is "nsubj" or "nsubjpass" or "advcl" or "punct" || child.Index < verb.Index && child.Dep != "ccomp") return null;
        if (propositions.At(verb.Index) is not { } proposition || proposition.Negated) return null;
        var speaker = speakers.BySyntax(verb);
        if (speaker.Entity is null || speakers.IsQuoted(verb.Index)) return null;
        var first = child.LeftEdge.Index;
        if (child.Dep == "prep" && child.LowerText() == "as" && verb.ChildWith("dobj") is { } thing && thing.Index < child.Index) first = thing.LeftEdge.Index;
        else if (child.Dep == "prep") first = child.Index + 1;
        var end = child.RightEdge.Index + 1;
        first = Math.Min(first, passage.Open);
        end = Math.Max(end, passage.After);
        for (var i = passage.After; i < end; i++)
        {
            if (Doc[i].Dep != "cc" || !Doc[i].Head.IsVerbal()) continue;
            end = i;
        }
        if (first <= verb.Index && child.Index > verb.Index) first = verb.Index + 1;
        while (end > first + 1 && Doc[end - 1].Text is "," or "." or ";") end--;
        var section = passage.Section;
        while (end > first + 1 && context.SectionIndexAt(end - 1) != section) end--;
        return new(QuoteKind.Mixed, first, end, speaker, verb.Index, verb.Index + 1, proposition.Lemma, .8) { Verb = verb.Index };
    }

    private Token? RootOf(QuotedPassage passage)
    {
        for (var i = passage.First; i < passage.End; i++)
        {
            var head = Doc[i].HeadIndex;
            if (Doc[i].Pos != "PUNCT" && (head < passage.First || head >= passage.End)) return Doc[i];
        }
        return null;
    }
}
