using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Pages, look-ups and counts of one kind. A kind says which table (as <c>f</c>), which conditions, which order and how a row is read; rows are read
/// first and completed together, so that texts and ids come in one look-up for all.
/// </summary>
internal abstract class SqliteKind<T, TFilter, TOrder, TRow>(SqliteAccess access) : IGraphKind<T, TFilter, TOrder>
    where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    protected abstract string Name { get; }

    /// <summary>From what: the kind's own table is <c>f</c> and comes first.</summary>
    protected abstract string From { get; }

    protected abstract string Columns { get; }

    /// <summary>Ordering expression, and whether it falls.</summary>
    protected abstract (string Key, bool Falling) Order(TOrder order);

    /// <summary>Whether indexes have an order within what filters pass, so that a page is a stretch of one.</summary>
    protected virtual bool IsWalked(TOrder order) => true;

    protected abstract void Where(TFilter filter, SqlWhere where);

    /// <summary>Reads a row whose column 1 is the id and whose columns from <see cref="First"/> on are <see cref="Columns"/>.</summary>
    protected abstract TRow Read(SqliteDataReader row);

    /// <summary>Gives a row what completing it needs to know of the filter.</summary>
    protected virtual TRow Adjust(TFilter filter, TRow row) => row;

    /// <summary>Where <see cref="Columns"/> begin.</summary>
    protected const int First = 2;

    protected abstract IReadOnlyList<T> Complete(SqlSession session, IReadOnlyList<TRow> rows);

    /// <summary>Rows of ids, each with the id that was asked for.</summary>
    protected virtual List<(string Asked, TRow Row)> FindRows(SqlSession session, string ids) =>
        session.Query($"SELECT f.id, f.id, {Columns} FROM {From} WHERE f.id IN (SELECT value FROM json_each($1))", row => (row.GetString(0), Read(row)), ids);

    public Task<IReadOnlyList<T?>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) =>
        access.RunAsync<IReadOnlyList<T?>>(session => Find(session, ids), cancellation);

    public Task<IReadOnlyList<Page<T>>> PageAsync(IReadOnlyList<PageQuery<TFilter, TOrder>> queries, CancellationToken cancellation = default) =>
        access.RunAsync<IReadOnlyList<Page<T>>>(session => Pages(session, queries, cancellation), cancellation);

    public Task<IReadOnlyList<long>> CountAsync(IReadOnlyList<TFilter> filters, CancellationToken cancellation = default) =>
        access.RunAsync<IReadOnlyList<long>>(session => [.. filters.Select(filter => Count(session, filter))], cancellation);

    internal IReadOnlyList<T?> Find(SqlSession session, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return [];
        var rows = FindRows(session, System.Text.Json.JsonSerializer.Serialize(ids.Distinct()));
        var values = Complete(session, [.. rows.Select(row => row.Row)]);
        var byId = new Dictionary<string, T>();
        for (var i = 0; i < rows.Count; i++) byId.TryAdd(rows[i].Asked, values[i]);
        return [.. ids.Select(id => byId.GetValueOrDefault(id))];
    }

    private List<Page<T>> Pages(SqlSession session, IReadOnlyList<PageQuery<TFilter, TOrder>> queries, CancellationToken cancellation)
    {
        var cuts = new List<Cut>();
        foreach (var query in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            cuts.Add(CutOf(session, query));
        }
        var values = Complete(session, [.. cuts.SelectMany(cut => cut.Rows.Select(row => row.Row))]);
        var pages = new List<Page<T>>();
        var at = 0;
        foreach (var cut in cuts)
        {
            var items = cut.Rows.Select(row => new PageItem<T>(values[at++], Cursors.Write(cut.Fingerprint, row.Key, row.Id))).ToList();
            pages.Add(new(items, cut.HasNext, cut.HasPrevious));
        }
        return pages;
    }

    private readonly record struct Keyed(object Key, string Id, TRow Row);

    private sealed record Cut(string Fingerprint, List<Keyed> Rows, bool HasNext, bool HasPrevious);

    private Cut CutOf(SqlSession session, PageQuery<TFilter, TOrder> query)
    {
        PageSize.Check(query.Size);
        var fingerprint = Cursors.Fingerprint(Name, query.Filter, query.Order);
        (object Key, string Id)? after = query.After is null ? null : Cursors.Read(query.After, fingerprint), before = query.Before is null ? null : Cursors.Read(query.Before, fingerprint);
        var rows = Walk(session, query, after, before, query.Size + 1);
        var more = rows.Count > query.Size;
        if (more) rows.RemoveAt(query.Size);
        if (query.FromEnd) rows.Reverse();
        return new(fingerprint, rows, query.FromEnd ? before is not null : more, query.FromEnd ? more : after is not null);
    }

    // From a cursor on: first what has the cursor's key and a later id, then what has a later key. Each is one stretch of an index.
    private List<Keyed> Walk(SqlSession session, PageQuery<TFilter, TOrder> query, (object Key, string Id)? after, (object Key, string Id)? before, int limit)
    {
        var (start, end) = query.FromEnd ? (before, after) : (after, before);
        var rows = new List<Keyed>();
        if (start is { } ties) rows.AddRange(Stretch(session, query, (ties, true), end, limit));
        if (rows.Count < limit) rows.AddRange(Stretch(session, query, start is null ? null : (start.Value, false), end, limit - rows.Count));
        return rows;
    }

    private List<Keyed> Stretch(SqlSession session, PageQuery<TFilter, TOrder> query, ((object Key, string Id) At, bool Ties)? start, (object Key, string Id)? end, int limit)
    {
        var (key, falling) = Order(query.Order);
        var where = new SqlWhere(session);
        Where(query.Filter, where);
        if (query.FromEnd) falling = !falling;
        var isFew = where.IsSelective && !where.IsIndexed;
        var drive = isFew && key == "f.day" ? where.Drive : null;
        var at = drive?.Day ?? key;
        var (keyOn, idOn) = (falling ? "<" : ">", query.FromEnd ? "<" : ">");
        if (start is { } from)
            where.Add(from.Ties ? $"{at} = {where.Value(from.At.Key)} AND f.id {idOn} {where.Value(from.At.Id)}" : $"{at} {keyOn} {where.Value(from.At.Key)}");
        if (end is { } to)
        {
            var (keyBack, idBack) = (falling ? ">" : "<", query.FromEnd ? ">" : "<");
            where.Add($"({at} {keyBack} {where.Value(to.Key)} OR ({at} = {where.Value(to.Key)} AND f.id {idBack} {where.Value(to.Id)}))");
        }
        string by = falling ? "DESC" : "ASC", byId = query.FromEnd ? "DESC" : "ASC";
        Keyed Row(SqliteDataReader row) => new(row.GetValue(0), row.GetString(1), Adjust(query.Filter, Read(row)));
        // What passes is ordered by key and id alone; only what is shown is read whole.
        List<Keyed> Shown(string of, string conditions, string order) => session.Query(
            $"SELECT {key}, f.id, {Columns} FROM {From} WHERE f.id IN (SELECT f.id FROM {of}{conditions} ORDER BY {order} {by}, f.id {byId} LIMIT {limit}) ORDER BY +{key} {by}, f.id {byId}", Row, [.. where.Values]);
        if (drive is not null) return Shown(drive.From, where.Driven(), drive.Day);
        var parts = where.Parts().Select(part => isFew || !IsWalked(query.Order) ? Shown(CountFrom(where), part, "+" + key)
            : session.Query($"SELECT {key}, f.id, {Columns} FROM {From}{part} ORDER BY {key} {by}, f.id {byId} LIMIT {limit}", Row, [.. where.Values])).ToList();
        return parts.Count == 1 ? parts[0] : Merge(parts, falling, query.FromEnd, limit);
    }

    // The first of several ordered lists, in which a row may stand more than once.
    private static List<Keyed> Merge(List<List<Keyed>> parts, bool falling, bool idFalling, int limit)
    {
        var order = Comparer<Keyed>.Create((a, b) =>
        {
            var keys = a.Key is string text ? string.CompareOrdinal(text, (string)b.Key) : Convert.ToDouble(a.Key, System.Globalization.CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b.Key, System.Globalization.CultureInfo.InvariantCulture));
            if (keys != 0) return falling ? -keys : keys;
            var ids = string.CompareOrdinal(a.Id, b.Id);
            return idFalling ? -ids : ids;
        });
        return [.. parts.SelectMany(part => part).DistinctBy(row => row.Id).Order(order).Take(limit)];
    }

    private long Count(SqlSession session, TFilter filter)
    {
        var where = new SqlWhere(session);
        Where(filter, where);
        return where.Counted().Sum(part => part.Sign * session.Number($"SELECT count(*) FROM {CountFrom(where)}{part.Conditions}", [.. where.Values])!.Value);
    }

    /// <summary>From what to count: <see cref="From"/> without the joins that no condition needs.</summary>
    protected virtual string CountFrom(SqlWhere where) => From;
}
