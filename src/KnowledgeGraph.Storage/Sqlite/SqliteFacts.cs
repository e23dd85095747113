using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Writes and removes the rows of one article's facts. They hold the numbers of global entities and events, so that they are written again when
/// one of their entities or events becomes part of another.
/// </summary>
internal sealed class SqliteFacts(SqlSession session, SqliteTouched touched, SqliteLinks links)
{
    /// <param name="article">The article's row number.</param>
    /// <param name="rejected">What is left out.</param>
    public void Write(long article, Contribution contribution, Rejections rejected)
    {
        var writer = For(article, rejected.Without(contribution));
        writer.Mentions();
        writer.Roles();
        writer.Quotes();
        writer.Events();
        writer.Relations();
        writer.Claims();
    }

    /// <summary>
    /// Marks the events of which something changes when an article's reports move to other events. Before anything is written.
    /// </summary>
    public void TouchMoved(long article, string id)
    {
        var before = session.Query("SELECT id, event FROM event_report WHERE id > $1 AND id < $2", row => (row.GetString(0), row.GetInt64(1)), id + "-", id + ".").ToDictionary(row => row.Item1, row => row.Item2);
        var reports = session.Query("SELECT local, event FROM local_event WHERE article = $1", row => (Id: PreparedArticle.FactId(id, row.GetString(0)), Now: row.GetInt64(1)), article)
            .Where(report => before.ContainsKey(report.Id)).Select(report => (Was: before[report.Id], report.Now)).ToList();
        var moves = new MovedReports<long>(reports);
        touched.Events.UnionWith(moves.AllChange ? moves.All : moves.Changed);
        if (!moves.AllChange) touched.Events.UnionWith(session.Query(ToldBeside, row => row.GetInt64(0), JsonSerializer.Serialize(moves.All), JsonSerializer.Serialize(moves.Changed), article));
    }

    // Which of some events another article tells of beside one of others: asked event by event, since both tables are as large as the store.
    private const string ToldBeside =
        "WITH near(article) AS MATERIALIZED (SELECT article FROM event_report WHERE event IN (SELECT value FROM json_each($2)) AND article <> $3 "
        + "UNION SELECT article FROM local_event WHERE event IN (SELECT value FROM json_each($2)) AND article <> $3) "
        + "SELECT asked.value FROM json_each($1) asked WHERE EXISTS (SELECT 1 FROM event_report r WHERE r.event = asked.value AND r.article IN (SELECT article FROM near)) "
        + "OR EXISTS (SELECT 1 FROM local_event r WHERE r.event = asked.value AND r.article IN (SELECT article FROM near))";

    /// <summary>Points what an article tells of its events at the rows that they have now, where nothing else of it changed.</summary>
    public void MoveEvents(long article, Contribution contribution, Rejections rejected)
    {
        string from = contribution.Article.Id + "-", to = contribution.Article.Id + ".";
        For(article, rejected.Without(contribution)).MoveEvents(session.Query("SELECT id, event, part_of FROM event_report WHERE id > $1 AND id < $2",
            row => (Id: row.GetString(0), At: (row.GetInt64(1), row.NumberOrNull(2))), from, to).ToDictionary(row => row.Id, row => row.At));
    }

    private Writer For(long article, Contribution contribution)
    {
        var entities = session.Query("SELECT l.local, p.entity FROM local_entity l JOIN profile p ON p.n = l.profile WHERE l.article = $1",
            row => (row.GetString(0), row.GetInt64(1)), article).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var events = session.Query("SELECT local, event FROM local_event WHERE article = $1", row => (row.GetString(0), row.GetInt64(1)), article)
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return new(session, touched, links, article, contribution, entities, events);
    }

