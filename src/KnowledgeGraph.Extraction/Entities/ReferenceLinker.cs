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
    private readonly RoleIndex _roles;
    private readonly EntityDraft?[] _ofHead;

    /// <param name="doc">The document.</param>
    /// <param name="gazetteer">Places and demonyms.</param>
    /// <param name="lexicon">What nouns name.</param>
    /// <param name="nameAt">For each token the name that covers it, or null.</param>
    /// <param name="sections">For each token its section, or -1.</param>
    /// <param name="drafts">The named entities; mentions are added to them.</param>
    public ReferenceLinker(Doc doc, Gazetteer gazetteer, NameLexicon lexicon, FoundMention?[] nameAt, int[] sections, IReadOnlyList<EntityDraft> drafts)
    {
        (_doc, _gazetteer, _lexicon, _nameAt, _sections, _drafts) = (doc, gazetteer, lexicon, nameAt, sections, drafts);
        _roles = new(doc, gazetteer, lexicon);
        _rules = new(doc, lexicon, _roles, nameAt);
        _ofHead = new EntityDraft?[doc.Count];
        DraftAt = new EntityDraft?[doc.Count];
        Chains = CorefChains.Empty;
        foreach (var draft in drafts)
            foreach (var mention in draft.Mentions)
            {
                for (var i = mention.First; i < mention.End; i++) DraftAt[i] = draft;
                _ofHead[mention.Head] = draft;
            }
    }

    /// <summary>For each token the draft whose mention covers it (names), or has it as its head (what was linked).</summary>
    public EntityDraft?[] DraftAt { get; }

    /// <summary>The chains of the ranker; empty before <see cref="Link"/>.</summary>
    public CorefChains Chains { get; private set; }

    /// <summary>Adds the mentions to the drafts.</summary>
    public void Link(CoreferenceModel? model)
    {
        Genders.FromNames(_doc, _lexicon, _drafts);
        if (model is not null) Genders.FromGivenNames(_doc, _drafts, model.GenderOfGivenName);
        Roles();
        if (model is not null)
        {
            Chains = CorefChains.Resolve(model, _doc, Knowledge());
            foreach (var cluster in Chains.Clusters) Attach(cluster);
        }
        PlaceDescriptions();
        Genders.FromPronouns(_doc, _drafts);
    }

    /// <summary>Institutions become entities, and what the chains link to them is linked.</summary>
    public IReadOnlyList<EntityDraft> LinkInstitutions(IReadOnlyList<EntityDraft> institutions)
    {
        foreach (var draft in institutions)
            foreach (var mention in draft.Mentions) _ofHead[mention.Head] = DraftAt[mention.Head] = draft;
        foreach (var cluster in Chains.Clusters)
            if (cluster.Any(index => _ofHead[Chains.Spans[index].Head] is { } draft && institutions.Contains(draft))) Attach(cluster);
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
            {
                if (mention.DemonymOf is not null) continue;
                // Of "the minister, X" the whole phrase is the mention, and the noun its head.
                if (mention.IsBesideName) { if (_doc[mention.Head].Dep != "appos") bearers[mention.Head] = numbers[draft]; }
                else bearers[mention.Head] = numbers[draft];
            }
        var storms = _drafts.Where(IsStorm).ToList();
        if (storms.Count == 1)
            foreach (var token in _doc)
                if (token.Tag == "NN" && bearers[token.Index] < 0 && token.Index > storms[0].Mentions[0].First && Storms.Contains(token.Lemma.ToLowerInvariant()) && IsPlainDefinite(token)) bearers[token.Index] = numbers[storms[0]];
        foreach (var token in _doc)
            if (Controller(token) is { } subject) bearers[token.Index] = numbers[subject];
        foreach (var (token, bearer, other) in InterviewTurns.Find(_doc, _drafts, DraftAt)) bearers[token] = bearer is null ? _drafts.Count + other : numbers[bearer];
        return new(bearers, (bearer, head, mentionClass) => bearers[head] == bearer
            || (bearer < _drafts.Count ? _rules.MayRefer(_drafts[bearer], head, mentionClass) : mentionClass == "you" || mentionClass == (bearer - _drafts.Count == InterviewTurns.Asked ? "we" : "I")));
    }

    private bool IsStorm(EntityDraft draft) =>
        draft.Type == EntityType.NamedEvent && draft.Mentions.Exists(mention => mention.Length > 1 && Storms.Contains(_doc[mention.End - 2].Text.ToLowerInvariant()));

    // "the storm", "this cyclone": a determiner and nothing else, and no "of" or clause behind.
    private bool IsPlainDefinite(Token noun) =>
        noun.Index > 0 && _doc[noun.Index - 1].Text.ToLowerInvariant() is ("the" or "this") && noun.Dep is not ("compound" or "nmod" or "attr") && !noun.Rights.Any(child => child.Dep is "prep" or "relcl" or "acl" or "appos");

    // "X, speaking after his call": a possessive in a participle that modifies a person's name is that person's.
    private EntityDraft? Controller(Token token)
    {
        if (token.Tag != "PRP$" || token.Text.ToLowerInvariant() is not ("his" or "her")) return null;
        foreach (var ancestor in token.Ancestors)
        {
            if (ancestor.Dep is "relcl" or "ccomp" or "conj") return null;
            if (ancestor.Dep == "acl" || ancestor.Dep == "advcl" && ancestor.Tag == "VBG" && ancestor.Index < ancestor.HeadIndex)
            {
                var name = ancestor.Dep == "acl" ? ancestor.HeadIndex : SubjectOf(ancestor.Head);
                return name >= 0 && name < token.Index && _nameAt[name] is not null && _ofHead[name] is { Type: EntityType.Person } person
                    && (person.Gender ?? person.LikelyGender) is var gender && (gender is null || gender == 'm' == (token.Text.ToLowerInvariant() == "his")) ? person : null;
            }
        }
        return null;
    }

    private static int SubjectOf(Token verb)
    {
        foreach (var child in verb.Lefts) if (child.Dep is "nsubj" or "nsubjpass") return child.Index;
        return -1;
    }

    private void Attach(int[] cluster)
    {
        EntityDraft? draft = null;
        foreach (var index in cluster)
        {
            if (_ofHead[Chains.Spans[index].Head] is not { } other || Chains.Spans[index].Kind == "coord") continue;
            if (draft is not null && other != draft) return;
            draft = other;
        }
        if (draft is null) return;
        foreach (var index in cluster)
            if (_ofHead[Chains.Spans[index].Head] is null) Attach(draft, index, ConfidenceTo(draft, index));
    }

    // Along the links to the nearest mention of the draft: the confidence is that of the weakest link.
    private double ConfidenceTo(EntityDraft draft, int index)
    {
        var confidence = 1.0;
        for (var steps = 0; index >= 0 && steps < 500; steps++)
        {
            if (_ofHead[Chains.Spans[index].Head] == draft) return confidence;
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
        _ofHead[mention.Head] ??= draft;
    }

    // "the Ukrainian president" where the article has "Ukrainian President X"; "the minister, X".
    private void Roles()
    {
        foreach (var draft in _drafts)
        {
            if (draft.Type != EntityType.Person) continue;
            foreach (var mention in draft.Mentions) if (mention.Kind == MentionKind.Name) _roles.Learn(draft, mention, _nameAt);
        }
        foreach (var description in DescriptionFinder.Find(_doc, _lexicon, _nameAt))
        {
            if (description.Type is not (EntityType.Person or EntityType.Organisation) || DraftAt[description.Head] is not null || _sections[description.Head] < 0) continue;
            if (NameBeside(description) is { } named)
            {
                Add(named, description with { IsBesideName = true, Confidence = 0.9 });
                continue;
            }
            if (description.Type != EntityType.Person) continue;
            if (_doc[description.Head].Dep == "attr" || !Phrases.IsDefinite(_doc, description.First, description.Head) && !HasOwner(description)) continue;
            if (_roles.Find(description.Head, description.First, description.End, _nameAt) is { } bearer) Add(bearer, description with { Confidence = 0.85 });
        }
    }

    // "the city", "the country", "the capital" that no chain took: the one place of the kind named shortly before.
    private void PlaceDescriptions()
    {
        foreach (var token in _doc)
        {
            if (token.Tag != "NN" || _ofHead[token.Index] is not null || DraftAt[token.Index] is not null || _sections[token.Index] < 0) continue;
            var lemma = token.Lemma.ToLowerInvariant();
            if (lemma is not ("city" or "town" or "village" or "capital" or "country" or "nation") || token.Dep is "compound" or "amod" or "nmod" or "attr" or "appos") continue;
            var (first, end) = Phrases.Of(_doc, token.Index);
            if (token.Index - first != 1 || end != token.Index + 1 || _doc[first].Text.ToLowerInvariant() is not ("the" or "this" or "that")) continue;
            if (NearestPlace(lemma, token.Index) is { } place) Add(place, new(first, end, token.Index, MentionKind.Description, EntityType.Place, 0.65));
        }
    }

    // The last place of the kind before the token (a demonym counts for its country); null where another was named within the last two sentences.
    private EntityDraft? NearestPlace(string lemma, int token)
    {
        EntityDraft? nearest = null;
        var sentence = _doc.SentenceIndexOf(token);
        for (var i = token - 1; i >= 0 && sentence - _doc.SentenceIndexOf(i) <= 12; i--)
        {
            if (_nameAt[i] is not { } name || name.Head != i || DraftAt[i] is not { Type: EntityType.Place } place || place == nearest || !Fits(place)) continue;
            if (nearest is null) nearest = place;
            else if (sentence - _doc.SentenceIndexOf(i) <= 1) return null;
            else break;
        }
        return nearest;

        bool Fits(EntityDraft place)
        {
            var isCountry = GazetteerIds.IsCountry(place.GazetteerId);
            if (lemma is "country" or "nation") return isCountry;
            if (place.GazetteerId is not { } id || isCountry) return false;
            return lemma != "capital" || _gazetteer.FindPlaceById(id) is { } town && _gazetteer.FindCapital(town.Name)?.Code == town.Country;
        }
    }

    private bool HasOwner(FoundMention description)
    {
        if (_doc[description.First].Text.ToLowerInvariant() is "a" or "an" or "another" or "one" or "some") return false;
        for (var i = description.First; i < description.Head; i++) if (_nameAt[i] is not null) return true;
        return false;
    }

    // A name in apposition, or right after the phrase without a mark between.
    private EntityDraft? NameBeside(FoundMention description)
    {
        var head = _doc[description.Head];
        foreach (var child in head.Rights)
            if (child.Dep == "appos" && DraftAt[child.Index] is { } named && named.Type == description.Type && _nameAt[child.Index]?.Head == child.Index) return named;
        if (head.Dep == "appos" && DraftAt[head.HeadIndex] is { } governor && governor.Type == description.Type && _nameAt[head.HeadIndex]?.Head == head.HeadIndex) return governor;
        return description.End < _doc.Count && _nameAt[description.End] is { } next && next.Type == description.Type && next.First == description.End ? DraftAt[description.End] : null;
    }

    // The country of a description is that of a demonym, a place or a possessor in it.
    private string? CountryOf(FoundMention description)
    {
        for (var i = description.First; i < description.End; i++)
            if (i != description.Head && (_nameAt[i]?.DemonymOf ?? (DraftAt[i] is { Type: EntityType.Place } place ? place.Country : null)) is { } country) return country;
        return null;
    }
}
