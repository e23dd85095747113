using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>
/// Gives one surface one type by the evidence of the whole document: the recogniser's votes, the gazetteer, the words of the name, titles and
/// nouns beside it, full names that end with it. A mention keeps another type only where its own context insists.
/// </summary>
internal sealed class NameTyper(Doc doc, Gazetteer gazetteer, NameLexicon lexicon)
{
    private const double VoteWeight = 1.8;

    // However many signs there are.
    private const double MostSigns = 5;

    private readonly HashSet<int> _personHeads = [];
    private readonly FirmSigns _signs = new(doc, lexicon);

    private static readonly HashSet<string> Artifacts = new(StringComparer.Ordinal)
    {
        "missile", "rocket", "drone", "tank", "jet", "fighter", "launcher", "rifle", "aircraft", "helicopter", "bomber", "howitzer", "interceptor", "battery", "system", "phone", "smartphone", "laptop", "car", "app", "console",
        "vaccine", "chip", "processor", "plane", "airliner", "submarine", "frigate", "truck", "gun", "shell", "munition", "torpedo", "satellite", "camera", "tablet", "software", "browser",
    };

    /// <summary>The names with their types corrected, in text order.</summary>
    public List<FoundMention> Retype(IReadOnlyList<FoundMention> names)
    {
        var surfaces = names.GroupBy(Key).ToDictionary(group => group.Key, group => new Surface(NameForms.Words(group.Key), [.. group]), StringComparer.Ordinal);
        foreach (var name in names) if (name.Type == EntityType.Person) _personHeads.Add(name.Head);
        foreach (var surface in surfaces.Values) Judge(surface);
        Surnames(surfaces);
        ShortForms(surfaces);
        Acronyms(names, surfaces);
        return [.. names.Select(mention => Typed(mention, surfaces[Key(mention)]))];
    }

    private string Key(FoundMention mention) => NameForms.Fold(mention.TextIn(doc));

    private FoundMention Typed(FoundMention mention, Surface surface)
    {
        var type = surface.Best();
        if (mention.Type == EntityType.Person && type != EntityType.Person && HasTitleBefore(mention) && surface.Scores[(int)EntityType.Place] < 6) type = EntityType.Person;
        return mention.Type == type ? mention : mention with { Type = type, Confidence = 0.75 };
    }

    private void Judge(Surface surface)
    {
        var scores = surface.Scores;
        foreach (var mention in surface.Mentions) scores[(int)mention.Type] += VoteWeight / surface.Mentions.Count;
        var name = surface.Mentions[0].TextIn(doc);
        foreach (var (type, weight) in lexicon.Evidence(surface.Words)) scores[(int)type] += weight;
        Place(surface, name);
        Person(surface);
        if (lexicon.IsOrganisation(string.Join(' ', surface.Words))) scores[(int)EntityType.Organisation] += 2.2;
        if (IsAcronym(name) && scores[(int)EntityType.Place] < VoteWeight + 1) scores[(int)EntityType.Organisation] += surface.Mentions.Exists(m => m.Type == EntityType.Place) ? 2.7 : 1;
        if (IsModelNumber(name) && !lexicon.IsOrganisation(string.Join(' ', surface.Words))) scores[(int)EntityType.Product] += 2.5;
        if (name.Contains('&', StringComparison.Ordinal)) scores[(int)EntityType.Organisation] += 0.8;
        foreach (var mention in surface.Mentions) Context(mention, scores, surface.Mentions.Count);
        Signs(surface);
    }

    // One sure sign outweighs many mentions that show nothing; what is known of a name is not talked away.
    private void Signs(Surface surface)
    {
        if (surface.Best() is EntityType.NamedEvent or EntityType.Group) return;
        double firm = 0, person = 0;
        foreach (var mention in surface.Mentions)
            if (_signs.Of(mention) is { } sign)
            {
                if (sign.Type == EntityType.Organisation) firm += sign.Weight;
                else person += sign.Weight;
            }
        surface.Scores[(int)EntityType.Organisation] += Math.Min(MostSigns, firm);
        surface.Scores[(int)EntityType.Person] += Math.Min(MostSigns, person);
    }