    /// <summary>Removes what <see cref="Write"/> wrote. <paramref name="id"/> is the article's id, with which those of its facts begin.</summary>
    public void Remove(long article, string id)
    {
        string from = id + "-", to = id + ".";
        foreach (var (entity, mentions) in session.Query("SELECT entity, mentions FROM entity_article WHERE article = $1", row => (row.GetInt64(0), row.GetInt64(1)), article))
        {
            session.Execute("UPDATE entity SET articles = articles - 1, mentions = mentions - $2, rank = rank + $2 WHERE n = $1", entity, mentions);
            session.Execute("DELETE FROM entity_article WHERE entity = $1 AND article = $2", entity, article);
            touched.Entities.Add(entity);
        }
        foreach (var (relation, subject, predicate, target) in session.Query(
            "SELECT id, subject, predicate, object FROM relation WHERE id > $1 AND id < $2 AND subject IS NOT NULL AND object IS NOT NULL",
            row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3)), from, to))
            links.Remove(relation, subject, predicate, target);
        foreach (var number in session.Query("SELECT event FROM event_report WHERE id > $1 AND id < $2", row => row.GetInt64(0), from, to)) touched.Events.Add(number);
        foreach (var (about, quote) in session.Query("SELECT about, id FROM quote WHERE id > $1 AND id < $2", row => (row.GetString(0), row.GetString(1)), from, to))
            foreach (var entity in JsonSerializer.Deserialize<long[]>(about)!)
                session.Execute("DELETE FROM quote_about WHERE entity = $1 AND quote = $2", entity, quote);
        session.Execute("DELETE FROM mention WHERE id > $1 AND id < $2", from, to);
        session.Execute("DELETE FROM role WHERE id > $1 AND id < $2", from, to);
        session.Execute("DELETE FROM quote WHERE id > $1 AND id < $2", from, to);
        session.Execute("DELETE FROM event_report WHERE id > $1 AND id < $2", from, to);
        session.Execute("DELETE FROM relation WHERE id > $1 AND id < $2", from, to);
        session.Execute("DELETE FROM claim WHERE id > $1 AND id < $2", from, to);
    }

    private sealed class Writer(
        SqlSession session, SqliteTouched touched, SqliteLinks links, long article, Contribution contribution, Dictionary<string, long> entities, Dictionary<string, long> events)
    {
        private readonly int _day = PreparedArticle.DayOf(contribution.Article);
        private readonly IReadOnlyDictionary<string, string> _lent = LentClaims.Of(contribution);

        public void Mentions()
        {
            var counts = new SortedDictionary<long, int>();
            foreach (var entity in contribution.Entities)
            {
                var number = entities[entity.Id];
                counts[number] = counts.GetValueOrDefault(number) + entity.Mentions.Count;
                foreach (var mention in entity.Mentions)
                    session.Execute("INSERT OR IGNORE INTO mention (id, article, entity, start, end, kind, confidence) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        Ids.ForMention(contribution.Article.Id, mention.Span, entity.Id),
                        article, number, mention.Span.Start, mention.Span.End, (int)mention.Kind, mention.Confidence);
            }
            foreach (var (number, mentions) in counts)
            {
                session.Execute("INSERT INTO entity_article (entity, article, day, mentions) VALUES ($1, $2, $3, $4)", number, article, _day, mentions);
                session.Execute("UPDATE entity SET articles = articles + 1, mentions = mentions + $2, rank = rank - $2 WHERE n = $1", number, mentions);
                touched.Entities.Add(number);
            }
        }

        public void Roles()
        {
            foreach (var role in contribution.Roles)
                session.Execute(
                    "INSERT INTO role (id, article, day, person, title, of_entity, span_start, span_end, sentence_start, sentence_end, confidence) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    Id(role.Id), article, _day, Entity(role.Person), role.Title, Entity(role.Of),
                    role.Evidence.Span.Start, role.Evidence.Span.End, role.Evidence.Sentence.Start, role.Evidence.Sentence.End, role.Evidence.Confidence);
        }

        public void Quotes()
        {
            foreach (var quote in contribution.Quotes)
            {
                var id = Id(quote.Id);
                var about = contribution.About(quote).Select(local => entities[local]).Distinct().ToList();
                session.Execute(
                    "INSERT INTO quote (id, article, day, kind, speaker, speaker_start, speaker_end, cue_start, cue_end, cue_lemma, content_start, content_end, "
                    + "addressee, via, about, span_start, span_end, sentence_start, sentence_end, confidence) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
                    id, article, _day, (int)quote.Kind, Entity(quote.Speaker), quote.SpeakerSpan?.Start, quote.SpeakerSpan?.End, quote.Cue?.Start, quote.Cue?.End,
                    quote.CueLemma, quote.Content.Start, quote.Content.End, Entity(quote.Addressee), Entity(quote.Via), JsonSerializer.Serialize(about),
                    quote.Evidence.Span.Start, quote.Evidence.Span.End, quote.Evidence.Sentence.Start, quote.Evidence.Sentence.End, quote.Evidence.Confidence);
                foreach (var entity in about) session.Execute("INSERT OR IGNORE INTO quote_about (entity, quote) VALUES ($1, $2)", entity, id);
            }
        }

        public void Events()
        {
            foreach (var report in contribution.Events)
            {
                var number = events[report.Id];
                touched.Events.Add(number);
                session.Execute(
                    "INSERT INTO event_report (id, article, day, event, part_of, kind, label, triggers, participants, date, place, negated, modality, "
                    + "span_start, span_end, sentence_start, sentence_end, confidence) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
                    Id(report.Id), article, report.Date?.First.DayNumber ?? _day, number, PartOf(report), report.Kind, report.Label,
                    JsonSerializer.Serialize(report.Triggers.Select(span => new[] { span.Start, span.End })),
                    JsonSerializer.Serialize(report.Participants.Select(part => new[] { (int)part.Role, entities[part.Entity] })),
                    report.Date?.ToString(), Entity(report.Place), report.Negated, (int)report.Modality,
                    report.Evidence.Span.Start, report.Evidence.Span.End, report.Evidence.Sentence.Start, report.Evidence.Sentence.End, report.Evidence.Confidence);
            }
        }

        /// <param name="before">The event and the whole of each report, by its id.</param>
        public void MoveEvents(Dictionary<string, (long Event, long? PartOf)> before)
        {
            var moved = new HashSet<string>();
            foreach (var report in contribution.Events)
            {
                var (was, now) = (before[Id(report.Id)], (Event: events[report.Id], PartOf: PartOf(report)));
                if (was == now) continue;
                touched.Events.Add(now.Event); // Also where only its whole moved.
                session.Execute("UPDATE event_report SET event = $2, part_of = $3 WHERE id = $1", Id(report.Id), now.Event, now.PartOf);
                if (was.Event != now.Event) moved.Add(report.Id);
            }
            foreach (var relation in contribution.Relations)
                if (moved.Contains(relation.Subject) || (relation.Object is not null && moved.Contains(relation.Object)))
                    session.Execute("UPDATE relation SET subject_event = $2, object_event = $3 WHERE id = $1", Id(relation.Id), Node(relation.Subject).Event, Node(relation.Object).Event);
            foreach (var claim in contribution.Claims)
                if (claim.Event is not null && moved.Contains(claim.Event) || _lent.TryGetValue(claim.Id, out var main) && moved.Contains(main))
                    session.Execute("UPDATE claim SET event = $2, story = $3 WHERE id = $1", Id(claim.Id), Event(claim), Story(claim));
        }

        public void Relations()
        {
            foreach (var relation in contribution.Relations)
            {
                var (subject, subjectEvent) = Node(relation.Subject);
                var (target, targetEvent) = Node(relation.Object);
                session.Execute(
                    "INSERT INTO relation (id, article, day, subject, subject_event, predicate, object, object_event, verb_start, verb_end, negated, modality, date, "
                    + "place, attributed, span_start, span_end, sentence_start, sentence_end, confidence) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
                    Id(relation.Id), article, relation.Date?.First.DayNumber ?? _day, subject, subjectEvent, relation.Predicate, target, targetEvent,
                    relation.Verb.Start, relation.Verb.End, relation.Negated, (int)relation.Modality, relation.Date?.ToString(), Entity(relation.Place),
                    Entity(relation.AttributedTo), relation.Evidence.Span.Start, relation.Evidence.Span.End, relation.Evidence.Sentence.Start,
                    relation.Evidence.Sentence.End, relation.Evidence.Confidence);
                if (subject is { } from && target is { } to) links.Add(article, Id(relation.Id), from, relation.Predicate, to);
            }
        }

        public void Claims()
        {
            foreach (var claim in contribution.Claims)
                session.Execute(
                    "INSERT INTO claim (id, article, day, event, metric, value, low, high, number, qualifier, unit, scope, limited, as_of, attributed, called, negated, value_start, "
                    + "value_end, span_start, span_end, sentence_start, sentence_end, confidence, story, words) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
                    Id(claim.Id), article, claim.AsOf?.First.DayNumber ?? _day, Event(claim), claim.Metric, Number(claim.Value),
                    Number(claim.Low), Number(claim.High), claim.Number(), (int)claim.Qualifier, claim.Unit, Entity(claim.Scope), Entity(ClaimComparer.LimitOf(claim, contribution)), claim.AsOf?.ToString(),
                    Entity(claim.AttributedTo), ClaimComparer.SourceCalled(claim, contribution), claim.Negated, claim.ValueSpan.Start, claim.ValueSpan.End, claim.Evidence.Span.Start, claim.Evidence.Span.End,
                    claim.Evidence.Sentence.Start, claim.Evidence.Sentence.End, claim.Evidence.Confidence, Story(claim), ClaimWords.Of(claim, contribution.Article.Text));
        }

        private long? Event(Claim claim) => claim.Event is null ? null : events[claim.Event];

        private long? Story(Claim claim) => _lent.TryGetValue(claim.Id, out var main) ? events[main] : null;

        private string Id(string local) => PreparedArticle.FactId(contribution.Article.Id, local);

        private long? Entity(string? local) => local is null ? null : entities[local];

        private long? PartOf(Event report) => report.PartOf is not null && events.TryGetValue(report.PartOf, out var whole) && whole != events[report.Id] ? whole : null;

        private (long? Entity, long? Event) Node(string? local) =>
            local is null ? (null, null) : entities.TryGetValue(local, out var entity) ? (entity, null) : (null, events[local]);

        private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Row numbers of entities and events of which something changed in the transaction.</summary>
internal sealed class SqliteTouched
{
    public SortedSet<long> Entities { get; } = [];

    public SortedSet<long> Events { get; } = [];
}
