using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>An article with the entities and events that its local ones belong to.</summary>
internal sealed record ResolvedArticle(Contribution Contribution, IReadOnlyDictionary<string, string> Entities, IReadOnlyDictionary<string, string> Events);

/// <summary>
/// Writes and removes the nodes of articles' facts. Each holds its record as <c>json</c> and, as properties, what filters, orders and people look
/// at. The nodes name global ids, so that they are written again when one of their entities or events becomes part of another.
/// </summary>
internal sealed class Neo4jFacts(Neo4jNodes nodes, Neo4jTouched touched)
{
    private static readonly string[] Labels = ["Mention", "Role", "Quote", "EventReport", "Relation", "Claim", "Appearance"];
    private static readonly Dictionary<string, object?> Nothing = [];
    private readonly Dictionary<(string From, string Type, string To), List<(string From, string To, Dictionary<string, object?> With)>> _links = [];

    /// <summary>Removes what <see cref="WriteAsync"/> wrote of some articles.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> articles)
    {
        if (articles.Count == 0) return;
        var session = nodes.Session;
        foreach (var row in await session.QueryAsync("UNWIND $articles AS article MATCH (x:Appearance {article: article}) RETURN DISTINCT x.entity AS id", ("articles", articles)).ConfigureAwait(false))
            touched.Entities.Add((string)row[0]!);
        foreach (var row in await session.QueryAsync("UNWIND $articles AS article MATCH (x:EventReport {article: article}) RETURN DISTINCT x.event AS id", ("articles", articles)).ConfigureAwait(false))
            touched.Events.Add((string)row[0]!);
        await session.QueryAsync(
            "UNWIND $articles AS article MATCH (f:Relation {article: article}) WHERE f.object IS NOT NULL MATCH (s:Entity {id: f.subject})-[e]->(:Entity {id: f.object}) WHERE e.relation = f.id DELETE e",
            ("articles", articles)).ConfigureAwait(false);
        await session.QueryAsync("UNWIND $articles AS id MATCH (:Article {id: id})-[e:MENTIONS|REPORTS]->() DELETE e", ("articles", articles)).ConfigureAwait(false);
        foreach (var label in Labels) await nodes.RemoveAsync(label, "article", articles).ConfigureAwait(false);
    }

    /// <param name="rejected">Anchors of facts that a judgement rejects.</param>
    public async Task WriteAsync(IReadOnlyList<ResolvedArticle> articles, IReadOnlySet<string> rejected)
    {
        var rows = Labels.ToDictionary(label => label, _ => new List<Dictionary<string, object?>>());
        foreach (var article in articles) new Writer(this, rows, article with { Contribution = article.Contribution.Without(rejected) }).Write();
        foreach (var label in Labels) await nodes.CreateAsync(label, rows[label]).ConfigureAwait(false);
    }

    /// <summary>The relationships of what was written, once the entities and events are there.</summary>
    public async Task LinkAsync()
    {
        foreach (var (kind, rows) in _links) await nodes.LinkAsync(kind.From, kind.Type, kind.To, rows).ConfigureAwait(false);
    }

    /// <summary>The relationship type of a predicate; <c>RELATED</c> for what is not written as the ontology writes predicates.</summary>
    public static string TypeOf(string predicate)
    {
        var plain = predicate.Length is > 0 and <= 60 && char.IsAsciiLetterLower(predicate[0]) && predicate.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        return plain ? predicate.Replace('-', '_').ToUpperInvariant() : "RELATED";
    }

    private void Link(string from, string fromId, string type, string to, string? toId, Dictionary<string, object?>? with = null)
    {
        if (toId is null) return;
        if (!_links.TryGetValue((from, type, to), out var rows)) _links[(from, type, to)] = rows = [];
        rows.Add((fromId, toId, with ?? Nothing));
    }

    private sealed class Writer(Neo4jFacts facts, Dictionary<string, List<Dictionary<string, object?>>> rows, ResolvedArticle resolved)
    {
        private readonly Contribution _contribution = resolved.Contribution;
        private readonly Article _article = resolved.Contribution.Article;
        private readonly int _day = PreparedArticle.DayOf(resolved.Contribution.Article);

        public void Write()
        {
            Mentions();
            foreach (var role in _contribution.Roles) Write(role);
            foreach (var quote in _contribution.Quotes) Write(quote);
            foreach (var report in _contribution.Events) Write(report);
            foreach (var relation in _contribution.Relations) Write(relation);
            foreach (var claim in _contribution.Claims) Write(claim);
        }

