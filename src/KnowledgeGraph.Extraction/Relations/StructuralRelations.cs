using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>What noun phrases state: "Chile's navy" is part of Chile, "Lima, Peru" lies in Peru, a role makes its bearer work for or lead something.</summary>
internal sealed class StructuralRelations(ArticleContext context, Referents referents)
{
    private static readonly HashSet<string> Inhabitants = new((
        "student pupil man woman boy girl teen teenager resident native citizen father mother son daughter brother sister couple driver farmer singer actor actress player artist writer author poet " +
        "lawyer doctor nurse teacher businessman businesswoman journalist blogger pensioner fisherman rapper model fan tourist suspect victim").Split(' '), StringComparer.Ordinal);

    public IEnumerable<RelationDraft> Find(IReadOnlyList<Role> roles)
    {
        foreach (var token in context.Doc)
        {
            if (!context.IsProse(token.Index) || context.EntityOfHead(token.Index) is not { } entity) continue;
            if (entity.Type == EntityType.Organisation && token.ChildWith("poss") is { } owner && referents.Of(owner.Index) is { Type: EntityType.Place or EntityType.Organisation } whole && whole.Id != entity.Id)
                yield return Draft(entity.Id, "part-of", whole.Id, owner.Index, token.Index, .75);
            if (entity is { Type: EntityType.Place, IsNamed: true } && token.ChildWith("appos") is { } within && within.Index > token.Index && within.Index - token.Index <= 4
                && referents.Of(within.Index) is { Type: EntityType.Place, IsNamed: true } region && region.Id != entity.Id)
                yield return Draft(entity.Id, "located-in", region.Id, token.Index, within.Index, .7);
        }
        foreach (var role in roles)
        {
            if (role.Of is not { } of || IsOnlyFrom(role.Title) && context.Entities.FirstOrDefault(entity => entity.Id == of) is { Type: EntityType.Place }) continue;
            var token = context.Doc.TokenIndexAt(role.Evidence.Span.Start);
            var last = Math.Max(token, context.Doc.TokenIndexAt(role.Evidence.Span.End) - 1);
            yield return Draft(role.Person, PredicateOf(role.Title), of, token, last, .8);
        }
    }

    // "Texas student X" comes from there and does not work for it.
    private static bool IsOnlyFrom(string title) => Inhabitants.Contains(title.Split(' ')[^1]);

    internal static string PredicateOf(string title)
    {
        var words = title.Split(' ');
        // "director", "managing director", "director of X", but not "external affairs director".
        if (words[^1] is "director" or "manager" or "editor" && words.Length > 2 && words[^2] is not ("executive" or "managing" or "general" or "founding")) return "works-for";
        if (words.Contains("former") || words.Contains("ex")) return "works-for";
        if (words.Contains("president") && !words.Contains("vice") && !words.Contains("deputy")) return "president-of";
        return words.Any(word => word is "leader" or "head" or "chief" or "director" or "ceo" or "chairman" or "chairwoman" or "chair" or "governor" or "mayor" or "minister" or "premier"
            or "king" or "queen" or "commander" or "founder" or "captain" or "coach" or "manager" or "chancellor" or "principal" or "editor") ? "leads" : "works-for";
    }

    private static RelationDraft Draft(string subject, string predicate, string other, int first, int last, double confidence) =>
        new(subject, predicate, other, first, last + 1, false, Modality.Asserted, null, null, null, first, last + 1, confidence);
}
