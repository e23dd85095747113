using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>The log of judgements, read with its anchors resolved.</summary>
internal static class SqliteJudgements
{
    public static JudgedProfiles Read(SqlSession session)
    {
        var judgements = All(session);
        return JudgedProfiles.Of(judgements, anchor => Anchors.Profile(anchor) ?? (Anchors.Mention(anchor) is { } mention ? ProfileAt(session, mention) : null));
    }

    public static List<Judgement> All(SqlSession session) =>
        session.Query("SELECT json FROM judgement ORDER BY id", row => JsonSerializer.Deserialize<Judgement>(row.GetString(0), ContributionJson.Options)!);

    /// <summary>Keys of profiles about which one set says something else than the other.</summary>
    public static IReadOnlyCollection<string> Changed(JudgedProfiles before, JudgedProfiles after)
    {
        var keys = new HashSet<string>();
        foreach (var pair in before.Pairs.Except(after.Pairs).Concat(after.Pairs.Except(before.Pairs))) { keys.Add(pair.A); keys.Add(pair.B); }
        foreach (var type in before.Types.Except(after.Types).Concat(after.Types.Except(before.Types))) keys.Add(type.Key);
        foreach (var name in before.Names.Except(after.Names).Concat(after.Names.Except(before.Names))) keys.Add(name.Key);
        return keys;
    }

    /// <summary>
    /// Local entities that a judgement parts from others of their name: two mentions said to be different whose entities are called the same. The one
    /// whose anchor is ordinally last gets a profile of its own, which only judgements join to others.
    /// </summary>
    public static Dictionary<(long Article, string Local), EntityProfile> Splits(SqlSession session)
    {
        var splits = new Dictionary<(long, string), EntityProfile>();
        foreach (var judgement in All(session).Where(judgement => judgement.Kind == JudgementKind.Different))
        {
            if (Anchors.Mention(judgement.Subject) is not { } first || Anchors.Mention(judgement.Other) is not { } second) continue;
            if (LocalAt(session, first) is not { } a || LocalAt(session, second) is not { } b || a.Called != b.Called || (a.Number, a.Local) == (b.Number, b.Local)) continue;
            var (last, anchor) = string.CompareOrdinal(judgement.Subject, judgement.Other) > 0 ? (a, judgement.Subject) : (b, judgement.Other!);
            splits.TryAdd((last.Number, last.Local), EntityProfile.Parse("u|split:" + Ids.Make("s", anchor)));
        }
        return splits;
    }

    private static string? ProfileAt(SqlSession session, (string Article, int Occurrence, string Surface) mention) =>
        LocalAt(session, mention) is { } local
            ? session.Text("SELECT p.key FROM local_entity l JOIN profile p ON p.n = l.profile WHERE l.article = $1 AND l.local = $2", local.Number, local.Local)
            : null;

    // The entity that the n-th occurrence of some words belongs to, in the article as it is now, and the profile that its name gives it.
    private static (long Number, string Local, string Called)? LocalAt(SqlSession session, (string Article, int Occurrence, string Surface) mention)
    {
        var found = session.Query("SELECT n, text, contribution FROM article WHERE id = $1",
            row => (row.GetInt64(0), PreparedArticle.Unpack(row.GetFieldValue<byte[]>(2), row.GetString(1))), mention.Article);
        if (found.Count == 0) return null;
        var (number, contribution) = found[0];
        var at = -1;
        for (var i = 0; i <= mention.Occurrence; i++)
        {
            at = contribution.Article.Text.IndexOf(mention.Surface, at + 1, StringComparison.Ordinal);
            if (at < 0) return null;
        }
        var span = new TextSpan(at, at + mention.Surface.Length);
        var entity = contribution.Entities
            .SelectMany(entity => entity.Mentions.Select(m => (entity, Overlap: m.Span.OverlapWith(span), m.Span)))
            .Where(candidate => candidate.Overlap > 0)
            .OrderByDescending(candidate => candidate.Overlap).ThenBy(candidate => candidate.Span.Length).ThenBy(candidate => candidate.entity.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.entity).FirstOrDefault();
        return entity is null ? null : (number, entity.Id, EntityProfile.Of(entity, mention.Article).Key);
    }
}
