using System.Text.Json;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// The lists of neighbours (<see cref="NeighbourList"/>) as rows: those of one entity lie side by side. A row's number is the entity's times 2^32, plus the row number from
/// which on neighbours are in its list: 0 in the first.
/// </summary>
internal sealed class SqliteNeighbours(SqlSession session)
{
    private const int EntityBits = 32;

    /// <summary>Takes one neighbour of an entity; what was read of it stays valid until the next.</summary>
    public delegate void Visit(long entity, in NeighbourList.Reader neighbour);

    /// <summary>Shows each neighbour of some entities, an entity itself among its own where relations lead from it to it.</summary>
    public void Read(IEnumerable<long> entities, Visit visit) =>
        session.Read("SELECT s.n, s.links FROM json_each($1) c CROSS JOIN neighbour s ON s.n BETWEEN c.value << 32 AND (c.value << 32) + 4294967295", row =>
        {
            var entity = row.GetInt64(0) >> EntityBits;
            var neighbour = new NeighbourList.Reader(row.Bytes(1));
            while (neighbour.Next()) visit(entity, neighbour);
            return true;
        }, JsonSerializer.Serialize(entities));

    /// <summary>Brings the lists in step with the links between two entities each.</summary>
    public void Refresh(IReadOnlyCollection<(long, long)> pairs)
    {
        var changes = new SortedDictionary<(long Entity, long Other), Neighbour>();
        foreach (var (a, b) in pairs)
        {
            var links = session.Query("SELECT subject, relations FROM link WHERE subject = $1 AND object = $2 UNION ALL SELECT subject, relations FROM link WHERE subject = $2 AND object = $1 AND $1 <> $2",
                row => (Subject: row.GetInt64(0), Relations: row.GetInt32(1)), a, b).OrderByDescending(link => link.Relations).ToLookup(link => link.Subject, link => link.Relations);
            changes[(a, b)] = new(b, a == b ? 0 : links[b].Sum(), [.. links[a]]);
            changes[(b, a)] = new(a, a == b ? 0 : links[a].Sum(), [.. links[b]]);
        }
        foreach (var ofEntity in changes.GroupBy(change => change.Key.Entity, change => change.Value))
        {
            var own = new Queue<Neighbour>(ofEntity);
            while (own.Count > 0) Change(ofEntity.Key << EntityBits, own);
        }
    }

    // Of the changes those that the first one's list is to have.
    private void Change(long from, Queue<Neighbour> changes)
    {
        var end = from + (1L << EntityBits);
        var (row, list) = session.Query("SELECT n, links FROM neighbour WHERE n BETWEEN $1 AND $2 ORDER BY n DESC LIMIT 1", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), from, from + changes.Peek().Other)
            .DefaultIfEmpty((from, [])).Single();
        var next = session.Number("SELECT min(n) FROM neighbour WHERE n > $1 AND n < $2", row, end) ?? end;
        var neighbours = new SortedDictionary<long, Neighbour>(NeighbourList.Read(list).ToDictionary(neighbour => neighbour.Other));
        while (changes.TryPeek(out var change) && from + change.Other < next)
            if (changes.Dequeue() is { Incoming: 0, Outgoing: [] }) neighbours.Remove(change.Other);
            else neighbours[change.Other] = change;
        if (neighbours.Count == 0) session.Execute("DELETE FROM neighbour WHERE n = $1", row);
        foreach (var (index, (first, bytes)) in NeighbourList.Write([.. neighbours.Values]).Index())
            session.Execute("INSERT INTO neighbour (n, links) VALUES ($1, $2) ON CONFLICT DO UPDATE SET links = $2", index == 0 ? row : from + first, bytes);
    }
}
