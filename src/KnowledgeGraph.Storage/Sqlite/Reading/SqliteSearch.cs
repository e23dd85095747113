using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Full-text search: FTS5 (https://www.sqlite.org/fts5.html) says what matches, <see cref="SearchRanking"/> what is better.</summary>
internal static class SqliteSearch
{
    // So many articles are looked up one by one; of more, the latest are met soon on the way down the index of days.
    private const int Few = 2 * SearchRanking.Deepest;

    public static SearchPage Search(SqlSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        var hits = new List<SearchRanking.Hit>();
        foreach (var scope in ranking.Scopes)
            hits.AddRange(scope == SearchScope.Entities ? Entities(session, ranking, request) : Texts(session, scope, ranking, request));
        var (page, more) = ranking.Page(hits);
        return new([.. page.Select(hit => Show(session, ranking, hit))], more);
    }

    public static long Count(SqlSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        return ranking.Scopes.Sum(scope => scope == SearchScope.Entities ? CountEntities(session, ranking.Query, request) : CountTexts(session, scope, ranking, request));
    }

    private static IEnumerable<SearchRanking.Hit> Entities(SqlSession session, SearchRanking ranking, SearchRequest request)
    {
        var found = new Dictionary<string, SearchRanking.Hit>();
        var depth = ranking.PageDepth;
        void Add(string words, int most)
        {
            var where = Conditions(session, words, request);
            // Names are long: only those of the candidates are to pass through the sorting.
            session.Read($"SELECT e.id, e.name, e.names, e.articles FROM (SELECT e.n FROM {Joined}{where} ORDER BY e.articles DESC, e.id LIMIT {most}) x CROSS JOIN entity e ON e.n = x.n", row =>
            {
                if (row.GetString(0) is var id && !found.ContainsKey(id)) found.Add(id, ranking.Entity(id, Math.Max(Tier(ranking, row.Bytes(1)), BestTier(ranking, row.Bytes(2))), row.GetInt32(3)));
                return true;
            }, [.. where.Values]);
        }
        // Several words may stand in one name or in several, which no index tells.
        var most = ranking.Query.Terms.Count > 1 ? ranking.Depth(SearchScope.Entities) : depth;
        Add(Words(ranking.Query, prefixes: true), most);
        if (found.Count < most) return found.Values;
        Add($"\"{SearchQuery.Parting} {ranking.Wanted}\"{(ranking.Query.Terms[^1].IsPrefix ? "*" : "")}", depth);
        Add($"\"{SearchQuery.Parting} {ranking.Wanted} {SearchQuery.Parting}\"", depth);
        return found.Values;
    }

    // Of some thousands of names nearly all are short and in ASCII: for them no string is made.
    private static int Tier(SearchRanking ranking, ReadOnlySpan<byte> name)
    {
        Span<char> folded = stackalloc char[256];
        return name.Length <= folded.Length && Ascii.IsValid(name)
            ? ranking.Tier(folded[..SearchQuery.FoldAscii(name, folded)])
            : ranking.Tier(SearchQuery.Folded(Encoding.UTF8.GetString(name)));
    }

    // Of the texts in an array.
    private static int BestTier(SearchRanking ranking, ReadOnlySpan<byte> names)
    {
        var tier = 0;
        var reader = new Utf8JsonReader(names);
        while (tier < SearchRanking.BestTier && reader.Read())
            if (reader.TokenType == JsonTokenType.String)
                tier = Math.Max(tier, reader.ValueIsEscaped ? ranking.Tier(SearchQuery.Folded(reader.GetString()!)) : Tier(ranking, reader.ValueSpan));
        return tier;
    }

    private static long CountEntities(SqlSession session, SearchQuery query, SearchRequest request)
    {
        var all = Conditions(session, Words(query, prefixes: true), request);
        // Nothing of the entity is asked for where only the words are given.
        return session.Number($"SELECT count(*) FROM {(all.Values.Count > 1 ? Joined : "entity_words")}{all}", [.. all.Values])!.Value;
    }

    private const string Joined = "entity_words w JOIN entity e ON e.n = w.rowid";

    private static SqlWhere Conditions(SqlSession session, string words, SearchRequest request)
    {
        var where = new SqlWhere(session);
        where.Add($"entity_words MATCH {where.Value(words)}");
        where.In("e.type", request.Types?.Select(type => (int)type).ToList());
        Mentioned(where, request);
        return where;
    }

    private static IEnumerable<SearchRanking.Hit> Texts(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRequest request)
    {
        var found = new Dictionary<string, SearchRanking.Hit>();
        var latest = Latest(session, scope, ranking, SearchRanking.Everything, request, ranking.Depth(scope));
        foreach (var match in ranking.Narrower(scope, latest.Count)) Add(session, scope, ranking, match, Latest(session, scope, ranking, match, request, ranking.Depth(scope)), found);
        Add(session, scope, ranking, SearchRanking.Everything, latest, found);
        return found.Values;
    }

    /// <param name="Article">The article's number.</param>
    /// <param name="Row">The row that matches, of the article or of one of its quotes.</param>
    private readonly record struct Dated(long Article, string Id, int Day, long Row);

    private static void Add(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, List<Dated> latest, Dictionary<string, SearchRanking.Hit> found)
    {
        if (scope == SearchScope.Quotes)
        {
            foreach (var row in latest)
                if (FormattableString.Invariant($"{row.Id}-q{SqliteSearchWords.QuoteNumber(row.Row):D4}") is var id && !found.ContainsKey(id)) found.Add(id, ranking.Quote(id, row.Day, match));
            return;
        }
        var added = latest.Where(row => !found.ContainsKey(row.Id)).ToDictionary(row => row.Article);
        foreach (var (article, title) in session.Query("SELECT a.n, coalesce(a.title, '') FROM json_each($1) x CROSS JOIN article a INDEXED BY article_filed ON a.n = x.value",
            row => (row.GetInt64(0), row.GetString(1)), JsonSerializer.Serialize(added.Keys)))
            found.Add(added[article].Id, ranking.Article(added[article].Id, title, added[article].Day, match));
    }

    private static long CountTexts(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRequest request)
    {
        // Row numbers tell the day but not the outlet: of one outlet all that match are asked.
        if (request.Outlets is { Count: > 0 }) return Latest(session, scope, ranking, SearchRanking.Everything, request, int.MaxValue).Count;
        var where = Matching(session, scope, ranking.Query, SearchRanking.Everything, request);
        return session.Number($"SELECT count(*) FROM {Table(scope, SearchRanking.Everything)}{where}", [.. where.Values])!.Value;
    }

    // The rows that match from the latest day down, rising: of whole days as many as can be hits; all where an outlet is to be found among them.
    private static List<long> Rows(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request, int enough)
    {
        var where = Matching(session, scope, ranking.Query, match, request);
        var rows = new List<long>();
        int DayOf(long row) => SqliteSearchWords.Day(row / PerArticle(scope));
        if (request.Outlets is { Count: > 0 }) enough = int.MaxValue;
        session.Read($"SELECT rowid FROM {Table(scope, match)}{where} ORDER BY rowid DESC", row =>
        {
            var number = row.GetInt64(0);
            if (rows.Count >= enough && DayOf(number) != DayOf(rows[^1])) return false;
            rows.Add(number);
            return true;
        }, [.. where.Values]);
        rows.Reverse();
        return rows;
    }

    // The latest rows that match, by day and then by id, that the request's outlets let pass: as many as are enough.
    private static List<Dated> Latest(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request, int enough)
    {
        var rows = Rows(session, scope, ranking, match, request, enough);
        if (rows.Count == 0) return [];
        var perArticle = PerArticle(scope);
        var where = new SqlWhere(session);
        where.In("a.outlet", request.Outlets);
        var filed = where.Values.Count > 0;
        var latest = new List<Dated>();
        bool Take(SqliteDataReader row)
        {
            var article = row.GetInt64(0);
            var day = row.GetInt32(2);
            string? id = null;
            var from = SqliteSearchWords.Row(day, article);
            var first = rows.BinarySearch(from * perArticle);
            var own = rows.Skip(first < 0 ? ~first : first).TakeWhile(number => number / perArticle == from);
            if (scope == SearchScope.Quotes) own = own.OrderBy(SqliteSearchWords.QuoteNumber);
            foreach (var number in own)
            {
                if (latest.Count < enough) latest.Add(new(article, id ??= row.GetString(1), day, number));
            }
            return latest.Count < enough;
        }
        const string Order = " ORDER BY a.day DESC, a.id";
        if (rows.Count <= Few)
        {
            var numbers = JsonSerializer.Serialize(rows.Select(row => SqliteSearchWords.Article(row / perArticle)).Distinct());
            session.Read($"SELECT a.n, a.id, a.day FROM json_each({where.Value(numbers)}) x CROSS JOIN article a INDEXED BY article_filed ON a.n = x.value{where}{Order}", Take, [.. where.Values]);
            return latest;
        }
        where.Add($"a.day BETWEEN {where.Value(SqliteSearchWords.Day(rows[0] / perArticle))} AND {where.Value(SqliteSearchWords.Day(rows[^1] / perArticle))}");
        session.Read($"SELECT a.n, a.id, a.day FROM article a INDEXED BY {(filed ? "article_outlet" : "article_day")}{where}{Order}", Take, [.. where.Values]);
        return latest;
    }

    private static int PerArticle(SearchScope scope) => scope == SearchScope.Quotes ? SqliteSearchWords.QuotesPerArticle : 1;

    private static SqlWhere Matching(SqlSession session, SearchScope scope, SearchQuery query, SearchRanking.Match match, SearchRequest request)
    {
        var where = new SqlWhere(session);
        where.Add($"{Table(scope, match)} MATCH {where.Value(Words(query, match.Prefixes))}");
        if (request.When is { } range)
            where.Add($"rowid BETWEEN {where.Value(SqliteSearchWords.FirstRow(range.From?.DayNumber ?? 1) * PerArticle(scope))} AND "
                + where.Value((SqliteSearchWords.FirstRow((range.To ?? DateOnly.MaxValue).DayNumber + 1) * PerArticle(scope)) - 1));
        return where;
    }

    private static string Words(SearchQuery query, bool prefixes) => string.Join(' ', query.Terms.Select(term => $"\"{term.Text}\"{(prefixes && term.IsPrefix ? "*" : "")}"));

    private static void Mentioned(SqlWhere where, SearchRequest request)
    {
        if (request.Outlets is { Count: > 0 } outlets)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x JOIN article a ON a.n = x.article WHERE x.entity = e.n AND a.outlet IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(outlets))})))");
        if (request.When is { } range)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x WHERE x.entity = e.n AND x.day BETWEEN {where.Value(range.From?.DayNumber ?? 1)} AND {where.Value(range.To?.DayNumber ?? int.MaxValue)})");
    }

    private static string Table(SearchScope scope, SearchRanking.Match match) => scope switch
    {
        SearchScope.Quotes => "quote_words",
        _ => match.Title ? "title_words" : "article_words",
    };

    private static IEnumerable<string> Names(SqliteDataReader row, int column) => row.Names(column).Select(name => name.Text);

    private static PageItem<SearchHit> Show(SqlSession session, SearchRanking ranking, SearchRanking.Hit hit) => hit.Scope switch
    {
        SearchScope.Entities => ranking.ShowEntity(hit, session.Query("SELECT names FROM entity WHERE id = $1", row => Names(row, 0), hit.Id).Single()),
        SearchScope.Quotes => ranking.ShowQuote(hit, session.Query("SELECT a.text, q.content_start, q.content_end FROM quote q JOIN article a ON a.n = q.article WHERE q.id = $1",
            row => row.Span(1).Slice(row.GetString(0)), hit.Id).Single()),
        _ => session.Query("SELECT coalesce(title, ''), text FROM article WHERE id = $1", row => ranking.ShowArticle(hit, row.GetString(0), row.GetString(1)), hit.Id).Single(),
    };
}
