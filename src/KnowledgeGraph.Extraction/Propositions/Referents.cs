using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>Which entity the head of a noun phrase refers to: by its own mention, by an apposition's, or by what a measure word is about.</summary>
public sealed class Referents(ArticleContext context)
{
    /// <summary>The entity; null where the phrase names or describes none.</summary>
    public LocalEntity? Of(int head)
    {
        var token = context.Doc[head];
        var own = Own(token);
        if (own is { IsNamed: true }) return own;
        foreach (var child in token.Children)
        {
            if (child.Dep == "appos" && child.IsNominal() && context.SectionIndexAt(child.Index) == context.SectionIndexAt(head) && Own(child) is { IsNamed: true } named && Compatible(own, named)) return named;
        }
        if (token.Dep == "appos" && token.Head.IsNominal() && own is null && Own(token.Head) is { } main) return main;
        if (own is not null) return own;
        var essence = token.Essence();
        return essence.Index != token.Index ? Own(essence) : null;
    }

    /// <summary>Whose the thing is that a phrase names without naming an entity: "Chilean drones", "the navy's troops", "Peru's railway".</summary>
    public LocalEntity? OwnerOf(int head, NounLexicon nouns)
    {
        var token = context.Doc[head].Essence();
        if (Clauses.IsMeasure(token)) token = Measured(token);
        if (token.Pos is not ("NOUN" or "PROPN") || !IsPossession(nouns, token.LowerLemma())) return null;
        foreach (var dep in (string[])["poss", "amod", "compound", "nmod"])
        {
            foreach (var child in token.Children)
            {
                if (child.Dep == dep && Own(child) is { Type: EntityType.Place or EntityType.Organisation or EntityType.Group } owner) return owner;
            }
        }
        return null;
    }

    /// <summary>"476 out of 539 drones", "most of the drones": what a bare number counts.</summary>
    private static Token Measured(Token token)
    {
        foreach (var child in token.Children)
        {
            if (child.Dep != "prep") continue;
            var inner = child.ChildWith("pobj") ?? child.ChildWith("prep")?.ChildWith("pobj");
            if (inner is { } noun && noun.Pos is "NOUN" or "PROPN") return noun;
        }
        return token;
    }

    private static bool IsPossession(NounLexicon nouns, string lemma) =>
        lemma is "drone" or "rocket" or "force" or "troop" or "jet" or "army" or "navy" or "fleet" or "infrastructure" or "railway" or "airstrike"
        || nouns.TypeShare(lemma, "weapon") + nouns.TypeShare(lemma, "vehicle") + nouns.TypeShare(lemma, "group") + nouns.TypeShare(lemma, "facility") > .5;

    private LocalEntity? Own(Token token)
    {
        if (context.EntityOfHead(token.Index) is { } entity) return entity;
        return token.Pos == "PROPN" ? context.EntityAt(token.Index) : null;
    }

    private static bool Compatible(LocalEntity? description, LocalEntity name) =>
        description is null || description.Type == name.Type
        || description.Type == EntityType.Group && name.Type == EntityType.Organisation
        || description.Type == EntityType.Organisation && name.Type is EntityType.Group or EntityType.Place;
}
