using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>The log of judgements, read with its anchors resolved.</summary>
internal sealed class SqliteJudgements
{
    private readonly SqlSession _session;
    private readonly List<Judgement> _judgements;
    private readonly JudgedLocals _locals;

    public SqliteJudgements(SqlSession session)
    {
        _session = session;
        _judgements = All(session);
        _locals = new(_judgements, session.Query("SELECT contribution, text FROM article WHERE id IN (SELECT value FROM json_each($1))",
            row => PreparedArticle.Unpack(row.GetFieldValue<byte[]>(0), row.GetString(1)), JsonSerializer.Serialize(JudgedLocals.Articles(_judgements))));
    }

    /// <summary>Local entities that a judgement parts from others of their name.</summary>
    public IReadOnlyDictionary<(string Article, string Local), EntityProfile> Splits => _locals.Splits;

    /// <summary>What the judgements say of the profiles that local entities have when it is asked for.</summary>
    public JudgedProfiles OfProfiles() =>
        JudgedProfiles.Of(_judgements, anchor => Anchors.Profile(anchor) ?? (_locals.At(anchor) is { } local ? ProfileOf(local) : null));

    public static List<Judgement> All(SqlSession session) =>
        session.Query("SELECT json FROM judgement ORDER BY id", row => JsonSerializer.Deserialize<Judgement>(row.GetString(0), ContributionJson.Options)!);

    private string? ProfileOf(JudgedLocal local) => _session.Text(
        "SELECT p.key FROM article a JOIN local_entity l ON l.article = a.n JOIN profile p ON p.n = l.profile WHERE a.id = $1 AND l.local = $2", local.Article, local.Id);
}
