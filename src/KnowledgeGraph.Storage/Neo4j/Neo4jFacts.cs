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
    // How facts are tied to events, by what: the label, the relationship, the property that names the event.
    private static readonly (string Label, string Type, string Property)[] EventLinks =
        [("EventReport", "OF", "event"), ("Relation", "SUBJECT", "subjectEvent"), ("Relation", "OBJECT", "objectEvent"), ("Claim", "MEASURES", "event")];

    private readonly Dictionary<FactShape, List<Dictionary<string, object?>>> _rows = [], _moved = [];
    private readonly List<ResolvedArticle> _movers = [];
    private readonly Neo4jLinks _links = new(nodes.Session);

    /// <summary>Removes what <see cref="WriteAsync"/> wrote of some articles.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> articles)
    {
        if (articles.Count == 0) return;
        var session = nodes.Session;
        var appearances = await session.AskAsync("UNWIND $articles AS article MATCH (x:Appearance {article: article}) RETURN x.entity AS id, x.mentions AS mentions, x.day AS day", ("articles", articles)).ConfigureAwait(false);
        var reports = await session.AskAsync("UNWIND $articles AS article MATCH (x:EventReport {article: article}) RETURN DISTINCT x.event AS id", ("articles", articles)).ConfigureAwait(false);
        foreach (var row in await appearances.RowsAsync().ConfigureAwait(false))
        {
            touched.Entities.Add(row.Get<string>("id"));
            Neo4jTouched.Add(touched.Lost, row.Get<string>("id"), new(row.Get<int>("mentions"), row.Get<int>("day")));
        }
        foreach (var row in await reports.RowsAsync().ConfigureAwait(false)) touched.Events.Add((string)row[0]!);
        // By type: a hub's other relationships are not gone through.
        foreach (var group in (await _links.RemoveAsync(articles).ConfigureAwait(false)).GroupBy(relation => TypeOf(relation.Predicate)))
            await session.SendAsync($"UNWIND $rows AS row MATCH (s:Entity {{id: row.subject}})-[e:{group.Key}]->(o:Entity {{id: row.object}}) WHERE e.relation = row.id DELETE e",
                ("rows", group.Select(relation => new Dictionary<string, object?> { ["id"] = relation.Id, ["subject"] = relation.Subject, ["object"] = relation.Object }).ToList())).ConfigureAwait(false);
        await session.SendAsync("UNWIND $articles AS id MATCH (:Article {id: id})-[e:MENTIONS|REPORTS]->() DELETE e", ("articles", articles)).ConfigureAwait(false);
        foreach (var label in Labels) await nodes.RemoveAsync(label, "article", articles).ConfigureAwait(false);
    }

    /// <summary>Works out the facts of some articles and notes which entities and events they touch.</summary>
    /// <param name="rejected">What is left out.</param>
    public void Add(IEnumerable<ResolvedArticle> articles, Rejections rejected)
    {
        foreach (var article in articles) new Writer(this, article with { Contribution = rejected.Without(article.Contribution) }, _rows).Write();
    }

    /// <summary>
    /// Gathers what articles of which nothing changed but the events of their reports tell of these: it keeps its nodes and points to the events of now.
    /// Notes the events that may change by it. Before anything is removed or written.
    /// </summary>
    /// <param name="rejected">What is left out.</param>
    public async Task MoveAsync(IReadOnlyList<ResolvedArticle> articles, Rejections rejected)
    {
        if (articles.Count == 0) return;
        var before = (await nodes.Session.QueryAsync("UNWIND $articles AS article MATCH (f:EventReport {article: article}) RETURN f.id AS id, f.event AS event, f.partOf AS partOf",
            ("articles", articles.Select(article => article.Contribution.Article.Id).ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => (row.Get<string>("event"), row.Get<string?>("partOf")));
        _movers.AddRange(articles.Select(article => article with { Contribution = rejected.Without(article.Contribution) }));
        await new Neo4jMoves(nodes.Session, touched).TouchAsync(_movers, before).ConfigureAwait(false);
        foreach (var article in _movers) new Writer(this, article, _moved).Move(before);
    }

    /// <summary>Writes what was gathered, with its relationships. The entities and events have to be there.</summary>
    public async Task WriteAsync()
    {
        await WriteMovedAsync().ConfigureAwait(false);
        foreach (var (shape, rows) in _rows) await nodes.CreateAsync(shape, rows).ConfigureAwait(false);
        await _links.WriteAsync().ConfigureAwait(false);
    }

    private async Task WriteMovedAsync()
    {
        if (_movers.Count == 0) return;
        foreach (var group in _moved.GroupBy(pair => pair.Key.Label, pair => pair.Value))
        {
            var rows = group.SelectMany(list => list).ToList();
            await nodes.ReplaceAsync(group.Key, rows).ConfigureAwait(false);
            var links = EventLinks.Where(link => link.Label == group.Key).ToList();
            await nodes.Session.SendAsync($"UNWIND $ids AS id MATCH (:{group.Key} {{id: id}})-[link:{string.Join('|', links.Select(link => link.Type))}]->(:Event) DELETE link", ("ids", rows.Select(row => row["id"]).ToList())).ConfigureAwait(false);
            foreach (var (_, type, property) in links)
                await nodes.LinkAsync(group.Key, type, "Event", rows.Where(row => row[property] is not null).Select(row => ((string)row["id"]!, (string)row[property]!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        }
        await nodes.Session.SendAsync("UNWIND $articles AS id MATCH (:Article {id: id})-[link:REPORTS]->() DELETE link", ("articles", _movers.Select(article => article.Contribution.Article.Id).ToList())).ConfigureAwait(false);
        await nodes.LinkAsync("Article", "REPORTS", "Event", _movers.SelectMany(article => article.Contribution.Events.Select(report =>
            (article.Contribution.Article.Id, article.Events[report.Id], new Dictionary<string, object?>())))).ConfigureAwait(false);
    }

    /// <summary>The relationship type of a predicate; <c>RELATED</c> for what is not written as the ontology writes predicates.</summary>
    public static string TypeOf(string predicate)
    {
        var plain = predicate.Length is > 0 and <= 60 && char.IsAsciiLetterLower(predicate[0]) && predicate.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        return plain ? predicate.Replace('-', '_').ToUpperInvariant() : "RELATED";
    }

    private sealed class Writer(Neo4jFacts facts, ResolvedArticle resolved, Dictionary<FactShape, List<Dictionary<string, object?>>> to)
    {
        private readonly Contribution _contribution = resolved.Contribution;
        private readonly IReadOnlyDictionary<string, string> _lent = LentClaims.Of(resolved.Contribution);
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

        /// <summary>Only what tells of events that are others than before.</summary>
        /// <param name="before">The event and the whole of each report, by its global id.</param>
        public void Move(IReadOnlyDictionary<string, (string Event, string? PartOf)> before)
        {
            var moved = new HashSet<string>();
            foreach (var report in _contribution.Events)
            {
                var was = before[Id(report.Id)];
                if (was == (resolved.Events[report.Id], PartOf(report))) continue;
                Write(report);
                if (was.Event != resolved.Events[report.Id]) moved.Add(report.Id);
            }
            foreach (var relation in _contribution.Relations)
                if (moved.Contains(relation.Subject) || (relation.Object is not null && moved.Contains(relation.Object))) Write(relation);
            foreach (var claim in _contribution.Claims)
                if (claim.Event is not null && moved.Contains(claim.Event) || _lent.TryGetValue(claim.Id, out var main) && moved.Contains(main)) Write(claim);
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
                    Put(Shape("Mention"), new()
                    {
                        ["id"] = stored.Id,
                        ["article"] = _article.Id,
                        ["outlet"] = _article.Outlet,
                        ["day"] = _day,
                        ["confidence"] = mention.Confidence,
                        ["entity"] = id,
                        ["kind"] = mention.Kind.ToString(),
                        ["start"] = mention.Span.Start,
                        ["text"] = stored.Text,
                    });
                }
            }
            foreach (var (id, mentions) in counts)
            {
                Put(Shape("Appearance").With("a", "MENTIONS {mentions: row.mentions}", "Entity", "entity"), new()
                {
                    ["id"] = $"{_article.Id}-{id}",
                    ["entity"] = id,
                    ["article"] = _article.Id,
                    ["outlet"] = _article.Outlet,
                    ["day"] = _day,
                    ["mentions"] = mentions,
                });
                facts.Touched.Entities.Add(id);
                Neo4jTouched.Add(facts.Touched.Gained, id, new(mentions, _day));
            }
        }

        private void Write(Role role)
        {
            var day = _day;
            var stored = new StoredRole(Id(role.Id), Entity(role.Person)!, role.Title, Entity(role.Of), day > 0 ? DateOnly.FromDayNumber(day) : null, Evidence(role.Evidence));
            var shape = Shape("Role").With("f", "HELD_BY", "Entity", "person");
            if (stored.Of is not null) shape = shape.With("f", "AT", "Entity", "of");
            Add(shape, stored.Id, stored, day, role.Evidence.Confidence, ("person", stored.Person), ("title", stored.Title), ("of", stored.Of));
        }

        private void Write(Quote quote)
        {
            List<string> about = [.. _contribution.About(quote).Select(local => resolved.Entities[local]).Distinct()];
            var words = quote.Content.Slice(_article.Text);
            var stored = new StoredQuote(Id(quote.Id), quote.Kind, Entity(quote.Speaker), quote.SpeakerSpan, quote.Cue, quote.CueLemma, quote.Content, words,
                Entity(quote.Addressee), Entity(quote.Via), about, Evidence(quote.Evidence));
            var shape = Shape("Quote").FromArticle();
            if (stored.Speaker is not null) shape = shape.With("f", "SPOKEN_BY", "Entity", "speaker");
            if (stored.Addressee is not null) shape = shape.With("f", "SPOKEN_TO", "Entity", "addressee");
            Add(shape.WithEach("ABOUT", "Entity", "about"), stored.Id, stored, _day, quote.Evidence.Confidence, ("kind", quote.Kind.ToString()), ("speaker", stored.Speaker), ("addressee", stored.Addressee),
                ("about", about), ("text", words), ("words", SearchQuery.Folded(words)));
        }

        private void Write(Event report)
        {
            var id = resolved.Events[report.Id];
            var stored = new EventReport(Id(report.Id), id, _article.Id, report.Kind, report.Label, report.Triggers,
                [.. report.Participants.Select(part => new Participant(part.Role, resolved.Entities[part.Entity]))], report.Date, Entity(report.Place), report.Negated,
                report.Modality, Evidence(report.Evidence));
            Add(Shape("EventReport").With("f", "OF", "Event", "event").With("a", "REPORTS", "Event", "event"), stored.Id, stored, report.Date?.First.DayNumber ?? _day, report.Evidence.Confidence, ("event", id), ("partOf", PartOf(report)), ("label", report.Label),
                ("sentence", stored.Evidence.SentenceText), ("published", _day), ("at", _article.PublishedAt?.UtcTicks));
            facts.Touched.Events.Add(id);
        }

        private void Write(Relation relation)
        {
            var subject = Node(relation.Subject)!.Value;
            var target = Node(relation.Object);
            var stored = new StoredRelation(Id(relation.Id), subject, relation.Predicate, target, relation.Verb, relation.Verb.Slice(_article.Text), relation.Negated, relation.Modality,
                relation.Date, Entity(relation.Place), Entity(relation.AttributedTo), Evidence(relation.Evidence));
            string? OfKind(GraphNode? node, GraphNodeKind kind) => node is { } end && end.Kind == kind ? end.Id : null;
            string? from = OfKind(subject, GraphNodeKind.Entity), to = OfKind(target, GraphNodeKind.Entity);
            var day = relation.Date?.First.DayNumber ?? _day;
            var shape = Shape("Relation").FromArticle().With("f", "SUBJECT", subject.Kind.ToString(), from is null ? "subjectEvent" : "subject");
            if (target is not null) shape = shape.With("f", "OBJECT", target.Value.Kind.ToString(), to is null ? "objectEvent" : "object");
            if (from is not null && to is not null)
            {
                facts._links.Add(_article.Id, stored.Id, from, relation.Predicate, to);
                shape = shape.Between("subject", TypeOf(relation.Predicate) + " {relation: row.id, predicate: row.predicate, day: row.day}", "object");
            }
            Add(shape, stored.Id, stored, day, relation.Evidence.Confidence,
                ("subject", from), ("subjectEvent", OfKind(subject, GraphNodeKind.Event)), ("object", to), ("objectEvent", OfKind(target, GraphNodeKind.Event)),
                ("predicate", relation.Predicate), ("negated", relation.Negated), ("modality", relation.Modality.ToString()), ("place", stored.Place), ("attributed", stored.AttributedTo),
                ("sentence", stored.Evidence.SentenceText));
        }

        private void Write(Claim claim)
        {
            var stored = new StoredClaim(Id(claim.Id), claim.Event is null ? null : resolved.Events[claim.Event], claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit,
                Entity(claim.Scope), claim.AsOf, Entity(claim.AttributedTo), claim.Negated, claim.ValueSpan, claim.ValueSpan.Slice(_article.Text), Evidence(claim.Evidence));
            var shape = Shape("Claim").FromArticle();
            if (stored.Event is not null) shape = shape.With("f", "MEASURES", "Event", "event");
            if (stored.AttributedTo is not null) shape = shape.With("f", "ACCORDING_TO", "Entity", "attributed");
            Add(shape, stored.Id, stored, claim.AsOf?.First.DayNumber ?? _day, claim.Evidence.Confidence,
                ("event", stored.Event), ("story", _lent.TryGetValue(claim.Id, out var main) ? resolved.Events[main] : null), ("metric", claim.Metric), ("number", claim.Number()), ("value", stored.ValueText), ("scope", stored.Scope),
                ("limited", Entity(ClaimComparer.LimitOf(claim, _contribution))), ("attributed", stored.AttributedTo), ("called", ClaimComparer.SourceCalled(claim, _contribution)),
                ("sentence", stored.Evidence.SentenceText), ("published", _day), ("at", _article.PublishedAt?.UtcTicks));
        }

        private static FactShape Shape(string label) => new(label, "", "", "");

        private void Add(FactShape shape, string id, object record, int day, double confidence, params ReadOnlySpan<(string Name, object? Value)> properties)
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
            Put(shape, row);
        }

        private void Put(FactShape shape, Dictionary<string, object?> row)
        {
            if (!to.TryGetValue(shape, out var rows)) to[shape] = rows = [];
            rows.Add(row);
        }

        private string? PartOf(Event report) => report.PartOf is not null && resolved.Events.TryGetValue(report.PartOf, out var whole) && whole != resolved.Events[report.Id] ? whole : null;

        private string Id(string local) => PreparedArticle.FactId(_article.Id, local);

        private string? Entity(string? local) => local is null ? null : resolved.Entities[local];

        private GraphNode? Node(string? local) => local is null
            ? null
            : resolved.Entities.TryGetValue(local, out var entity) ? new(GraphNodeKind.Entity, entity) : new GraphNode(GraphNodeKind.Event, resolved.Events[local]);

        private StoredEvidence Evidence(Evidence evidence) =>
            new(_article.Id, evidence.Span, evidence.Sentence, evidence.Span.Slice(_article.Text), evidence.Sentence.Slice(_article.Text), evidence.Confidence);
    }

    private Neo4jTouched Touched => touched;
}
