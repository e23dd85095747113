using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>What becomes of a contribution that comes again.</summary>
internal static class Extracted
{
    /// <summary>The same article by a newer extractor: local ids are counted from the other end, and lists stand in another order.</summary>
    public static Contribution Anew(Contribution report)
    {
        var ids = Renumbered("e", report.Entities.Select(entity => entity.Id)).Concat(Renumbered("v", report.Events.Select(happening => happening.Id))).ToDictionary();
        string? New(string? id) => id is null ? null : ids[id];
        Dictionary<string, string> relations = Renumbered("r", report.Relations.Select(fact => fact.Id)), claims = Renumbered("c", report.Claims.Select(fact => fact.Id));
        return report with
        {
            Extractor = "test/2",
            Entities = [.. report.Entities.Reverse().Select(entity => entity with { Id = ids[entity.Id] })],
            Roles = [.. report.Roles.Select(role => role with { Person = ids[role.Person], Of = New(role.Of) })],
            Quotes = [.. report.Quotes.Select(quote => quote with { Speaker = New(quote.Speaker), Addressee = New(quote.Addressee), Via = New(quote.Via) })],
            Events = [.. report.Events.Reverse().Select(happening => happening with
            {
                Id = ids[happening.Id], Place = New(happening.Place), PartOf = New(happening.PartOf),
                Participants = [.. happening.Participants.Select(part => part with { Entity = ids[part.Entity] })],
            })],
            Relations = [.. report.Relations.Reverse().Select(relation => relation with
            {
                Id = relations[relation.Id], Subject = ids[relation.Subject], Object = New(relation.Object), Place = New(relation.Place), AttributedTo = New(relation.AttributedTo),
            })],
            Claims = [.. report.Claims.Reverse().Select(claim => claim with { Id = claims[claim.Id], Event = New(claim.Event), Scope = New(claim.Scope), AttributedTo = New(claim.AttributedTo) })],
        };
    }

    /// <summary>The article with words before its first, extracted anew.</summary>
    public static Contribution Changed(Contribution report, string before = "Corrected at noon: he met nobody, said 12 people. ")
    {
        TextSpan Moved(TextSpan span) => new(span.Start + before.Length, span.End + before.Length);
        TextSpan? MovedIf(TextSpan? span) => span is { } there ? Moved(there) : null;
        Evidence Behind(Evidence evidence) => evidence with { Span = Moved(evidence.Span), Sentence = Moved(evidence.Sentence) };
        var article = report.Article;
        return Anew(report with
        {
            Article = article with { Text = before + article.Text, Sections = [.. article.Sections.Select(section => section with { Span = new(0, section.Span.End + before.Length) })] },
            Entities = [.. report.Entities.Select(entity => entity with { Mentions = [.. entity.Mentions.Select(mention => mention with { Span = Moved(mention.Span) })] })],
            Roles = [.. report.Roles.Select(role => role with { Evidence = Behind(role.Evidence) })],
            Quotes = [.. report.Quotes.Select(quote => quote with { SpeakerSpan = MovedIf(quote.SpeakerSpan), Cue = MovedIf(quote.Cue), Content = Moved(quote.Content), Evidence = Behind(quote.Evidence) })],
            Events = [.. report.Events.Select(happening => happening with { Triggers = [.. happening.Triggers.Select(Moved)], Evidence = Behind(happening.Evidence) })],
            Relations = [.. report.Relations.Select(relation => relation with { Verb = Moved(relation.Verb), Evidence = Behind(relation.Evidence) })],
            Claims = [.. report.Claims.Select(claim => claim with { ValueSpan = Moved(claim.ValueSpan), Evidence = Behind(claim.Evidence) })],
        });
    }

    private static Dictionary<string, string> Renumbered(string prefix, IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Select((id, i) => (id, New: prefix + (all.Count - 1 - i))).ToDictionary(pair => pair.id, pair => pair.New);
    }
}
