using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Pages, look-ups and counts of one kind. A kind says which label (as <c>f</c>), which conditions, which order and how a row is read. Pages go on
/// from a key and are never counted through.
/// </summary>
internal abstract class Neo4jKind<T, TFilter, TOrder>(Neo4jAccess access) : IGraphKind<T, TFilter, TOrder>
    where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    protected sealed record Row(IRecord Record, TFilter? Filter);

    /// <summary>The kind's name in cursors.</summary>
    protected abstract string Name { get; }

    protected abstract string Label { get; }

    /// <summary>What a row holds besides its id and key.</summary>
    protected virtual string Columns => "f.json AS json";

    /// <summary>The property that orders, and whether it falls.</summary>
    protected abstract (string Key, bool Falling) Order(TOrder order);

    protected abstract Task WhereAsync(TFilter filter, CypherWhere where);

    protected virtual T Read(IRecord row) => JsonSerializer.Deserialize<T>(row.Get<string>("json"), ContributionJson.Options)!;

    protected virtual Task<IReadOnlyList<T>> CompleteAsync(CypherSession session, IReadOnlyList<Row> rows) => Task.FromResult<IReadOnlyList<T>>([.. rows.Select(row => Read(row.Record))]);

    /// <summary>From ids asked for to those that nodes have.</summary>
    protected virtual Task<Dictionary<string, string>> ResolveAsync(CypherSession session, IReadOnlyList<string> ids) => Task.FromResult(ids.Distinct().ToDictionary(id => id));

    public Task<IReadOnlyList<T?>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) =>
        access.ReadAsync(session => FindAsync(session, ids), cancellation);

    public Task<IReadOnlyList<Page<T>>> PageAsync(IReadOnlyList<PageQuery<TFilter, TOrder>> queries, CancellationToken cancellation = default) => access.ReadAsync<IReadOnlyList<Page<T>>>(async session =>
    {
        var pages = new List<Page<T>>();
        foreach (var query in queries) pages.Add(await PageAsync(session, query).ConfigureAwait(false));
        return pages;
    }, cancellation);

    public Task<IReadOnlyList<long>> CountAsync(IReadOnlyList<TFilter> filters, CancellationToken cancellation = default) => access.ReadAsync<IReadOnlyList<long>>(async session =>
    {
        var counts = new List<long>();
        foreach (var filter in filters)
        {
            var where = new CypherWhere(session);
            await WhereAsync(filter, where).ConfigureAwait(false);
            counts.Add(await session.NumberAsync($"MATCH {session.Node("f", Label)}{where} RETURN count(f)", where.Values).ConfigureAwait(false));
        }
        return counts;
    }, cancellation);

    internal async Task<IReadOnlyList<T?>> FindAsync(CypherSession session, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return [];
        var resolved = await ResolveAsync(session, ids).ConfigureAwait(false);
        var rows = await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("f", Label)} WHERE f.id = id AND {session.Seen("f")} RETURN f.id AS id, {Columns}", ("ids", resolved.Values.Distinct().ToList())).ConfigureAwait(false);
        var values = await CompleteAsync(session, [.. rows.Select(row => new Row(row, null))]).ConfigureAwait(false);
        var byId = new Dictionary<string, T>();
        for (var i = 0; i < rows.Count; i++) byId.TryAdd(rows[i].Get<string>("id"), values[i]);
        return [.. ids.Select(id => resolved.TryGetValue(id, out var live) ? byId.GetValueOrDefault(live) : null)];
    }

    private async Task<Page<T>> PageAsync(CypherSession session, PageQuery<TFilter, TOrder> query)
    {
        PageSize.Check(query.Size);
        var fingerprint = Cursors.Fingerprint(Name, query.Filter, query.Order);
        (object Key, string Id)? after = query.After is null ? null : Cursors.Read(query.After, fingerprint), before = query.Before is null ? null : Cursors.Read(query.Before, fingerprint);
        var where = new CypherWhere(session);
        await WhereAsync(query.Filter, where).ConfigureAwait(false);
        var (key, falling) = Order(query.Order);
        where.Add($"{key} IS NOT NULL"); // Always so; said, it lets the server walk the key's index in order.
        if (after is { } from) where.Add(Beyond(where, key, falling ? "<" : ">", ">", from));
        if (before is { } to) where.Add(Beyond(where, key, falling ? ">" : "<", "<", to));
        var rows = await session.QueryAsync(Stretch(session, where, key, falling != query.FromEnd, query.FromEnd, query.Size + 1), where.Values).ConfigureAwait(false);
        var more = rows.Count > query.Size;
        if (more) rows.RemoveAt(query.Size);
        if (query.FromEnd) rows.Reverse();
        var values = await CompleteAsync(session, [.. rows.Select(row => new Row(row, query.Filter))]).ConfigureAwait(false);
        var items = rows.Select((row, index) => new PageItem<T>(values[index], Cursors.Write(fingerprint, row["key"]!, row.Get<string>("id")))).ToList();
        return new(items, query.FromEnd ? before is not null : more, query.FromEnd ? more : after is not null);
    }

    // The first rows in order. Where parts of the conditions have indexes that give the order, each part is walked no further than that; a node that
    // passes several comes once. The server takes such an index only where the property that the part fixes leads the order, and where a range is asked
    // of the key, which is a number: this one holds all.
    private string Stretch(CypherSession session, CypherWhere where, string key, bool falling, bool idFalling, int limit)
    {
        string by = falling ? "DESC" : "ASC", byId = idFalling ? "DESC" : "ASC";
        string Walk(string conditions, string lead) =>
            $"MATCH {session.Node("f", Label)}{conditions} RETURN f.id AS id, {key} AS key, {Columns} ORDER BY {lead}{key} {by}, f.id {byId} LIMIT {limit}";
        var parts = where.Parts().Select(part => part.Fixed is null ? Walk(part.Conditions, "") : Walk($"{part.Conditions} AND {key} >= -1.0E308", $"{part.Fixed} {by}, ")).ToList();
        return parts.Count == 1 ? parts[0] : $"CALL () {{ {string.Join(" UNION ", parts)} }} RETURN * ORDER BY key {by}, id {byId} LIMIT {limit}";
    }

    // The first condition alone lets the index begin at the cursor.
    private static string Beyond(CypherWhere where, string key, string keyOn, string idOn, (object Key, string Id) at)
    {
        var value = where.Value(at.Key);
        return $"{key} {keyOn}= {value} AND ({key} {keyOn} {value} OR f.id {idOn} {where.Value(at.Id)})";
    }

    protected static (string, bool) FactOrderOf(FactOrder order) => order switch
    {
        FactOrder.Time => ("f.day", false),
        FactOrder.ConfidenceDescending => ("f.confidence", true),
        _ => ("f.day", true),
    };
}
