using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>The quotes of an article and who says each of its tokens.</summary>
public sealed record QuoteResult(IReadOnlyList<Quote> Quotes, AttributionMap Attribution);

/// <summary>
/// Finds what people, organisations and documents are reported to have said: direct speech, reported clauses, "according to", and
/// quoted fragments. Speakers are entities where the words name or describe one; a quotation without a speaker is kept.
/// </summary>
public sealed class QuoteFinder(VerbLexicon verbs)
{
    private const int Nesting = 8;

    public QuoteResult Find(ArticleContext context, PropositionIndex propositions)
    {
        var passages = QuotationMarks.Find(context);
        var referents = new Referents(context);
        var cues = new SpeechCues(verbs);
        var speakers = new SpeakerFinder(context, propositions, referents, passages);
        var (drafts, fragments) = new DirectQuotes(context, cues, speakers, passages).Find();
        drafts.AddRange(new AccordingTo(context, speakers).Find());
        var beside = drafts.Where(draft => draft.Kind == QuoteKind.Direct && draft.Verb >= 0).Select(draft => draft.Verb).ToHashSet();
        drafts.AddRange(new IndirectQuotes(context, propositions, cues, speakers, referents).Find().Where(draft => !beside.Contains(draft.Verb)));
        var quotedFragments = new QuotedFragments(context, propositions, cues, speakers);
        var told = new bool[context.Doc.Count];
        foreach (var draft in drafts) Array.Fill(told, true, draft.First, draft.Length);
        foreach (var fragment in fragments)
        {
            if (told[fragment.First]) continue;
            if (quotedFragments.Find(fragment) is { } draft) drafts.Add(draft);
        }
        // What ends inside a quotation that it does not hold whole was cut wrongly.
        var direct = drafts.Where(draft => draft.Kind == QuoteKind.Direct).ToList();
        drafts.RemoveAll(draft => draft.Kind == QuoteKind.Mixed && direct.Exists(other => draft.First < other.First && draft.End > other.First && draft.End < other.End && other.First - draft.First <= 2));
        drafts = WithCarriers(context, WithRepeatedSources(context, Distinct(drafts)));
        var quotes = drafts.Select((draft, i) => ToQuote(context, draft, i)).ToList();
        return new(quotes, new(context.Doc.Count, quotes, drafts));
    }

    /// <summary>Of quotes with the same content the one with the surest speaker stays.</summary>
    private static List<QuoteDraft> Distinct(List<QuoteDraft> drafts) => drafts
        .GroupBy(draft => (draft.First, draft.End))
        .Select(same => same.OrderByDescending(draft => draft.Speaker.Entity is not null).ThenByDescending(draft => draft.Confidence).First())
        .OrderBy(draft => draft.First).ThenByDescending(draft => draft.End)
        .ToList();

    /// <summary>"It said ...", "They added ...": where nothing surer is known, the body or group that the report before came from.</summary>
    private static List<QuoteDraft> WithRepeatedSources(ArticleContext context, List<QuoteDraft> drafts)
    {
        LocalEntity? last = null;
        for (var i = 0; i < drafts.Count; i++)
        {
            var speaker = drafts[i].Speaker;
            var isPronoun = speaker.HasWords && speaker.End - speaker.First == 1 && context.Doc[speaker.First].LowerText() is "it" or "they";
            if (isPronoun && speaker.Entity is null or { Type: EntityType.Place } && last is { Type: EntityType.Organisation or EntityType.Group }) drafts[i] = drafts[i] with { Speaker = speaker with { Entity = last }, Confidence = .7 };
            last = drafts[i].Speaker.Entity ?? (isPronoun ? last : null);
        }
        return drafts;
    }

    /// <summary>A report inside another's report is carried by the outer speaker; "according to X, citing Y" is Y's, carried by X.</summary>
    private static List<QuoteDraft> WithCarriers(ArticleContext context, List<QuoteDraft> drafts)
    {
        var result = new List<QuoteDraft>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var current = Cited(context, draft);
            if (current.Via is null && current.Speaker.Entity is { } speaker)
            {
                // Drafts are ordered by where they start, the longer one first: what encloses one stands shortly before it.
                var outer = drafts.Skip(Math.Max(0, i - Nesting)).Take(Math.Min(i, Nesting))
                    .Where(other => !ReferenceEquals(other, draft) && other.First <= draft.First && draft.End <= other.End && other.Length > draft.Length)
                    .OrderBy(other => other.Length).FirstOrDefault();
                if (outer?.Speaker.Entity is { } carrier && carrier.Id != speaker.Id) current = current with { Via = carrier };
            }
            result.Add(current);
        }
        return result;
    }

    private static QuoteDraft Cited(ArticleContext context, QuoteDraft draft)
    {
        if (draft.Kind == QuoteKind.Direct || draft.CueFirst < 0) return draft;
        var doc = context.Doc;
        var from = draft.CueLemma == "according to" ? draft.Speaker.End : draft.End;
        for (var i = from; i < doc.Count && i < from + 3; i++)
        {
            if (doc[i].LowerText() is not ("citing" or "quoting") || doc[i].ChildWith("dobj") is not { } cited) continue;
            var source = new Referents(context).Of(cited.Index);
            if (source is null || !SpeakerFinder.CanSpeak(source) || source.Id == draft.Speaker.Entity?.Id) return draft;
            return draft with { Via = draft.Speaker.Entity, Speaker = new(cited.LeftEdge.Index, cited.Index + 1, source) };
        }
        return draft;
    }

    private static Quote ToQuote(ArticleContext context, QuoteDraft draft, int index)
    {
        var content = context.SpanOf(draft.First, draft.End);
        TextSpan? cue = draft.CueFirst >= 0 ? context.SpanOf(draft.CueFirst, draft.CueEnd) : null;
        TextSpan? speaker = draft.Speaker.HasWords ? context.SpanOf(draft.Speaker.First, draft.Speaker.End) : null;
        var sentence = context.SentenceOf(draft.First).Cover(context.SentenceOf(draft.End - 1));
        if (draft.Verb >= 0 && Math.Abs(draft.Verb - draft.First) < 200) sentence = sentence.Cover(context.SentenceOf(draft.Verb));
        return new(
            $"q{index}", draft.Kind, draft.Speaker.Entity?.Id, speaker, cue, draft.CueLemma, content,
            draft.Addressee?.Id, draft.Via?.Id, new(content, sentence, draft.Speaker.Entity is null ? draft.Confidence * .7 : draft.Confidence));
    }
}
