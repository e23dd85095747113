using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// One search: what is asked, in which order hits come and how they are shown. A store's full-text index only says what matches; which hit is better is
/// decided here from what every store knows, so that all give the same pages with the same scores.
/// <list type="table">
/// <item><term>20 to 34</term><description>an entity: 32 where a name is what is searched for, 28 where one begins with it, 24 where one has all of it, 20 where several names have it together; more for more articles</description></item>
/// <item><term>15</term><description>an article whose title has all of it</description></item>
/// <item><term>10</term><description>a quote</description></item>
/// <item><term>5</term><description>an article's text</description></item>
/// </list>
/// In the last three whole words count two more than words that go on, and a later day counts more than an earlier one.
/// </summary>
internal sealed class SearchRanking
{
    /// <summary>Candidates that a store gives at most for each match: of entities those in most articles, of quotes and articles the latest, then by id.</summary>
    public const int Deepest = 1000;

    /// <summary>What a store looks for in a scope.</summary>
    /// <param name="Title">In titles alone.</param>
    /// <param name="Prefixes">Whether words may go on where the query says so.</param>
    public sealed record Match(bool Title, bool Prefixes);

    public static readonly Match Everything = new(false, true);

    public sealed record Hit(SearchScope Scope, string Id, double Score);

    private readonly SearchRequest _request;
    private readonly string _fingerprint;
    private readonly bool _hasPrefix;

    /// <summary>Refuses, as <see cref="GraphRequestException"/>, what cannot be searched for.</summary>
    public SearchRanking(SearchRequest request)
    {
        PageSize.Check(request.Size);
        _request = request;
        Query = SearchQuery.Parse(request.Text, request.Prefix);
        _fingerprint = Cursors.Fingerprint("search", request with { After = null, Size = 0 }, default(SearchScope));
        _hasPrefix = Query.Terms.Any(term => term.IsPrefix);
        Wanted = string.Join(' ', Query.Terms.SelectMany(term => term.Words));
        // Only entities have a type.
        Scopes = request.Types is { Count: > 0 }
            ? request.Scopes.Count == 0 || request.Scopes.Contains(SearchScope.Entities) ? [SearchScope.Entities] : []
            : request.Scopes.Count > 0 ? [.. request.Scopes.Distinct()] : [SearchScope.Entities, SearchScope.Quotes, SearchScope.Articles];
    }

    /// <summary>What is looked for before <see cref="Everything"/>, so that the better hits are there however many there are. A hit's first match counts.</summary>
    /// <param name="found">Candidates of <see cref="Everything"/>.</param>
    public IEnumerable<Match> Narrower(SearchScope scope, int found)
    {
        // What an entity is worth its names tell; what a text is worth, what it was found by.
        if ((!_hasPrefix || scope == SearchScope.Entities) && found < Depth(scope)) yield break;
        if (scope == SearchScope.Articles && _hasPrefix) yield return new(true, false);
        if (scope == SearchScope.Articles) yield return new(true, true);
        if (_hasPrefix) yield return new(false, false);
    }

    public SearchQuery Query { get; }

    /// <summary>All words searched for, as the best of names has them: folded, with blanks between.</summary>
    public string Wanted { get; }

    public IReadOnlyList<SearchScope> Scopes { get; }

    /// <summary>
    /// Candidates that a store gives for each match. Of quotes and articles none of the first page stands further down in any of them, since what matches in a
    /// better way has more than what does in a worse one whatever their days.
    /// </summary>
    public int Depth(SearchScope scope) => scope == SearchScope.Entities ? Deepest : PageDepth;

    /// <summary>Candidates of which none but the first page's is asked for, where all are worth as much but for how often or how late they are.</summary>
    public int PageDepth => _request.After is not null ? Deepest : Math.Min(_request.Size + 1, Deepest);

    /// <summary>The tier of an entity whose best name has this one.</summary>
    public const int BestTier = 3;

    /// <summary>How much of a name is searched for: 0, for what is not all in it, to <see cref="BestTier"/>.</summary>
    /// <param name="name">The name as <see cref="SearchQuery.Folded"/> gives it.</param>
    public int Tier(ReadOnlySpan<char> name) => name.SequenceEqual(Wanted) ? BestTier : Begins(name) ? 2 : Query.IsIn(name) ? 1 : 0;

    /// <param name="tier">That of its best name.</param>
    public Hit Entity(string id, int tier, int articles) => new(SearchScope.Entities, id, 20 + (4 * tier) + Math.Round(Math.Log(1 + articles) / 10, 9));

    /// <param name="day">Day of publication, 0 where unknown.</param>
    public Hit Quote(string id, int day, Match match) => new(SearchScope.Quotes, id, 10 + Whole(!match.Prefixes || !_hasPrefix) + Later(day));

    public Hit Article(string id, string title, int day, Match match)
    {
        var folded = SearchQuery.Folded(title);
        return new(SearchScope.Articles, id, Later(day) + (Query.IsIn(folded) ? 15 + Whole(Query.IsIn(folded, whole: true)) : 5 + Whole(!match.Prefixes || !_hasPrefix)));
    }

    /// <summary>The hits of the page that is asked for, and whether there are more.</summary>
    public (IReadOnlyList<Hit> Hits, bool HasNext) Page(List<Hit> hits)
    {
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Id, b.Id));
        var from = 0;
        if (_request.After is { } after)
        {
            var (key, id) = Cursors.Read(after, _fingerprint);
            var score = Convert.ToDouble(key, CultureInfo.InvariantCulture);
            from = hits.FindIndex(hit => hit.Score < score || (hit.Score == score && string.CompareOrdinal(hit.Id, id) > 0));
            if (from < 0) from = hits.Count;
        }
        var page = hits.Skip(from).Take(_request.Size).ToList();
        return (page, from + page.Count < hits.Count);
    }

    /// <param name="names">Its names, commonest first.</param>
    public PageItem<SearchHit> ShowEntity(Hit hit, IEnumerable<string> names)
    {
        var name = names.Select((text, rank) => (text, rank, matches: Query.Find(text))).OrderByDescending(item => item.matches.Count).ThenBy(item => item.rank).First();
        return Item(hit, "name", name.text, name.matches);
    }

    public PageItem<SearchHit> ShowQuote(Hit hit, string words)
    {
        var (snippet, highlights) = Query.Snip(words);
        return Item(hit, "quote", snippet, highlights);
    }

    public PageItem<SearchHit> ShowArticle(Hit hit, string title, string text)
    {
        var inTitle = Query.Find(title);
        if (inTitle.Count >= Query.Terms.Count) return Item(hit, "title", title, inTitle);
        var (snippet, highlights) = Query.Snip(text);
        return Item(hit, "text", snippet, highlights);
    }

    private PageItem<SearchHit> Item(Hit hit, string field, string snippet, IReadOnlyList<TextSpan> highlights) =>
        new(new(hit.Scope, hit.Id, hit.Score, field, snippet, highlights), Cursors.Write(_fingerprint, hit.Score, hit.Id));

    private bool Begins(ReadOnlySpan<char> name) =>
        name.StartsWith(Wanted, StringComparison.Ordinal) && (Query.Terms[^1].IsPrefix || name[Wanted.Length] == ' ');

    private static int Whole(bool whole) => whole ? 2 : 0;

    // Less than one; a day apart is more than what rounding takes.
    private static double Later(int day) => Math.Round(day / 4e6, 8);
}
