using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>
/// Tells whole utterances in quotation marks from quoted fragments, and finds who says them: beside the passage, before it, in the
/// sentence that a further passage continues, or in the paragraph before.
/// </summary>
internal sealed class DirectQuotes(ArticleContext context, SpeechCues cues, SpeakerFinder speakers, IReadOnlyList<QuotedPassage> passages)
{
    private readonly record struct Cue(Token? Verb, Source Speaker);

    private Doc Doc => context.Doc;

    /// <summary>The direct quotes in order, and the passages that are none.</summary>
    public (List<QuoteDraft> Quotes, List<QuotedPassage> Fragments) Find()
    {
        var quotes = new List<QuoteDraft>();
        var fragments = new List<QuotedPassage>();
        QuoteDraft? last = null;
        QuotedPassage? lastPassage = null;
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            var before = Before(i);
            var after = After(i);
            if (!IsUtterance(passage, before, after))
            {
                fragments.Add(passage);
                continue;
            }
            var draft = Draft(passage, FindCue(passage, before, after), .95) ?? Continued(passage, i, last, lastPassage) ?? Draft(passage, new Cue(null, Source.None), .6)!;
            quotes.Add(draft);
            last = draft;
            lastPassage = passage;
        }
        return (quotes, fragments);
    }

    private QuoteDraft? Draft(QuotedPassage passage, Cue? cue, double confidence)
    {
        if (cue is not { } found) return null;
        var verb = found.Verb;
        return new(
            QuoteKind.Direct, passage.First, passage.End, found.Speaker,
            verb?.Index ?? -1, verb is { } v ? CueEnd(v) : -1, verb?.LowerLemma(), confidence)
        { Verb = verb?.Index ?? -1 };
    }

    /// <summary>Tokens between the passage before (or the last end of a sentence) and this one.</summary>
    private (int First, int End) Before(int index)
    {
        var passage = passages[index];
        var first = passage.Open;
        var floor = index > 0 && passages[index - 1].Section == passage.Section ? passages[index - 1].After : 0;
        while (first > floor && context.SectionIndexAt(first - 1) == passage.Section && !IsSentenceEnd(first - 1)) first--;
        return (first, passage.Open);
    }

    /// <summary>Tokens between this passage and the next one or the end of the sentence.</summary>
    private (int First, int End) After(int index)
    {
        var passage = passages[index];
        var end = passage.After;
        var ceiling = index + 1 < passages.Count ? passages[index + 1].Open : Doc.Count;
        while (end < ceiling && context.SectionIndexAt(end) == passage.Section && !IsSentenceEnd(end)) end++;
        return (passage.After, end);
    }

    private bool IsSentenceEnd(int token) => Doc[token].Text is "." or "?" or "!" or "…" or "..." && !speakers.IsQuoted(token);

    private bool IsUtterance(QuotedPassage passage, (int First, int End) before, (int First, int End) after)
    {
        var lastInside = Doc[passage.End - 1].Text;
        var endsInside = lastInside is "," or "." or "?" or "!" or "…" or "..." or "—" or "–" or "-" or "--" || passage.Close < 0;
        var next = passage.Close >= 0 && passage.Close + 1 < Doc.Count ? Doc[passage.Close + 1].Text : "";
        var endsOutside = next is "." or "," or "?" or "!" || next.Length > 0 && string.IsNullOrWhiteSpace(next);
        var startsUpper = char.IsUpper(Doc[passage.First].Text[0]) || !char.IsLetter(Doc[passage.First].Text[0]);
        var clause = HasFiniteVerb(passage);
        if (before.First == before.End)
        {
            if (endsInside) return startsUpper || clause;
            return CueIn(after, passage, isAfter: true) is not null && (clause || startsUpper && passage.End - passage.First > 2)
                || endsOutside && (clause || passage.End - passage.First >= 4);
        }
        var previous = Doc[passage.Open - 1];
        if (previous.Text is "," or ":" or "—" or "–" or "-")
        {
            if (previous.Text == ":" && (endsInside || endsOutside)) return clause || startsUpper;
            if (!endsInside && !endsOutside) return false;
            return (clause || startsUpper && endsInside) && (CueIn(before, passage, isAfter: false) is not null || CueIn(after, passage, isAfter: true) is not null);
        }
        if (cues.IsBesideQuote(previous) && !IsNaming(previous)) return clause && startsUpper && (endsInside || endsOutside);
        return clause && startsUpper && lastInside is "." or "?" or "!" && passage.End - passage.First >= 6 && CueIn(before, passage, isAfter: false) is not null
            && previous.LowerText() is not ("that" or "a" or "the" or "as");
    }

    private static bool IsNaming(Token verb) => verb.LowerLemma() is "call" or "describe" or "dub" or "name" or "label" or "term" or "brand";

    private bool HasFiniteVerb(QuotedPassage passage)
    {
        for (var i = passage.First; i < passage.End; i++)
        {
            if (Doc[i].Tag is "VBD" or "VBP" or "VBZ" or "MD" or "VB") return true;
        }
        return false;
    }

    private Cue? FindCue(QuotedPassage passage, (int First, int End) before, (int First, int End) after)
    {
        var introduced = before.End > before.First && Doc[before.End - 1].Text is "," or ":" or "—" or "–" || before.End > before.First && cues.IsBesideQuote(Doc[before.End - 1]);
        if (introduced && Doc[before.End - 1].Text != "," && CueIn(before, passage, isAfter: false) is { } strong) return strong;
        if (Doc[passage.End - 1].Text != "." && CueIn(after, passage, isAfter: true) is { } following) return following;
        if (introduced && CueIn(before, passage, isAfter: false) is { } leading) return leading;
        if (before.End > before.First && CueIn(before, passage, isAfter: false) is { } loose) return loose;
        return before.First == before.End && passage.Open > 0 ? ColonBefore(passage) : null;
    }

    /// <summary>The paragraph before ends with a colon or comma: its last reporting verb introduces the passage.</summary>
    private Cue? ColonBefore(QuotedPassage passage)
    {
        var end = passage.Open;
        while (end > 0 && Doc[end - 1].IsSpace) end--;
        if (end == 0 || Doc[end - 1].Text is not (":" or ",") || context.SectionIndexAt(end - 1) == passage.Section) return null;
        var first = end - 1;
        while (first > 0 && context.SectionIndexAt(first - 1) == context.SectionIndexAt(end - 1) && !IsSentenceEnd(first - 1)) first--;
        return CueIn((first, end), passage, isAfter: false);
    }

    private Cue? CueIn((int First, int End) stretch, QuotedPassage passage, bool isAfter)
    {
        var length = stretch.End - stretch.First;
        for (var step = 0; step < length; step++)
        {
            var i = isAfter ? stretch.First + step : stretch.End - 1 - step;
            var token = Doc[i];
            if (isAfter && step > 24 || isAfter && token.Text is ";") break;
            if (speakers.IsQuoted(i) || !cues.IsBesideQuote(token)) continue;
            if (isAfter && !IsTag(token, stretch.First)) break;
            var speaker = speakers.Beside(token, stretch.First, stretch.End);
            if (isAfter && !speaker.HasWords && token.Tag == "VBG") continue;
            return new Cue(token, speaker);
        }
        if (isAfter || length == 0 || Doc[stretch.End - 1].Text != ":") return null;
        for (var i = stretch.End - 1; i >= stretch.First; i--)
        {
            if (context.EntityOfHead(i) is { } entity && SpeakerFinder.CanSpeak(entity) && Doc[i].Dep is "nsubj" or "poss" or "nsubjpass" or "ROOT") return new Cue(null, speakers.Phrase(i));
        }
        return null;
    }

    /// <summary>Between a passage and the verb that tags it stand only its subject, adverbs and an apposition, no other finite verb.</summary>
    private bool IsTag(Token verb, int first)
    {
        for (var i = first; i < verb.Index; i++)
        {
            if (Doc[i].Tag is "VBD" or "VBZ" or "VBP" or "MD" && !Doc[i].IsAuxiliary() && Doc[i].Dep is not ("relcl" or "acl" or "amod")) return false;
        }
        return true;
    }

    private QuoteDraft? Continued(QuotedPassage passage, int index, QuoteDraft? last, QuotedPassage? lastPassage)
    {
        if (last is null || lastPassage is null) return null;
        var gap = passage.Section - lastPassage.Section;
        if (gap == 0 || gap == 1 && lastPassage.Close < 0)
        {
            if (gap == 0 && SentenceSubject(passage.Open, lastPassage.After) is { } between) return With(passage, last, between, .7);
            return With(passage, last, last.Speaker, gap == 0 ? .9 : .85);
        }
        if (PreviousSpeaker(passage) is { } subject) return With(passage, last, subject, .65);
        return gap <= 1 ? With(passage, last, last.Speaker, .65) : null;
    }

    private static QuoteDraft With(QuotedPassage passage, QuoteDraft last, Source speaker, double confidence) => last with
    {
        First = passage.First,
        End = passage.End,
        Speaker = speaker,
        Confidence = confidence,
    };

    /// <summary>The subject of the sentence right before a passage, where it stands outside the sentence that tags the passage before.</summary>
    private Source? SentenceSubject(int open, int after)
    {
        var ends = 0;
        var start = open;
        for (var i = open - 1; i >= after; i--)
        {
            if (!IsSentenceEnd(i)) continue;
            ends++;
            if (ends == 2)
            {
                start = i + 1;
                break;
            }
        }
        if (ends < 2) return null;
        for (var i = start; i < open; i++)
        {
            if (Doc[i].Dep is "nsubj" && context.EntityOfHead(i) is { Type: EntityType.Person }) return speakers.Phrase(i);
        }
        return null;
    }

    /// <summary>The person who is the subject of the last sentence of the paragraph before.</summary>
    private Source? PreviousSpeaker(QuotedPassage passage)
    {
        var end = passage.Open;
        while (end > 0 && context.SectionIndexAt(end - 1) is var section && (section < 0 || section == passage.Section)) end--;
        if (end == 0 || !context.IsProse(end - 1) || context.SectionIndexAt(end - 1) < passage.Section - 1) return null;
        var sentence = Doc.Sentences[Doc.SentenceIndexOf(end - 1)];
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (!speakers.IsQuoted(i) && Doc[i].Dep is "nsubj" && Doc[i].Head is { } verb && (verb.IsRoot || cues.ReportsClause(verb)) && context.EntityOfHead(i) is { Type: EntityType.Person or EntityType.Organisation or EntityType.Group })
                return speakers.Phrase(i);
        }
        return null;
    }

    private static int CueEnd(Token verb) => verb.ChildWith("prt") is { } particle && particle.Index == verb.Index + 1 ? particle.Index + 1 : verb.Index + 1;
}
