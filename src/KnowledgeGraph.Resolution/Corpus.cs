using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A place in the corpus: an article and a local id in its contribution.</summary>
public readonly record struct LocalRef(string Article, string Local);

/// <summary>A comparison of the corpus, with the claims behind it by their ids (<see cref="Corpus.ClaimId"/>).</summary>
public sealed record CorpusComparison(string Event, string Metric, ClaimComparison Result, IReadOnlyDictionary<string, (Contribution Contribution, Claim Claim)> Claims);

/// <summary>How articles of the corpus differ in words on an aspect of an event.</summary>
public sealed record CorpusStatements(string Event, WordDifference Result);

/// <summary>
/// Many contributions resolved at once, in memory: what the stores compute step by step. For small corpora, for evaluation, and as the
/// yardstick that the stores' incremental work is tested against.
/// </summary>
public sealed class Corpus
{
    private readonly Dictionary<LocalRef, string> _entities = [];
    private readonly Dictionary<LocalRef, string> _events = [];

    private Corpus(IReadOnlyList<Contribution> contributions) => Contributions = contributions;

    public IReadOnlyList<Contribution> Contributions { get; }

    /// <summary>Global id of each local entity.</summary>
    public IReadOnlyDictionary<LocalRef, string> Entities => _entities;

    /// <summary>Global id of each local event.</summary>
    public IReadOnlyDictionary<LocalRef, string> Events => _events;

    /// <summary>The event that each is a part of at last; itself where of none.</summary>
    public IReadOnlyDictionary<string, string> Roots { get; private set; } = new Dictionary<string, string>();

    /// <summary>By event, then metric.</summary>
    public IReadOnlyList<CorpusComparison> Comparisons { get; private set; } = [];

    /// <summary>By event, then aspect; only what differs.</summary>
    public IReadOnlyList<CorpusStatements> Statements { get; private set; } = [];

    public static Corpus Resolve(IReadOnlyList<Contribution> contributions, IReadOnlyCollection<ProfileJudgement>? judgements = null)
    {
        var corpus = new Corpus(contributions);
        corpus.ResolveEntities(judgements ?? []);
        corpus.ResolveEvents();
        corpus.Compare();
        corpus.CompareStatements();
        return corpus;
    }

    public static string ClaimId(string article, string local) => $"{article}-{local}";

    private void ResolveEntities(IReadOnlyCollection<ProfileJudgement> judgements)
    {
        var profileOf = Contributions
            .SelectMany(contribution => contribution.Entities.Select(entity => (At: new LocalRef(contribution.Article.Id, entity.Id), Profile: EntityProfile.Of(entity, contribution.Article.Id))))
            .ToDictionary(pair => pair.At, pair => pair.Profile);
        var profiles = profileOf.Values.DistinctBy(profile => profile.Key).ToDictionary(profile => profile.Key);
        var clusterOf = EntityClusters.Cluster(profiles.Values, judgements).SelectMany(cluster => cluster.Members.Select(member => (member, cluster.Id)))
            .ToDictionary(pair => pair.member, pair => pair.Id);
        var offers = profiles.Values.SelectMany(profile => EntityKeys.Offers(profile).Select(key => (key, profile))).ToLookup(pair => pair.key, pair => pair.profile);
        var never = judgements.Where(judgement => !judgement.Same).SelectMany(judgement => new[] { (judgement.A, judgement.B), (judgement.B, judgement.A) }).ToHashSet();
        var joined = judgements.Where(judgement => judgement.Same).SelectMany(judgement => new[] { judgement.A, judgement.B }).ToHashSet();
        var full = clusterOf.ToDictionary();
        foreach (var bare in profiles.Values.Where(profile => profile.IsBare && !joined.Contains(profile.Key)))
        {
            var candidates = EntityKeys.Lookups(bare).SelectMany(key => offers[key]).DistinctBy(profile => profile.Key)
                .Where(profile => !never.Contains((bare.Key, profile.Key))).Select(profile => (profile, full[profile.Key]));
            if (EntityClusters.Bearer(bare, candidates) is { } bearer) clusterOf[bare.Key] = bearer.Cluster;
        }
        foreach (var (at, profile) in profileOf) _entities[at] = clusterOf[profile.Key];
    }

    private void ResolveEvents()
    {
        var reports = Contributions.SelectMany(contribution => contribution.Events.Zip(EventProfile.Of(contribution))
            .Select(pair => (At: new LocalRef(contribution.Article.Id, pair.First.Id), Profile: pair.Second))).ToList();
        var eventOf = EventClusters.Cluster([.. reports.Select(report => report.Profile)]).SelectMany(cluster => cluster.Members.Select(member => (member, cluster.Id)))
            .ToDictionary(pair => pair.member, pair => pair.Id);
        foreach (var (at, profile) in reports) _events[at] = eventOf[profile.Id];
        var wholes = reports.Where(report => report.Profile.PartOf is not null && eventOf[report.Profile.PartOf] != eventOf[report.Profile.Id])
            .OrderBy(report => report.At.Article, StringComparer.Ordinal).ThenBy(report => report.At.Local, StringComparer.Ordinal).GroupBy(report => eventOf[report.Profile.Id], report => eventOf[report.Profile.PartOf!])
            .ToDictionary(group => group.Key, group => group.GroupBy(whole => whole).OrderByDescending(whole => whole.Count()).First().Key);
        Roots = eventOf.Values.Distinct().ToDictionary(id => id, id => Root(id, wholes));
    }

    private static string Root(string id, Dictionary<string, string> wholes)
    {
        var seen = new List<string> { id };
        while (wholes.TryGetValue(seen[^1], out var whole))
        {
            var at = seen.IndexOf(whole);
            if (at >= 0) return seen[at..].Order(StringComparer.Ordinal).First();
            seen.Add(whole);
        }
        return seen[^1];
    }