    private void Place(Surface surface, string name)
    {
        var scores = surface.Scores;
        if (gazetteer.FindCountry(name) is not null && IsPlaceForm(name)) { scores[(int)EntityType.Place] += 6; return; }
        if (gazetteer.FindSeat(name) is not null) scores[(int)EntityType.Organisation] += 1;
        if (gazetteer.FindRegion(name) is not null) scores[(int)EntityType.Place] += 2;
        if (gazetteer.FindCapital(name) is not null) scores[(int)EntityType.Place] += 3;
        else if (gazetteer.FindPlaces(name) is { Count: > 0 } places)
        {
            // A town's other names are many and short; they show little.
            var key = NameForms.Fold(name);
            var own = places.FirstOrDefault(place => NameForms.Fold(place.Name) == key);
            scores[(int)EntityType.Place] += Math.Max(own is null ? 0 : Weight(own.Population), 0.5 * Weight(places[0].Population));
        }

        static double Weight(long population) => population switch { >= 1_000_000 => 2, >= 100_000 => 1.2, >= 10_000 => 0.6, _ => 0.3 };
    }

    private void Person(Surface surface)
    {
        var words = surface.Words;
        if (words.Length == 1)
        {
            // A given name that no place has.
            if (gazetteer.NameLists(words[0]).Given >= 2 && gazetteer.FindPlaces(words[0]).Count == 0) surface.Scores[(int)EntityType.Person] += 1.5;
            return;
        }
        if (words.Length > 5 || words.Any(word => word.Any(char.IsDigit))) return;
        var (given, _) = gazetteer.NameLists(words[0]);
        var (_, surname) = gazetteer.NameLists(words[^1]);
        if (given > 0) surface.Scores[(int)EntityType.Person] += given >= 3 ? 1.2 : 0.7;
        if (given > 0 && surname > 0) surface.Scores[(int)EntityType.Person] += 0.6;
    }

    // What stands beside a mention, scaled so that many mentions do not outweigh everything.
    private void Context(FoundMention mention, double[] scores, int mentions)
    {
        var scale = 1 / Math.Sqrt(mentions);
        if (mention.Type is (EntityType.Group or EntityType.Product or EntityType.Other) && ModifiesArtifact(mention)) scores[(int)EntityType.Product] += 3 * scale;
        if (HasTitleBefore(mention)) scores[(int)EntityType.Person] += 2.5 * scale;
        var kindBefore = KindBefore(mention);
        if (kindBefore == NounKind.Person) scores[(int)EntityType.Person] += 2 * scale;
        if (kindBefore is NounKind.Organisation or NounKind.Group) scores[(int)EntityType.Organisation] += 1.5 * scale;
        if (kindBefore == NounKind.Place) scores[(int)EntityType.Place] += 1.5 * scale;
        if (mention.End < doc.Count)
        {
            var next = doc[mention.End];
            if (next.Tag == "NN" && next.Dep is not "ROOT" && lexicon.KindOf(next.Lemma) == NounKind.Place && next.Lemma is ("region" or "district" or "province" or "county" or "city" or "oblast" or "state" or "prefecture" or "border" or "coast"))
                scores[(int)EntityType.Place] += 2 * scale;
            if (next.Tag is "WP" or "WP$") scores[(int)EntityType.Person] += 1 * scale;
        }
        var previous = Previous(mention.First);
        if (previous is { Text: "of" } of && of.Dep == "prep" && !_personHeads.Contains(of.HeadIndex) && of.Head.Lemma.ToLowerInvariant() is not ("place" or "site" or "home" or "house" or "office" or "room" or "base" or "scene" or "grave" or "tomb" or "headquarters" or "hall") && lexicon.KindOf(of.Head.Lemma.ToLowerInvariant()) == NounKind.Place) scores[(int)EntityType.Place] += 3 * scale;
        // "Ann Berg of Acme", "Acme's Ann Berg": persons are of a body; a place in no list is hardly the other choice.
        if (mention.Type == EntityType.Place && IsOfPerson(mention) && IsUnlisted(mention)) scores[(int)EntityType.Organisation] += 2 * scale;
        if (previous is { Dep: "prep" } p && doc[mention.Head].HeadIndex == p.Index) scores[(int)EntityType.Place] += Locative(p) * scale;
        if (IsDateline(mention)) scores[(int)EntityType.Place] += 3.5 * scale;
        else if (IsInCountry(mention)) scores[(int)EntityType.Place] += 1.5 * scale;
    }

