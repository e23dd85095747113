using KnowledgeGraph.Extraction.Coreference;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>
/// Links pronouns and descriptions to the named entities: by role and country, then by the ranker's chains, which are told beforehand which names
/// are one and what may refer to whom. A wrong link is worse than none: each has a confidence, and weak ones are left out.
/// </summary>
internal sealed class ReferenceLinker
{
    private const double Least = 0.5;

    private readonly Doc _doc;
    private readonly Gazetteer _gazetteer;
    private readonly NameLexicon _lexicon;
    private readonly FoundMention?[] _nameAt;
    private readonly int[] _sections;
    private readonly IReadOnlyList<EntityDraft> _drafts;
    private readonly ReferenceRules _rules;

    /// <param name="doc">The document.</param>
    /// <param name="gazetteer">Places and demonyms.</param>
    /// <param name="lexicon">What nouns name.</param>
    /// <param name="nameAt">For each token the name that covers it, or null.</param>
    /// <param name="sections">For each token its section, or -1.</param>
    /// <param name="drafts">The named entities; mentions are added to them.</param>
    public ReferenceLinker(Doc doc, Gazetteer gazetteer, NameLexicon lexicon, FoundMention?[] nameAt, int[] sections, IReadOnlyList<EntityDraft> drafts)
    {
        (_doc, _gazetteer, _lexicon, _nameAt, _sections, _drafts) = (doc, gazetteer, lexicon, nameAt, sections, drafts);
        _rules = new(doc, lexicon);
        DraftAt = new EntityDraft?[doc.Count];
        Chains = CorefChains.Empty;
        foreach (var draft in drafts)
            foreach (var mention in draft.Mentions)
                for (var i = mention.First; i < mention.End; i++) DraftAt[i] = draft;
    }

    /// <summary>For each token the draft whose mention covers it (names), or has it as its head (what was linked).</summary>
    public EntityDraft?[] DraftAt { get; }

    /// <summary>The chains of the ranker; empty before <see cref="Link"/>.</summary>
    public CorefChains Chains { get; private set; }

    /// <summary>Adds the mentions to the drafts.</summary>
    public void Link(CoreferenceModel? model)
    {
        Genders.FromNames(_doc, _lexicon, _drafts);
        Roles();
        if (model is not null)
        {
            Chains = CorefChains.Resolve(model, _doc, Knowledge());
            foreach (var cluster in Chains.Clusters) Attach(cluster);
        }
        Genders.FromPronouns(_doc, _drafts);
    }

    /// <summary>Institutions become entities, and what the chains link to them is linked.</summary>
    public IReadOnlyList<EntityDraft> LinkInstitutions(IReadOnlyList<EntityDraft> institutions)
    {
        foreach (var draft in institutions)
            foreach (var mention in draft.Mentions) DraftAt[mention.Head] = draft;
        foreach (var cluster in Chains.Clusters)
            if (cluster.Any(index => DraftAt[Chains.Spans[index].Head] is { } draft && institutions.Contains(draft))) Attach(cluster);
        return institutions;
    }

    /// <summary>
    /// Descriptions that no named entity took: one entity a chain of the ranker, or a phrase of the same words; the pronouns of its chain go with it.
    /// </summary>
    public List<EntityDraft> Unnamed(IEnumerable<FoundMention> descriptions)
    {
        var drafts = new List<EntityDraft>();
        var byCluster = new Dictionary<int, EntityDraft>();
        var byWords = new Dictionary<string, EntityDraft>(StringComparer.Ordinal);
        var clusterOfHead = new Dictionary<int, int>();
        for (var i = 0; i < Chains.Spans.Count; i++) if (Chains.ClusterOf[i] >= 0) clusterOfHead.TryAdd(Chains.Spans[i].Head, Chains.ClusterOf[i]);
        foreach (var description in descriptions)
        {
            if (DraftAt[description.Head] is not null) continue;
            var cluster = clusterOfHead.GetValueOrDefault(description.Head, -1);
            var words = NameForms.Fold(_doc.Text[_doc[Phrases.AfterDeterminers(_doc, description.First, description.Head)].Start.._doc[description.End - 1].End]);
            var draft = cluster >= 0 && byCluster.TryGetValue(cluster, out var chained) && chained.Type == description.Type ? chained
                : words.Contains(' ', StringComparison.Ordinal) && byWords.TryGetValue(words, out var same) && same.Type == description.Type ? same
                : null;
            if (draft is null)
            {
                drafts.Add(draft = new(description.Type) { IsNamed = false, Country = CountryOf(description), Gender = description.Type == EntityType.Person ? _lexicon.GenderOf(_doc[description.Head].Lemma.ToLowerInvariant()) : null });
                byWords.TryAdd(words, draft);
            }
            if (cluster >= 0) byCluster.TryAdd(cluster, draft);
            Add(draft, description);
        }
        foreach (var (cluster, draft) in byCluster)
            foreach (var index in Chains.Clusters[cluster])
                if (IsPronoun(Chains.Spans[index].Class)) Attach(draft, index, LinkConfidence(index));
        return drafts;
    }

