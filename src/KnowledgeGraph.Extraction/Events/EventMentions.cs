using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Relations;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>Finds the words that evoke happenings, and their participants, place and time.</summary>
internal sealed class EventMentions(
    ArticleContext context, PropositionIndex propositions, Referents referents, EventOntology ontology, VerbLexicon verbs, NounLexicon nouns, Func<int, PartialDate?> dateOf)
{
    /// <summary>Kinds whose verbs tell of a happening whoever takes part; the verbs of the others ("give", "go", "win") only with a named object.</summary>
    private static readonly string[] Telling =
        ["attack", "war", "casualty", "damage", "accident", "explosion", "intercept", "capture", "abduction", "coerce", "sanction", "investigation", "legal", "evacuation", "protest", "election", "retreat"];

    private static readonly HashSet<string> Traffic = new("car truck lorry van bus minibus train tram taxi cab motorcycle motorbike bicycle scooter suv pickup trolley vehicle motorist driver cyclist coach engine airliner ferry barge train express locomotive turboprop jetliner seaplane glider vessel ship boat tanker".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Obstacles = new("hillside hill mountain mountainside slope cliff rock reef iceberg tree pole pylon lamppost wall kerb curb fence barrier guardrail ditch sandbank bridge ground runway".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Undergone = new((
        "arrest capture kill charge prosecute sentence jail imprison convict injure wound detain rescue evacuate hospitalise hospitalize kidnap abduct seize ban fine deport indict acquit slay behead execute").Split(' '), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> DisasterSorts = new(StringComparer.Ordinal)
    {
        ["earthquake"] = "quake",
        ["quake"] = "quake",
        ["tremor"] = "quake",
        ["temblor"] = "quake",
        ["aftershock"] = "aftershock",
        ["flood"] = "flood",
        ["flooding"] = "flood",
        ["landslide"] = "landslide",
        ["mudslide"] = "landslide",
        ["avalanche"] = "avalanche",
        ["hurricane"] = "storm",
        ["cyclone"] = "storm",
        ["typhoon"] = "storm",
        ["storm"] = "storm",
        ["tornado"] = "tornado",
        ["tsunami"] = "tsunami",
        ["eruption"] = "eruption",
        ["erupt"] = "eruption",
        ["wildfire"] = "wildfire",
    };

    private static readonly string[] PlacePrepositions =
        ["in", "at", "near", "across", "around", "outside", "inside", "throughout", "over", "within", "off", "along", "above", "outside of"];

    // What tells of attacks, as a noun or a verb.
    private readonly HashSet<int> _attacks = [];

    private Doc Doc => context.Doc;

    public IReadOnlyList<EventMention> Find(IReadOnlyList<RelationMatch> matches)
    {
        var found = new SortedDictionary<int, EventMention>();
        _attacks.UnionWith(matches.Where(match => ontology.OfRelation(match.Relation.Key)?.Key == "attack").Select(match => match.Predicate));
        var taken = matches.Select(match => match.ObjectNoun).Where(noun => noun >= 0).ToHashSet();
        foreach (var match in matches)
        {
            if (ontology.OfRelation(match.Relation.Key) is not { } kind || !IsEventive(match.Predicate)) continue;
            // "the first witness called": nobody rang.
            if (match.Relation.Key == "called" && match.Proposition is { Kind: PredicateKind.Verb, Lemma: "call" } && match.Subjects.Count == 0) continue;
            kind = ForceOf(match.Proposition, kind);
            if (kind.Key == "coerce" && IsSentence(match.Proposition)) kind = ontology.OfNoun("sentencing") ?? kind;
            if (Doc[match.Predicate].Pos is "NOUN" or "PROPN") kind = OfNoun(Doc[match.Predicate]) ?? kind;
            else if (match.Proposition is { Kind: PredicateKind.Verb } told && told.First(ArgumentRole.Object) is { } done)
                kind = ontology.OfVerbWithObject(told.Lemma, told.Particle, Doc[done.Head].LowerLemma()) ?? kind;
            // "the biggest cuts for a decade" are of jobs or of sums, and stop no aid.
            if (kind.Key == "aid" && Doc[match.Predicate] is { Pos: "NOUN" or "PROPN" } cut && cut.LowerLemma() == "cut" && match.Objects.All(side => side.Entity is null)) continue;
            if (Doc[match.Predicate].Pos is "ADJ" || kind.Key == "aid" && taken.Contains(match.Predicate)) continue;
            var mention = FromMatch(match, kind);
            if (IsAgentNoun(Doc[match.Predicate]))
            {
                // "the main donor of aid": the happening is the aid, the noun names who gives it.
                if (Doc[match.Predicate].ChildWith("prep") is not { } of || of.LowerText() != "of" || of.ChildWith("pobj") is not { Pos: "NOUN" } given) continue;
                mention = mention with { Token = given.Index };
                found[given.Index] = mention;
                continue;
            }
            if (!mention.IsNoun && !Telling.Contains(kind.Key) && !match.IsPair && match.Objects.All(side => side.Entity is null)) continue;
            if (!found.TryGetValue(match.Predicate, out var known) || known.Participants.Count() < mention.Participants.Count()) found[match.Predicate] = mention;
        }
        foreach (var token in Doc)
        {
            if (found.ContainsKey(token.Index) || taken.Contains(token.Index) && token.LowerLemma() is "fire" or "shipment" or "delivery" or "supply" or "aid" or "assistance" or "funding" || !context.IsProse(token.Index) || !IsEventive(token.Index)) continue;
            if (KindOf(token) is { } kind) found[token.Index] = FromToken(token, kind);
        }
        var attacks = found.Values.Any(mention => mention.Kind.Key == "attack" && mention.Participants.Any());
        foreach (var paused in found.Values.Where(mention => mention is { Sort: "pause", IsNoun: true }).ToList())
        {
            // "a pause on deliveries" tells of the pause alone.
            foreach (var child in Doc[paused.Token].Children)
            {
                if (child.Dep == "prep" && child.ChildWith("pobj") is { } stopped && found.TryGetValue(stopped.Index, out var supply) && supply.Kind.Key == "aid") found.Remove(stopped.Index);
            }
        }
        var first = found.Values.FirstOrDefault(mention => !mention.IsHeadline)?.Token;
        List<EventMention> particular = [.. found.Values.Where(mention => IsParticular(mention) && (attacks || !IsBareLaunch(mention)))];
        var news = particular.Select(mention => mention.Token).ToHashSet();
        foreach (var token in new LeadHappening(context, propositions, verbs).Find(news.Contains))
            if (ontology.Kinds.TryGetValue(EventKinds.Unnamed, out var other) && particular.TrueForAll(mention => mention.Token != token)) particular.Add(FromToken(Doc[token], other));
        return [.. particular.OrderBy(mention => mention.Token).Select(mention => mention with
        {
            IsBackground = IsBackground(Doc[mention.Token]),
            IsAnswered = IsAnswered(Doc[mention.Token]),
            IsPast = mention.Date is { } date && context.Article.Published is { } published && date.Last.DayNumber < published.First.DayNumber - News,
            IsNews = mention is { IsHeadline: false, Date: null } && first is { } start && Doc.SentenceIndexOf(start) == Doc.SentenceIndexOf(mention.Token) && !IsBackground(Doc[mention.Token]),
        })];
    }

    // Days after which a happening is news no more.
    private const int News = 5;

    private static bool IsBackground(Token token)
    {
        for (var (at, steps) = (token, 0); steps < 6 && !at.IsRoot; (at, steps) = (at.Head, steps + 1))
        {
            if (at.Dep == "prep" && at.LowerText() is "after" or "since" or "before" or "than" or "like" or "despite") return true;
            if (at.Dep == "advcl" && at.Children.Any(child => child.Dep is "mark" && child.Index < at.Index && child.LowerText() is "after" or "since" or "before" or "as")) return true;
            if (at.Dep is "relcl") return true;
        }
        return IsAnswered(token);
    }

    // "In response to the strike", "retaliated for the raid".
    private static bool IsAnswered(Token token)
    {
        var at = token;
        for (var steps = 0; steps < 2 && at.Dep is not "pobj" && !at.IsRoot; steps++) at = at.Head;
        return at is { Dep: "pobj", Head: { Dep: "prep" } link } && link.LowerText() is "to" or "for" or "against" or "of" && Answers.Contains(link.Head.LowerLemma());
    }

    private static readonly HashSet<string> Answers = [.. "reply response retaliation reprisal revenge vengeance answer reaction retaliate respond avenge anniversary commemoration".Split(' ')];

    /// <summary>Not inside a name, not the first part of a compound ("war goals"), not an adjective.</summary>
    private bool IsEventive(int index)
    {
        var token = Doc[index];
        if (token.Dep is "compound" or "amod") return false;
        if (token.Pos is "ADJ" or "ADV" || token.EntityLabel is "DATE" or "TIME" or "WORK_OF_ART" or "LAW") return false;
        // "remote code execution" kills nobody; "conversation on race" is no contest.
        if (token.LowerLemma() == "execution" && token.HasChild("compound")) return false;
        if (token is { Tag: "NN" } && token.LowerLemma() == "race" && !token.HasChild("det", "compound", "amod", "poss", "nummod")) return false;
        if (token.LowerLemma() == "death" && token.Dep == "pobj" && token.Head.LowerText() == "to" && token.Head.Head.LowerLemma() is "sentence" or "condemn" or "put") return false;
        if (token.LowerLemma() == "fire" && token.Dep == "pobj" && token.Head.LowerText() == "under") return false;
        // "losses of 18 million": money.
        if (token.LowerText() == "losses") return false;
        // "battled a wildfire": nobody is fought either.
        if (token.LowerLemma() is "fight" or "battle" or "combat" or "tackle" && token.IsVerbal() && token.ChildWith("dobj") is { } foe
            && (ontology.OfNoun(foe.LowerLemma()) is { Key: "disaster" or "damage" or "accident" or "explosion" or "crime" } || foe.LowerLemma() is "flame" or "inferno" or "disease" or "cancer" or "inflation" or "corruption")) return false;
        // "fighting for her life": nobody is fought.
        if (token.LowerLemma() is "fight" or "battle" or "struggle" && token.Children.Any(child => child.Dep == "prep" && child.LowerText() == "for" && child.ChildWith("pobj")?.LowerLemma() == "life")) return false;
        if (token.LowerLemma() is "attack" or "strike" && token.Children.Any(child => child.Dep is "compound" or "amod" && IsBodily(child.LowerLemma()))) return false;
        return context.EntityAt(index) is not { IsNamed: true } entity || entity.Type == EntityType.NamedEvent;
    }

    /// <summary>"heart attack", "panic attack".</summary>
    private bool IsBodily(string lemma) => lemma is "heart" or "panic" or "asthma" or "anxiety" or "cardiac" or "epileptic" || nouns.TypeShare(lemma, "body") >= .4;

    private bool IsAgentNoun(Token token) => token.Pos == "NOUN" && nouns.TypeShare(token.LowerLemma(), "person") >= .6 && nouns.FindEvent(token.LowerLemma()) is null or { Share: < .3 };

    /// <summary>"answered calls" tells of no particular call; "the call", "had a call" and "a call with the mayor" do.</summary>
    private bool IsParticular(EventMention mention)
    {
        if (mention.Kind.Key == "election" && mention.IsPlural && Doc[mention.Token].LowerLemma() is "vote" or "poll" or "ballot") return false;
        if (mention.Kind.Key != "consult" || !mention.IsNoun || mention.IsDefinite || mention.Participants.Any() || mention.Proposition?.Support is not null) return true;
        return Doc[mention.Token].HasChild("compound", "amod") && !mention.IsPlural;
    }

    /// <summary>"rockets launched in May" is an attack only in an article that tells of attacks.</summary>
    private static bool IsBareLaunch(EventMention mention) =>
        mention is { Kind.Key: "attack", IsNoun: false, Proposition: { Passive: true, Lemma: "launch" or "fire" or "use" or "drop" or "send" or "throw" or "release" } } && !mention.Participants.Any();

    private EventKind? KindOf(Token token)
    {
        if (ForceSense.IsWalkout(Doc, nouns, token.Index, propositions.At(token.Index))) return ontology.OfNoun("walkout");
        if (token.Pos is "NOUN" or "PROPN") return OfNoun(token);
        if (!token.IsVerbal() || token.IsAuxiliary() || propositions.At(token.Index) is not { } proposition) return null;
        var thing = proposition.First(ArgumentRole.Object) is { } argument ? Doc[argument.Head].LowerLemma() : proposition.First(ArgumentRole.Attribute) is { } attribute ? Doc[attribute.Head].LowerText() : null;
        // "found guilty", "went bankrupt".
        if ((token.ChildWith("oprd") ?? token.ChildWith("acomp"))?.LowerText() is { } state && ontology.OfVerbWithObject(proposition.Lemma, proposition.Particle, state) is { } become) return become;
        // "walked off the job", "collapsed into administration".
        foreach (var oblique in proposition.Having(ArgumentRole.Oblique))
            if (oblique.Preposition is { } preposition && ontology.OfVerbWithObject(proposition.Lemma, preposition, Doc[oblique.Head].LowerLemma()) is { } end) return end;
        if (ontology.OfVerb(proposition.Lemma, proposition.Particle, thing) is { } kind) return ForceOf(proposition, kind);
        var to = proposition.HavingPreposition("to").FirstOrDefault();
        return to is null ? null : ontology.OfVerb(proposition.Lemma, proposition.Particle, Doc[to.Head].LowerLemma());
    }

    private EventKind? OfNoun(Token token)
    {
        var lemma = token.LowerLemma();
        // "a takeover bid" is what its compound is.
        if (token.ChildWith("compound") is { } compound)
        {
            if (lemma is "bid" or "offer") return ontology.OfNoun(compound.LowerLemma());
            if (ontology.OfNoun($"{compound.LowerLemma()}_{lemma}") is { } whole) return whole;
        }
        // "the sale of the firm" is one; "sales rose" is none.
        if (token.LowerText() == "sales") return null;
        if (lemma == "raid" && IsBombing(token)) return ontology.OfNoun("bombardment") ?? ontology.OfNoun("offensive");
        return lemma == "damage" && IsAwarded(token) ? ontology.OfNoun("verdict") : ontology.OfNoun(lemma);
    }

    // "an air raid", "the raid from the air", "a raid by bombers": not one of the police.
    private bool IsBombing(Token raid) => raid.Children.Any(child =>
        (child.Dep is "compound" or "amod" or "nmod" && (child.LowerLemma() is "air" or "aerial" or "bombing" or "night" || nouns.TypeShare(child.LowerLemma(), "weapon") >= .5))
        || (child.Dep is "prep" or "agent" && child.LowerText() is "from" or "by" && child.ChildWith("pobj") is { } source && (source.LowerLemma() is "air" or "sky" || nouns.TypeShare(source.LowerLemma(), "weapon") >= .5)));

    // "awarded her $2 million in damages", "sought damages": money that a court gives.
    private static bool IsAwarded(Token damages)
    {
        if (damages.Tag != "NNS") return false;
        foreach (var ancestor in damages.Ancestors)
            if (ancestor.IsVerbal()) return ancestor.LowerLemma() is "award" or "pay" or "seek" or "claim" or "win" or "order" or "demand" or "sue";
        return false;
    }

    // "jailed for life": a sentence, not an arrest.
    private bool IsSentence(Proposition? proposition) =>
        proposition is { Kind: PredicateKind.Verb, Lemma: "jail" or "imprison" }
        && proposition.HavingPreposition("for").Any(argument => nouns.TypeShare(Doc[argument.Head].LowerLemma(), "time") >= .4 || Doc[argument.Head].LowerLemma() is "life" or "year" or "month");

    /// <summary>"An earthquake struck the coast", "a bus hit the gate": what a disaster, an accident or traffic does is itself, not an attack.</summary>
    private EventKind ForceOf(Proposition proposition, EventKind kind)
    {
        if (kind.Key is not ("attack" or "damage") || proposition.First(ArgumentRole.Subject) is not { } actor) return kind;
        // "Drones set the depot ablaze".
        if (kind.Key == "damage") return proposition.First(ArgumentRole.Object) is not null && ForceSense.IsWeapon(nouns, Doc[actor.Head].LowerLemma()) ? ontology.OfNoun("offensive") ?? kind : kind;
        if ((ontology.OfNoun(Doc[actor.Head].LowerLemma()) ?? ontology.OfNoun(Doc[Math.Max(0, proposition.Predicate - 1)].LowerLemma())) is { Key: "disaster" or "accident" } force) return force;
        // "Hurricane Maruta slammed into the coast".
        if (Doc[actor.Head].Children.Where(child => child.Dep is "compound" or "nmod" or "amod").Select(child => ontology.OfNoun(child.LowerLemma())).FirstOrDefault(named => named is { Key: "disaster" }) is { } storm) return storm;
        // "hit a hillside", "struck trees": what stands in the way is not attacked.
        if (proposition.Lemma is "hit" or "strike" or "clip" or "slam" && proposition.First(ArgumentRole.Object) is { } met && Obstacles.Contains(Doc[met.Head].LowerLemma()) && nouns.TypeShare(Doc[actor.Head].LowerLemma(), "weapon") < .3)
            return ontology.OfNoun("accident") ?? kind;
        return proposition.Lemma is "hit" or "strike" or "ram" or "slam" or "smash" or "plough" or "plow" or "clip" or "knock" or "hurtle" && Traffic.Contains(Doc[actor.Head].LowerLemma()) ? ontology.OfNoun("accident") ?? kind : kind;
    }

    private EventMention FromMatch(RelationMatch match, EventKind kind)
    {
        var actors = Entities(match.Subjects);
        var targets = Entities(match.Objects);
        if (match.Objects.Count == 0 && IsUndergone(match.Proposition)) (actors, targets) = ([], actors);
        if (match.IsPair || match.Relation.IsSymmetric && kind.Key is "consult" or "agree" or "contest" or "transaction")
            (actors, targets) = ([.. actors.Concat(targets).DistinctBy(entity => entity.Id)], []);
        return Mention(Doc[match.Predicate], kind, SortOf(kind, match.Relation.Key, Doc[match.Predicate].LowerLemma()), match.Proposition, actors, targets, match.ObjectNoun);
    }

    // "Prisoner captured after a week": a headline's passive without its auxiliary.
    private static bool IsUndergone(Proposition proposition) =>
        proposition is { Kind: PredicateKind.Verb, Passive: false } && Undergone.Contains(proposition.Lemma) && proposition.First(ArgumentRole.Object) is null;

    private EventMention FromToken(Token token, EventKind kind)
    {
        var proposition = propositions.At(token.Index);
        List<LocalEntity> actors = [], targets = [];
        foreach (var argument in proposition?.Arguments ?? [])
        {
            if (referents.Of(argument.Head) is not { } entity) continue;
            var side = SideOf(argument, proposition!, kind);
            if (side == ParticipantRole.Actor) actors.Add(entity);
            else if (side == ParticipantRole.Target) targets.Add(entity);
        }
        return Mention(token, kind, SortOf(kind, "", token.LowerLemma()), proposition, [.. actors.DistinctBy(entity => entity.Id)], [.. targets.DistinctBy(entity => entity.Id)], -1);
    }

    /// <summary>Calls, meetings, visits and negotiations are all talks, and yet a call is no visit; to stop supplies is not to supply.</summary>
    private static string? SortOf(EventKind kind, string relation, string lemma) => kind.Key switch
    {
        "consult" => lemma switch
        {
            "call" or "conversation" or "phone" or "speak" => "call",
            "meeting" or "summit" or "meet" => "meeting",
            "visit" or "trip" or "tour" or "travel" or "fly" or "arrive" => "visit",
            "negotiation" or "negotiate" => "negotiation",
            _ => null,
        },
        "disaster" => DisasterSorts.GetValueOrDefault(lemma),
        "aid" => relation == "paused-supply" ? "pause" : relation is "rescued" or "treated" ? relation : relation == "supplied" || lemma is "aid" or "assistance" or "donation" ? "supply" : null,
        _ => null,
    };

    private ParticipantRole SideOf(Argument argument, Proposition proposition, EventKind kind)
    {
        var mutual = kind.Key is "consult" or "agree" or "contest";
        var suffered = kind.Key is "casualty" or "damage" or "disaster" or "accident" or "legal";
        switch (argument.Role)
        {
            case ArgumentRole.Subject when proposition.Kind == PredicateKind.Noun:
                return suffered ? ParticipantRole.Target : ParticipantRole.Actor;
            case ArgumentRole.Subject:
                var patient = verbs.Find(proposition.Lemma, proposition.Particle)?.Subject is SubjectRole.Patient or SubjectRole.Mover
                    || verbs.Find(proposition.Lemma, proposition.Particle)?.Subject == SubjectRole.Both && proposition.First(ArgumentRole.Object) is null;
                return patient && suffered || IsUndergone(proposition) ? ParticipantRole.Target : ParticipantRole.Actor;
            case ArgumentRole.Object:
                return ParticipantRole.Target;
            case ArgumentRole.Possessor:
                return suffered ? ParticipantRole.Target : ParticipantRole.Actor;
            case ArgumentRole.Modifier:
                return suffered ? ParticipantRole.Other : ParticipantRole.Actor;
            case ArgumentRole.Oblique when proposition.Kind == PredicateKind.Noun:
                return argument.Preposition switch
                {
                    "with" or "between" when mutual => ParticipantRole.Actor,
                    "by" or "from" => ParticipantRole.Actor,
                    "against" or "on" or "to" or "of" or "into" => ParticipantRole.Target,
                    _ => ParticipantRole.Other,
                };
            case ArgumentRole.Oblique:
                return mutual && argument.Preposition == "with" ? ParticipantRole.Actor : argument.Preposition is "against" ? ParticipantRole.Target : ParticipantRole.Other;
            default:
                return ParticipantRole.Other;
        }
    }

    private EventMention Mention(Token token, EventKind kind, string? sort, Proposition? proposition, IReadOnlyList<LocalEntity> actors, IReadOnlyList<LocalEntity> targets, int objectNoun)
    {
        var isNoun = token.Pos is "NOUN" or "PROPN";
        var definite = isNoun && (token.HasChild("poss") || token.Children.Any(child => child.Dep == "det" && child.LowerText() is "the" or "this" or "that" or "these" or "those"));
        var place = PlaceOf(token, kind, proposition, objectNoun);
        if (place is null && kind.Key is "attack" or "damage" or "capture" or "disaster" && targets.FirstOrDefault(entity => entity.Type == EntityType.Place) is { } hit) place = hit;
        return new(
            token.Index, kind, sort, proposition, isNoun, definite, isNoun && token.Tag is "NNS" or "NNPS" && !IsAgentNoun(token), context.SectionAt(token.Index) == SectionKind.Headline, actors, targets, place,
            dateOf(token.Index) ?? DateOfCause(kind, proposition), WhenOf(token, proposition), WhatOf(proposition), proposition?.Negated ?? false, proposition?.Modality ?? Modality.Asserted)
        {
            IsOfWar = kind.IsConsequence && proposition is { Kind: PredicateKind.Verb } && proposition.First(ArgumentRole.Subject) is { } cause && ontology.OfNoun(Doc[cause.Head].LowerLemma())?.Key == "war",
            IsAnother = isNoun && token.Children.Any(child => child.LowerText() is "another" or "other" or "earlier" or "previous" or "past" or "last" or "similar" or "separate"),
        };
    }

    // "The floods of 17 April killed 37": of the same day.
    private PartialDate? DateOfCause(EventKind kind, Proposition? proposition) =>
        kind.IsConsequence && proposition is { Kind: PredicateKind.Verb } && proposition.First(ArgumentRole.Subject) is { } cause && Doc[cause.Head] is { Pos: "NOUN" } noun && ontology.OfNoun(noun.LowerLemma())?.Key != "war" ? dateOf(cause.Head) : null;

    private string? WhenOf(Token token, Proposition? proposition)
    {
        foreach (var carrier in new[] { token.Index, proposition?.Support ?? -1, proposition is { Kind: PredicateKind.Noun } ? token.GoverningVerb()?.Index ?? -1 : -1 })
        {
            if (carrier < 0) continue;
            foreach (var child in Doc[carrier].Children)
            {
                var word = child.Dep == "prep" ? child.ChildWith("pobj") ?? child : child;
                if (word.EntityLabel is "DATE" or "TIME" && child.Dep is "prep" or "npadvmod" or "advmod" or "nmod" or "compound" or "amod" or "poss") return word.LowerText();
            }
        }
        return null;
    }

    private string? WhatOf(Proposition? proposition)
    {
        if (proposition?.First(ArgumentRole.Object) is not { } argument || referents.Of(argument.Head) is { IsNamed: true }) return null;
        return Doc[argument.Head].Essence().LowerLemma();
    }

    private LocalEntity? PlaceOf(Token token, EventKind kind, Proposition? proposition, int objectNoun)
    {
        foreach (var carrier in new[] { token.Index, objectNoun, proposition?.Support ?? -1, proposition is { Kind: PredicateKind.Noun } ? token.GoverningVerb()?.Index ?? -1 : -1 })
        {
            if (carrier < 0) continue;
            foreach (var child in Doc[carrier].Children)
            {
                if (child.Dep != "prep" || !PlacePrepositions.Contains(child.LowerText()) || child.LowerText() == "over" && kind.Key == "contest") continue;
                if (child.ChildWith("pobj") is { } inner && PlaceIn(inner) is { } place) return place;
            }
        }
        return null;
    }

    /// <summary>"in Lima", "in the district of Ate", "in Lima's north": the place, or the one that owns the region.</summary>
    private LocalEntity? PlaceIn(Token head)
    {
        // "Killed in Chile's attack on Lima": whose attack it is does not say where.
        if (_attacks.Contains(head.Index) || ontology.OfNoun(head.LowerLemma())?.Key == "attack") return Within(head, "on", "at", "against", "in");
        if (referents.Of(head.Index) is { Type: EntityType.Place } place) return place;
        if (head.Pos is not ("NOUN" or "PROPN")) return null;
        if (head.ChildWith("poss") is { } owner && referents.Of(owner.Index) is { Type: EntityType.Place } whose) return whose;
        return Within(head, "of", "in");
    }

    private LocalEntity? Within(Token head, params ReadOnlySpan<string> prepositions) =>
        head.ChildWith("prep") is { } of && prepositions.Contains(of.LowerText()) && of.ChildWith("pobj") is { } inner && referents.Of(inner.Index) is { Type: EntityType.Place } within ? within : null;

    private static IReadOnlyList<LocalEntity> Entities(IReadOnlyList<Side> sides) =>
        [.. sides.Where(side => side.Entity is not null).Select(side => side.Entity!).DistinctBy(entity => entity.Id)];
}
