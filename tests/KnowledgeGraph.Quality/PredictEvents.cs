using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Relations;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>Who did what to whom in a sentence: source and target in its words, and the PLOVER root.</summary>
internal sealed class PredictEvents : IPredictor
{
    private const int MostEvents = 3;

    private readonly record struct Coded(string Source, string Target, string Root, int Predicate, double Score);

    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var resources = run.Resources;
        await foreach (var document in documents)
        {
            var article = ArticleReader.FromText(document.Text, document.Id);
            var doc = run.Language.Annotate(document.Text);
            var events = Code(doc, run.Extractor.Read(article, doc), resources.Facts, resources.Names).Select(coded => (JsonNode)new JsonObject
            {
                ["source"] = coded.Source,
                ["target"] = coded.Target,
                ["root"] = coded.Root,
            });
            yield return new JsonObject { ["id"] = document.Id, ["events"] = new JsonArray([.. events]) }.ToJsonString(JsonOutput.Options);
        }
    }

    private static IEnumerable<Coded> Code(Doc doc, ArticleContext context, FactResources resources, NameLexicon names)
    {
        var propositions = new PropositionBuilder(resources.Verbs, resources.Nouns, resources.Support).Build(doc);
        var matches = new RelationMatcher(resources.Relations, resources.Nouns).Match(context, propositions, new Referents(context), new PluralGroups(context, names));
        var actors = new Actors(context, resources.Nouns);
        var found = new List<Coded>();
        foreach (var match in matches)
        {
            if (match.Relation.Root.Length == 0) continue;
            foreach (var source in match.Subjects)
            {
                foreach (var target in match.IsPair ? match.Objects.Where(side => side.Head > source.Head) : match.Objects)
                {
                    if (source.Head != target.Head && actors.IsActor(source.Head) && actors.IsActor(target.Head))
                        found.Add(new(actors.Words(source.Head), actors.Words(target.Head), match.Relation.Root, match.Predicate, 1));
                }
            }
        }
        foreach (var proposition in propositions.All)
        {
            if (found.Exists(coded => coded.Predicate == proposition.Predicate)) continue;
            if (FromProposition(doc, proposition, actors, resources) is { } coded) found.Add(coded);
        }
        return found.OrderByDescending(coded => coded.Score).ThenBy(coded => coded.Predicate).DistinctBy(coded => (coded.Source, coded.Target, coded.Root)).Take(MostEvents);
    }

    private static Coded? FromProposition(Doc doc, Proposition proposition, Actors actors, FactResources resources)
    {
        var thing = proposition.First(ArgumentRole.Object) is { } argument ? resources.Nouns.FindEvent(doc[argument.Head].Lemma.ToLowerInvariant()) : null;
        var light = resources.Support.Find(proposition.Lemma, proposition.Particle) is not null;
        var root = light && thing is { Root.Length: > 0 } ? thing.Root : proposition.Kind == PredicateKind.Noun ? resources.Nouns.FindEvent(proposition.Lemma)?.Root ?? "" : resources.Verbs.Find(proposition.Lemma, proposition.Particle)?.Root ?? "";
        if (root.Length == 0 && resources.Verbs.Find(proposition.Lemma)?.Speech.Length > 0) return null;
        var source = proposition.Arguments.FirstOrDefault(argument => argument.Role is ArgumentRole.Subject or ArgumentRole.Possessor && actors.IsActor(argument.Head));
        if (source is null) return null;
        var target = proposition.Arguments
            .Where(argument => argument.Head != source.Head && argument.Role is ArgumentRole.Object or ArgumentRole.IndirectObject or ArgumentRole.Oblique or ArgumentRole.Attribute)
            .Where(argument => argument.Head != source.Head && actors.IsActor(argument.Head))
            .OrderBy(argument => argument.Role is ArgumentRole.Object or ArgumentRole.IndirectObject ? 0 : argument.Preposition is "with" or "against" or "to" or "on" or "at" or "for" ? 1 : 2)
            .FirstOrDefault();
        if (target is null) return null;
        return new(actors.Words(source.Head), actors.Words(target.Head), root.Length == 0 ? "CONSULT" : root, proposition.Predicate, root.Length == 0 ? .2 : .6);
    }
}