    // Hardly anyone is "in" or "outside" a person; one may be "at" a company.
    private static double Locative(Token preposition) => preposition.Text.ToLowerInvariant() switch
    {
        "near" or "outside" => 1.2,
        "in" when preposition.Head.Lemma.ToLowerInvariant() is not ("believe" or "confidence" or "trust" or "faith" or "interest" or "stake" or "share" or "invest" or "investment") => 1.2,
        "in" or "at" or "around" or "below" or "across" => 0.6,
        _ => 0,
    };

    // "Zilina, Slovakia — ", "Um Rakha — ": where a report was filed.
    private bool IsDateline(FoundMention mention)
    {
        if (mention.First > 0 && !NameFinder.IsBreak(doc[mention.First - 1])) return false;
        var end = mention.End;
        if (IsInCountry(mention))
            for (end++; end < doc.Count && doc[end].Text is not ("—" or "–" or "-" or "--" or "("); end++)
                if (end > mention.End + 5 || doc[end].IsSpace) return false;
        return end < doc.Count && doc[end].Text is "—" or "–" or "--";
    }

    private bool IsInCountry(FoundMention mention) => FollowingName.Find(doc.Text, doc[mention.End - 1].End, name => gazetteer.FindCountry(name) ?? (object?)gazetteer.FindRegion(name)) is not null;

    // The surname's type follows its full name.
    private static void Surnames(Dictionary<string, Surface> surfaces)
    {
        var persons = surfaces.Values.Where(surface => surface.Words.Length > 1 && surface.Best() == EntityType.Person).ToList();
        foreach (var person in persons)
        {
            if (surfaces.TryGetValue(person.Words[^1], out var last)) last.Scores[(int)EntityType.Person] += 3.5;
            if (surfaces.TryGetValue(person.Words[0], out var first)) first.Scores[(int)EntityType.Person] += 1.5;
        }
    }

    // "Acme" of "Acme Corp.": the type of the name without its legal form follows the whole name.
    private static void ShortForms(Dictionary<string, Surface> surfaces)
    {
        foreach (var (key, surface) in surfaces.ToList())
            if (surface.Best() == EntityType.Organisation && NameForms.WithoutLegalForm(key) is var core && core != key && surfaces.TryGetValue(core, out var shortForm))
                shortForm.Scores[(int)EntityType.Organisation] += 3.5;
        // "Acme" after "Acme Foods", where nobody is called so.
        foreach (var firm in surfaces.Values.Where(surface => surface.Words.Length > 1 && surface.Words[0].Length > 3 && surface.Best() == EntityType.Organisation).ToList())
            if (surfaces.TryGetValue(firm.Words[0], out var first) && first.Best() is EntityType.Person or EntityType.Product or EntityType.Other
                && !surfaces.Values.Any(other => other.Words.Length > 1 && other.Words.Contains(firm.Words[0]) && other.Best() == EntityType.Person)) first.Scores[(int)EntityType.Organisation] += 3.5;
        // "Ada" after "Hurricane Ada".
        foreach (var storm in surfaces.Values.Where(surface => surface.Words is [var kind, _] && Storms.Contains(kind) && surface.Best() == EntityType.NamedEvent).ToList())
            if (surfaces.TryGetValue(storm.Words[1], out var shortName)) shortName.Scores[(int)EntityType.NamedEvent] += 3.5;
    }

