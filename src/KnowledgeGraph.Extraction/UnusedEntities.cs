using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction;

/// <summary>Drops the unnamed entities that no fact uses, and numbers the rest anew.</summary>
internal static class UnusedEntities
{
    public static Contribution Drop(Contribution found)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        void Use(string? id)
        {
            if (id is not null) used.Add(id);
        }
        foreach (var role in found.Roles) { Use(role.Person); Use(role.Of); }
        foreach (var quote in found.Quotes) { Use(quote.Speaker); Use(quote.Addressee); Use(quote.Via); }
        foreach (var happening in found.Events)
        {
            Use(happening.Place);
            foreach (var participant in happening.Participants) Use(participant.Entity);
        }
        foreach (var relation in found.Relations) { Use(relation.Subject); Use(relation.Object); Use(relation.Place); Use(relation.AttributedTo); }
        foreach (var claim in found.Claims) { Use(claim.Scope); Use(claim.AttributedTo); }

        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var kept = new List<LocalEntity>();
        foreach (var entity in found.Entities)
        {
            if (!entity.IsNamed && !used.Contains(entity.Id)) continue;
            renamed[entity.Id] = $"e{kept.Count}";
            kept.Add(entity with { Id = renamed[entity.Id] });
        }
        // Ids of events pass through: only entities are renamed.
        string? New(string? id) => id is null ? null : renamed.GetValueOrDefault(id, id);
        return found with
        {
            Entities = kept,
            Roles = [.. found.Roles.Select(r => r with { Person = New(r.Person)!, Of = New(r.Of) })],
            Quotes = [.. found.Quotes.Select(q => q with { Speaker = New(q.Speaker), Addressee = New(q.Addressee), Via = New(q.Via) })],
            Events = [.. found.Events.Select(e => e with { Place = New(e.Place), Participants = [.. e.Participants.Select(p => p with { Entity = New(p.Entity)! })] })],
            Relations = [.. found.Relations.Select(r => r with { Subject = New(r.Subject)!, Object = New(r.Object), Place = New(r.Place), AttributedTo = New(r.AttributedTo) })],
            Claims = [.. found.Claims.Select(c => c with { Scope = New(c.Scope), AttributedTo = New(c.AttributedTo) })],
        };
    }
}
