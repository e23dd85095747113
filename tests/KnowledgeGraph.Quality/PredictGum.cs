using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>
/// Named entities of whole articles as GUM counts them: named groups of people are persons, so is a role that is written as a name ("the
/// President"); a place before another in a longer name counts too ("Ohio" of "Ohio State Fair"); "Columbus, Ohio" is one mention.
/// </summary>
internal sealed class PredictGum : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await foreach (var document in documents)
        {
            var doc = run.Language.Annotate(document.Text);
            var names = finder.Names(doc);
            List<FoundMention> counted = [
                .. names.Where(name => !IsLargerPlace(doc, names, name, run.Resources.Gazetteer)),
                .. names.Select(name => PlaceWithin(doc, name, run.Resources.Gazetteer)).OfType<FoundMention>(),
                .. Roles(doc, names, run.Resources.Names)];
            yield return Names.Write(document, doc, counted, TypeOf).ToJsonString(JsonOutput.Options);
        }
    }

    private static IEnumerable<FoundMention> Roles(Doc doc, List<FoundMention> names, NameLexicon lexicon)
    {
        var isName = new bool[doc.Count + 1];
        foreach (var name in names) for (var i = name.First; i < name.End; i++) isName[i] = true;
        for (var i = 0; i < doc.Count; i++)
        {
            if (isName[i] || isName[i + 1] || doc[i].Tag != "NNP" || !char.IsUpper(doc[i].Text, 0) || doc[i].Dep is "compound" or "nmod" || lexicon.KindOf(doc[i].Lemma.ToLowerInvariant()) != NounKind.Person) continue;
            var first = i;
            while (first > 0 && !isName[first - 1] && doc[first - 1].Tag == "NNP") first--;
            yield return new(first, i + 1, i, MentionKind.Name, EntityType.Person, 0.5);
        }
    }

    private static FoundMention? PlaceWithin(Doc doc, FoundMention name, Gazetteer gazetteer)
    {
        if (name.Type == EntityType.Person || gazetteer.FindPlaces(name.TextIn(doc)).Count > 0 || gazetteer.FindCountry(name.TextIn(doc)) is not null) return null;
        for (var end = Math.Min(name.First + 3, name.End - 1); end > name.First; end--)
        {
            var text = doc.Slice(name.First, end).Text;
            if (gazetteer.FindCountry(text) is not null || gazetteer.FindRegion(text) is not null || gazetteer.FindPlaces(text).Any(place => place.Population >= 100_000 && NameForms.Fold(place.Name) == NameForms.Fold(text)))
                return new(name.First, end, end - 1, MentionKind.Name, EntityType.Place, 0.5);
        }
        return null;
    }

    private static bool IsLargerPlace(Doc doc, List<FoundMention> names, FoundMention name, Gazetteer gazetteer)
    {
        if (name.Type != EntityType.Place || name.First < 2 || doc[name.First - 1].Text != "," || names.Find(other => other.End == name.First - 1) is not { Type: EntityType.Place } smaller) return false;
        var text = name.TextIn(doc);
        var isLarger = gazetteer.FindCountry(text) is not null || gazetteer.FindRegion(text) is not null;
        return isLarger && gazetteer.FindCountry(smaller.TextIn(doc)) is null && doc[name.Head].Dep != "conj";
    }

    private static string? TypeOf(Doc doc, FoundMention name) => name.Type switch
    {
        EntityType.Person or EntityType.Group => "person",
        EntityType.Organisation => "organization",
        EntityType.Place => "place",
        EntityType.NamedEvent => "event",
        _ => null,
    };
}