        private void Mentions()
        {
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var written = new HashSet<string>();
            foreach (var entity in _contribution.Entities)
            {
                var id = resolved.Entities[entity.Id];
                counts[id] = counts.GetValueOrDefault(id) + entity.Mentions.Count;
                foreach (var mention in entity.Mentions)
                {
                    var stored = new StoredMention(
                        Ids.ForMention(_article.Id, mention.Span, entity.Id), _article.Id, id, mention.Span, mention.Span.Slice(_article.Text), mention.Kind, mention.Confidence);
                    if (!written.Add(stored.Id)) continue;
                    Add("Mention", stored.Id, stored, _day, mention.Confidence, ("entity", id), ("kind", mention.Kind.ToString()), ("text", stored.Text));
                }
            }
            foreach (var (id, mentions) in counts)
            {
                rows["Appearance"].Add(new()
                {
                    ["id"] = $"{_article.Id}-{id}",
                    ["entity"] = id,
                    ["article"] = _article.Id,
                    ["outlet"] = _article.Outlet,
                    ["day"] = _day,
                    ["mentions"] = mentions,
                });
                facts.Link("Article", _article.Id, "MENTIONS", "Entity", id, new() { ["mentions"] = mentions });
                facts.TouchedEntities.Add(id);
            }
        }

        private void Write(Role role)
        {
            var day = _day;
            var stored = new StoredRole(Id(role.Id), Entity(role.Person)!, role.Title, Entity(role.Of), day > 0 ? DateOnly.FromDayNumber(day) : null, Evidence(role.Evidence));
            Add("Role", stored.Id, stored, day, role.Evidence.Confidence, ("person", stored.Person), ("title", stored.Title), ("of", stored.Of));
            facts.Link("Role", stored.Id, "HELD_BY", "Entity", stored.Person);
            facts.Link("Role", stored.Id, "AT", "Entity", stored.Of);
        }

        private void Write(Quote quote)
        {
            List<string> about = [.. _contribution.Entities
                .SelectMany(entity => entity.Mentions.Select(mention => (entity.Id, mention)))
                .Where(pair => quote.Content.Contains(pair.mention.Span) && pair.mention.Kind != MentionKind.Pronoun)
                .OrderBy(pair => pair.mention.Span)
                .Select(pair => resolved.Entities[pair.Id]).Distinct()];
            var words = quote.Content.Slice(_article.Text);
            var stored = new StoredQuote(Id(quote.Id), quote.Kind, Entity(quote.Speaker), quote.SpeakerSpan, quote.Cue, quote.CueLemma, quote.Content, words,
                Entity(quote.Addressee), Entity(quote.Via), about, Evidence(quote.Evidence));
            Add("Quote", stored.Id, stored, _day, quote.Evidence.Confidence, ("kind", quote.Kind.ToString()), ("speaker", stored.Speaker), ("addressee", stored.Addressee),
                ("about", about), ("text", words), ("words", SearchQuery.Folded(words)));
            facts.Link("Quote", stored.Id, "SPOKEN_BY", "Entity", stored.Speaker);
            facts.Link("Quote", stored.Id, "SPOKEN_TO", "Entity", stored.Addressee);
            foreach (var id in about) facts.Link("Quote", stored.Id, "ABOUT", "Entity", id);
            facts.Link("Quote", stored.Id, "FROM", "Article", _article.Id);
        }

        private void Write(Event report)
        {
            var id = resolved.Events[report.Id];
            var partOf = report.PartOf is not null && resolved.Events.TryGetValue(report.PartOf, out var whole) && whole != id ? whole : null;
            var stored = new EventReport(Id(report.Id), id, _article.Id, report.Kind, report.Label, report.Triggers,
                [.. report.Participants.Select(part => new Participant(part.Role, resolved.Entities[part.Entity]))], report.Date, Entity(report.Place), report.Negated,
                report.Modality, Evidence(report.Evidence));
            Add("EventReport", stored.Id, stored, report.Date?.First.DayNumber ?? _day, report.Evidence.Confidence, ("event", id), ("partOf", partOf), ("label", report.Label),
                ("sentence", stored.Evidence.SentenceText), ("published", _day), ("at", _article.PublishedAt?.UtcTicks));
            facts.TouchedEvents.Add(id);
            facts.Link("Article", _article.Id, "REPORTS", "Event", id);
            facts.Link("EventReport", stored.Id, "OF", "Event", id);
        }