    // "Kennedy Space Center (KSC)": the acronym is of the name's type.
    private void Acronyms(IReadOnlyList<FoundMention> names, Dictionary<string, Surface> surfaces)
    {
        for (var i = 1; i < names.Count; i++)
        {
            var (full, acronym) = (names[i - 1], names[i]);
            if (acronym.First != full.End + 1 || doc[full.End].Text != "(" || acronym.Length != 1) continue;
            if (NameForms.IsAcronym(Key(full), Key(acronym))) surfaces[Key(acronym)].Scores[(int)surfaces[Key(full)].Best()] += 5;
        }
    }

    /// <summary>Whether a title or a role stands right before the name, as part of one noun phrase with it.</summary>
    public bool HasTitleBefore(FoundMention mention)
    {
        if (Previous(mention.First) is not { } previous) return false;
        return Titles.Contains(previous.Text) && (char.IsUpper(previous.Text[0]) || previous.Dep is "compound" or "nmod");
    }

    private bool IsOfPerson(FoundMention mention)
    {
        var head = doc[mention.Head];
        var owned = head.Dep is "poss" or "compound" or "nmod" ? head.HeadIndex : head.Dep == "pobj" && head.Head.Text == "of" ? head.Head.HeadIndex : -1;
        return owned >= 0 && _personHeads.Contains(owned);
    }

    private bool IsUnlisted(FoundMention mention)
    {
        var name = mention.TextIn(doc);
        return gazetteer.FindCountry(name) is null && gazetteer.FindRegion(name) is null && gazetteer.FindCapital(name) is null && gazetteer.FindPlaces(name).Count == 0;
    }

    // "Patriot air defence missiles": a name before a noun for a thing made.
    private bool ModifiesArtifact(FoundMention mention)
    {
        var token = doc[mention.Head];
        return token.Dep is "compound" or "amod" or "nmod" && token.HeadIndex >= mention.End && Artifacts.Contains(token.Head.Lemma.ToLowerInvariant());
    }

    private NounKind? KindBefore(FoundMention mention)
    {
        if (Previous(mention.First) is not { } previous || previous.Tag is not ("NN" or "NNP") || previous.Dep is not ("compound" or "nmod" or "appos" or "amod" or "npadvmod")) return null;
        if (previous.HeadIndex < mention.First || previous.HeadIndex >= mention.End) return null;
        return lexicon.KindOf(previous.Lemma.ToLowerInvariant());
    }

    private Token? Previous(int token) => token > 0 && !doc[token - 1].IsSpace ? doc[token - 1] : null;

    private static bool IsAcronym(string name) => name.Length is >= 2 and <= 6 && name.All(c => char.IsUpper(c) || c is '.' or '&');

    // "A320", "IE6", "STS-134": letters, then digits.
    private static bool IsModelNumber(string name) => name.Length is >= 3 and <= 8 && !name.Contains(' ', StringComparison.Ordinal) && char.IsUpper(name[0]) && char.IsDigit(name[^1]) && !name.Any(char.IsLower);

    // "us" and "it" are words, "US" and "IT" are names.
    private static bool IsPlaceForm(string name) => name.Length > 3 || name.Any(char.IsUpper) && !name.Any(char.IsLower);

    private sealed class Surface(string[] words, List<FoundMention> mentions)
    {
        public string[] Words { get; } = words;

        public List<FoundMention> Mentions { get; } = mentions;

        public double[] Scores { get; } = new double[Enum.GetValues<EntityType>().Length];

        public EntityType Best()
        {
            var best = (int)Mentions[0].Type;
            for (var type = 0; type < Scores.Length; type++) if (Scores[type] > Scores[best] + 1e-9) best = type;
            return (EntityType)best;
        }
    }
}
