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
            if (child.Dep == "appos" && child.IsNominal() && Own(child) is { IsNamed: true } named && Compatible(own, named)) return named;
        }
        if (token.Dep == "appos" && token.Head.IsNominal() && own is null && Own(token.Head) is { } main) return main;
        if (own is not null) return own;
        var essence = token.Essence();
        return essence.Index != token.Index ? Own(essence) : null;
    }

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