        private void Write(Relation relation)
        {
            var subject = Node(relation.Subject)!.Value;
            var target = Node(relation.Object);
            var stored = new StoredRelation(Id(relation.Id), subject, relation.Predicate, target, relation.Verb, relation.Verb.Slice(_article.Text), relation.Negated, relation.Modality,
                relation.Date, Entity(relation.Place), Entity(relation.AttributedTo), Anchors.OfRelation(_article.Id, relation.Verb, relation.Predicate), Evidence(relation.Evidence));
            string? OfKind(GraphNode? node, GraphNodeKind kind) => node is { } end && end.Kind == kind ? end.Id : null;
            string? from = OfKind(subject, GraphNodeKind.Entity), to = OfKind(target, GraphNodeKind.Entity);
            var day = relation.Date?.First.DayNumber ?? _day;
            Add("Relation", stored.Id, stored, day, relation.Evidence.Confidence,
                ("subject", from), ("subjectEvent", OfKind(subject, GraphNodeKind.Event)), ("object", to), ("objectEvent", OfKind(target, GraphNodeKind.Event)),
                ("predicate", relation.Predicate), ("negated", relation.Negated), ("modality", relation.Modality.ToString()), ("place", stored.Place), ("attributed", stored.AttributedTo),
                ("sentence", stored.Evidence.SentenceText));
            facts.Link("Relation", stored.Id, "SUBJECT", subject.Kind.ToString(), subject.Id);
            if (target is { } end) facts.Link("Relation", stored.Id, "OBJECT", end.Kind.ToString(), end.Id);
            facts.Link("Relation", stored.Id, "FROM", "Article", _article.Id);
            if (from is not null && to is not null)
                facts.Link("Entity", from, TypeOf(relation.Predicate), "Entity", to, new() { ["relation"] = stored.Id, ["predicate"] = relation.Predicate, ["day"] = day });
        }

        private void Write(Claim claim)
        {
            var stored = new StoredClaim(Id(claim.Id), claim.Event is null ? null : resolved.Events[claim.Event], claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit,
                Entity(claim.Scope), claim.AsOf, Entity(claim.AttributedTo), claim.Negated, claim.ValueSpan, claim.ValueSpan.Slice(_article.Text), Evidence(claim.Evidence));
            var aim = ClaimComparer.IsAimed(claim.Metric) ? _contribution.Events.FirstOrDefault(report => report.Id == claim.Event)?.Place : null;
            Add("Claim", stored.Id, stored, claim.AsOf?.First.DayNumber ?? _day, claim.Evidence.Confidence,
                ("event", stored.Event), ("metric", claim.Metric), ("number", (double)(claim.Value ?? claim.Low ?? claim.High ?? -1)), ("value", stored.ValueText), ("scope", stored.Scope),
                ("limited", Entity(claim.Scope ?? aim)), ("attributed", stored.AttributedTo), ("sentence", stored.Evidence.SentenceText), ("published", _day), ("at", _article.PublishedAt?.UtcTicks));
            facts.Link("Claim", stored.Id, "MEASURES", "Event", stored.Event);
            facts.Link("Claim", stored.Id, "ACCORDING_TO", "Entity", stored.AttributedTo);
            facts.Link("Claim", stored.Id, "FROM", "Article", _article.Id);
        }

        private void Add(string label, string id, object record, int day, double confidence, params ReadOnlySpan<(string Name, object? Value)> properties)
        {
            var row = new Dictionary<string, object?>
            {
                ["id"] = id,
                ["article"] = _article.Id,
                ["outlet"] = _article.Outlet,
                ["day"] = day,
                ["confidence"] = confidence,
                ["json"] = JsonSerializer.Serialize(record, record.GetType(), ContributionJson.Options),
            };
            foreach (var (name, value) in properties) row[name] = value;
            rows[label].Add(row);
        }

        private string Id(string local) => PreparedArticle.FactId(_article.Id, local);

        private string? Entity(string? local) => local is null ? null : resolved.Entities[local];

        private GraphNode? Node(string? local) => local is null
            ? null
            : resolved.Entities.TryGetValue(local, out var entity) ? new(GraphNodeKind.Entity, entity) : new GraphNode(GraphNodeKind.Event, resolved.Events[local]);

        private StoredEvidence Evidence(Evidence evidence) =>
            new(_article.Id, evidence.Span, evidence.Sentence, evidence.Span.Slice(_article.Text), evidence.Sentence.Slice(_article.Text), evidence.Confidence);
    }

    private SortedSet<string> TouchedEntities => touched.Entities;

    private SortedSet<string> TouchedEvents => touched.Events;
}