    private CorefKnowledge Knowledge()
    {
        var numbers = new Dictionary<EntityDraft, int>();
        for (var i = 0; i < _drafts.Count; i++) numbers[_drafts[i]] = i;
        var bearers = new int[_doc.Count];
        Array.Fill(bearers, -1);
        foreach (var draft in _drafts)
            foreach (var mention in draft.Mentions)
                if (mention.DemonymOf is null && !mention.IsBesideName) bearers[mention.Head] = numbers[draft];
        return new(bearers, (bearer, head, mentionClass) => bearers[head] == bearer || _rules.MayRefer(_drafts[bearer], head, mentionClass));
    }

    private void Attach(int[] cluster)
    {
        EntityDraft? draft = null;
        foreach (var index in cluster)
        {
            if (DraftAt[Chains.Spans[index].Head] is not { } other || Chains.Spans[index].Kind == "coord") continue;
            if (draft is not null && other != draft) return;
            draft = other;
        }
        if (draft is null) return;
        foreach (var index in cluster)
            if (DraftAt[Chains.Spans[index].Head] is null) Attach(draft, index, ConfidenceTo(draft, index));
    }

    // Along the links to the nearest mention of the draft: the confidence is that of the weakest link.
    private double ConfidenceTo(EntityDraft draft, int index)
    {
        var confidence = 1.0;
        for (var steps = 0; index >= 0 && steps < 500; steps++)
        {
            if (DraftAt[Chains.Spans[index].Head] == draft) return confidence;
            confidence = Math.Min(confidence, LinkConfidence(index));
            index = Chains.Links[index].Antecedent;
        }
        // The name comes later than what refers to it.
        return 0.55;
    }

    // The share of links of this margin and class that are right.
    private double LinkConfidence(int index)
    {
        var link = Chains.Links[index];
        if (link.Antecedent < 0) return 0.5;
        var margin = 1 / (1 + Math.Exp(-(link.Score - link.None)));
        return Chains.Spans[index].Class switch
        {
            "he" or "she" or "I" => 0.55 + 0.42 * margin,
            _ => 0.3 + 0.6 * margin,
        };
    }

    private void Attach(EntityDraft draft, int index, double confidence)
    {
        var span = Chains.Spans[index];
        if (confidence < Least || DraftAt[span.Head] is not null || _nameAt[span.Head] is not null || _sections[span.Head] < 0 || !_rules.IsMention(draft, span)) return;
        var pronoun = IsPronoun(span.Class);
        var (first, end) = pronoun ? (span.First, span.Last + 1) : Phrases.Of(_doc, span.Head);
        Add(draft, new(first, end, span.Head, pronoun ? MentionKind.Pronoun : MentionKind.Description, draft.Type, Math.Round(confidence, 2)));
    }

    private static bool IsPronoun(string mentionClass) => mentionClass is "he" or "she" or "it" or "they" or "I";

    private void Add(EntityDraft draft, FoundMention mention)
    {
        draft.Mentions.Add(mention);
        DraftAt[mention.Head] ??= draft;
    }

    // "the Ukrainian president" where the article has "Ukrainian President X"; "the minister, X".
    private void Roles()
    {
        var roles = new RoleIndex(_doc, _gazetteer, _lexicon);
        foreach (var draft in _drafts)
        {
            if (draft.Type != EntityType.Person) continue;
            foreach (var mention in draft.Mentions) if (mention.Kind == MentionKind.Name) roles.Learn(draft, mention, _nameAt);
        }
        foreach (var description in DescriptionFinder.Find(_doc, _lexicon, _nameAt))
        {
            if (description.Type != EntityType.Person || DraftAt[description.Head] is not null || _sections[description.Head] < 0) continue;
            if (NameBeside(description) is { } named)
            {
                Add(named, description with { IsBesideName = true, Confidence = 0.9 });
                continue;
            }
            if (_doc[description.Head].Dep == "attr" || !Phrases.IsDefinite(_doc, description.First, description.Head) && !HasOwner(description)) continue;
            if (roles.Find(description.Head, description.First, description.End, _nameAt) is { } bearer) Add(bearer, description with { Confidence = 0.85 });
        }
    }

    private bool HasOwner(FoundMention description)
    {
        for (var i = description.First; i < description.Head; i++) if (_nameAt[i] is not null) return true;
        return false;
    }

    // A name in apposition, or right after the phrase without a mark between.
    private EntityDraft? NameBeside(FoundMention description)
    {
        var head = _doc[description.Head];
        foreach (var child in head.Rights)
            if (child.Dep == "appos" && DraftAt[child.Index] is { Type: EntityType.Person } named && _nameAt[child.Index]?.Head == child.Index) return named;
        if (head.Dep == "appos" && DraftAt[head.HeadIndex] is { Type: EntityType.Person } governor && _nameAt[head.HeadIndex]?.Head == head.HeadIndex) return governor;
        return description.End < _doc.Count && _nameAt[description.End] is { Type: EntityType.Person } next && next.First == description.End ? DraftAt[description.End] : null;
    }

    // The country of a description is that of a demonym, a place or a possessor in it.
    private string? CountryOf(FoundMention description)
    {
        for (var i = description.First; i < description.End; i++)
            if (i != description.Head && (_nameAt[i]?.DemonymOf ?? (DraftAt[i] is { Type: EntityType.Place } place ? place.Country : null)) is { } country) return country;
        return null;
    }
}