    private void Compare()
    {
        var claims = Contributions.SelectMany(contribution =>
        {
            var lent = LentClaims.Of(contribution);
            string RootOf(string report) => Roots[_events[new(contribution.Article.Id, report)]];
            return contribution.Claims.SelectMany(claim =>
            {
                var own = claim.Event is null ? null : RootOf(claim.Event);
                var story = lent.TryGetValue(claim.Id, out var main) ? RootOf(main) : null;
                var stands = new List<(string Event, bool IsLent, Contribution Contribution, Claim Claim)>();
                if (own is not null) stands.Add((own, false, contribution, claim));
                if (story is not null && story != own) stands.Add((story, true, contribution, claim));
                return stands;
            });
        });
        Comparisons = [.. claims.GroupBy(claim => claim.Event).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(happening =>
        {
            var stated = happening.ToDictionary(claim => ClaimId(claim.Contribution.Article.Id, claim.Claim.Id), claim => (claim.Contribution, claim.Claim));
            return ClaimGroups.Of(happening.Select(claim => Comparable(claim.Contribution, claim.Claim) with { IsLent = claim.IsLent }))
                .Select(group => new CorpusComparison(happening.Key, group.Metric, ClaimComparer.Compare(group), group.Claims.ToDictionary(claim => claim.Id, claim => stated[claim.Id])));
        })];
    }

    private void CompareStatements()
    {
        var found = new List<CorpusStatements>();
        var articles = Contributions.ToDictionary(contribution => contribution.Article.Id, Words);
        var reported = Contributions.SelectMany(contribution => contribution.Events.Select(report => (Event: _events[new(contribution.Article.Id, report.Id)], contribution.Article.Id))).Distinct();
        foreach (var happening in reported.GroupBy(pair => pair.Event, pair => pair.Id).Where(group => group.Count() >= 2))
            found.AddRange(WordComparer.Compare(happening.Key, Roots[happening.Key] == happening.Key, [.. happening.Select(article => articles[article])]).Select(difference => new CorpusStatements(happening.Key, difference)));
        foreach (var comparison in Comparisons)
            if (SourceComparer.Compare([.. comparison.Claims.Select(item => new SourcedNumber(item.Key, item.Value.Contribution.Article.Id, PublishedAt(item.Value.Contribution.Article),
                item.Value.Claim.AttributedTo is { } source ? _entities[new(item.Value.Contribution.Article.Id, source)] : null,
                ClaimComparer.SourceCalled(item.Value.Claim, item.Value.Contribution), item.Value.Claim.Evidence.Span, item.Value.Claim.Evidence.Sentence))]) is { } sources)
                found.Add(new(comparison.Event, sources with { Aspect = "source/" + comparison.Metric }));
        Statements = [.. found.OrderBy(statements => statements.Event, StringComparer.Ordinal).ThenBy(statements => statements.Result.Aspect, StringComparer.Ordinal)];
    }

    private ArticleWords Words(Contribution contribution)
    {
        var article = contribution.Article;
        string Event(string local) => _events[new(article.Id, local)];
        string? Global(string? local) => local is null ? null : _entities.TryGetValue(new(article.Id, local), out var entity) ? entity : _events.GetValueOrDefault(new(article.Id, local));
        var entities = contribution.Entities.ToDictionary(entity => entity.Id);
        var events = contribution.Events.Select(report => report.Id).ToHashSet();
        return new(article.Id, PublishedAt(article), article.Text)
        {
            Reports = [.. contribution.Events.Select(report => new WordedReport(ClaimId(article.Id, report.Id), Event(report.Id), report.Triggers, report.Evidence.Sentence, Global(report.Place),
                report.Place is null ? null : entities[report.Place].Name, report.Place is not null && GazetteerIds.IsCountry(entities[report.Place].GazetteerId)))],
            Relations = [.. contribution.Relations.Where(relation => events.Contains(relation.Subject) || (relation.Object is not null && events.Contains(relation.Object)))
                .Select(relation => new WordedRelation(ClaimId(article.Id, relation.Id), Global(relation.Subject)!, relation.Predicate, Global(relation.Object), relation.Negated, relation.Evidence.Sentence))],
            Quotes = [.. contribution.Quotes.Select(quote => new WordedQuote(ClaimId(article.Id, quote.Id), Global(quote.Speaker), Global(quote.Via), quote.Kind, quote.Content, quote.Evidence.Sentence))],
            Numbers = [.. contribution.Claims.Select(claim => new WordedNumber(claim.Metric, claim.ValueSpan))],
        };
    }

    internal static DateTimeOffset? PublishedAt(Article article) =>
        article.PublishedAt ?? (article.Published is { } day ? new DateTimeOffset(day.First, default, TimeSpan.Zero) : null);

    private ComparableClaim Comparable(Contribution contribution, Claim claim)
    {
        var article = contribution.Article;
        string? Global(string? local) => local is null ? null : _entities[new(article.Id, local)];
        var limited = ClaimComparer.LimitOf(claim, contribution);
        var scope = limited is null ? null : contribution.Entities.First(entity => entity.Id == limited).Name;
        return new(ClaimId(article.Id, claim.Id), article.Id, article.Outlet,
            PublishedAt(article), claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit, Global(limited), scope, claim.AsOf, Global(claim.AttributedTo), claim.Negated)
        {
            Event = claim.Event is null ? null : _events[new(article.Id, claim.Event)],
            Called = ClaimComparer.SourceCalled(claim, contribution),
            Start = claim.ValueSpan.Start,
            Words = ClaimWords.Of(claim, article.Text),
        };
    }
}
