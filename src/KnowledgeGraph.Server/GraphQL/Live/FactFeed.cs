using System.Collections.Frozen;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>A fact and the entities and events that it is about.</summary>
internal sealed record AddedFact(string Id, IFact Fact, FrozenSet<string> About);

/// <summary>The facts of articles that were just recorded, read once for all who subscribe.</summary>
public sealed class FactFeed(IGraphStore store, FollowOptions? options = null)
{
    private const int PageSize = 500;

    private readonly SharedCache<(string Id, long Position), string?> _current = new((options ?? new()).KeptArticles);
    private readonly SharedCache<(string Article, long Position), IReadOnlyList<AddedFact>> _facts = new((options ?? new()).KeptArticles);

    /// <summary>All that an article says, by id.</summary>
    internal Task<IReadOnlyList<AddedFact>> OfAsync(Change change, CancellationToken cancellation) =>
        _facts.GetAsync((change.Id, change.Position), key => LoadAsync(key.Article), cancellation);

    /// <summary>The id that an entity or event has at a change; null where there is none.</summary>
    internal Task<string?> CurrentAsync(string id, long position, CancellationToken cancellation) =>
        _current.GetAsync((id, position), key => CurrentAsync(key.Id, CancellationToken.None), cancellation);

    /// <summary>The id that an entity or event has now; null where there is none.</summary>
    internal async Task<string?> CurrentAsync(string id, CancellationToken cancellation) =>
        (await store.Reader.Entities.FindAsync(id, cancellation))?.Id ?? (await store.Reader.Events.FindAsync(id, cancellation))?.Id;

    private async Task<IReadOnlyList<AddedFact>> LoadAsync(string article)
    {
        var facts = new List<AddedFact>();
        await using var reader = await store.OpenSnapshotAsync();
        await AddAsync(reader.Relations, new RelationFilter { Articles = [article] }, r => new(r.Id, new RelationNode(r), Ids(r.Subject.Id, r.Object?.Id, r.Place, r.AttributedTo)));
        await AddAsync(reader.Quotes, new QuoteFilter { Articles = [article] }, q => new(q.Id, new QuoteNode(q), Ids([q.Speaker, q.Addressee, q.Via, .. q.About])));
        await AddAsync(reader.Claims, new ClaimFilter { Articles = [article] }, c => new(c.Id, new ClaimNode(c), Ids(c.Event, c.Scope, c.AttributedTo)));
        await AddAsync(reader.Roles, new RoleFilter { Articles = [article] }, r => new(r.Id, new RoleNode(r), Ids(r.Person, r.Of)));
        await AddAsync(reader.EventReports, new EventReportFilter { Articles = [article] },
            e => new(e.Id, new EventReportNode(e), Ids([e.Event, e.Place, .. e.Participants.Select(participant => participant.Entity)])));
        facts.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return facts;

        async Task AddAsync<T, TFilter, TOrder>(IGraphKind<T, TFilter, TOrder> kind, TFilter filter, Func<T, AddedFact> fact)
            where T : class where TFilter : class, new() where TOrder : struct, Enum
        {
            string? after = null;
            do
            {
                var page = await kind.PageAsync(filter, PageSize, after);
                facts.AddRange(page.Values.Select(fact));
                after = page.HasNext ? page.Items[^1].Cursor : null;
            }
            while (after is not null);
        }
    }

    private static FrozenSet<string> Ids(params ReadOnlySpan<string?> ids)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
            if (id is not null) found.Add(id);
        return found.ToFrozenSet(StringComparer.Ordinal);
    }
}
