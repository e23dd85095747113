using System.Globalization;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>What curators decided.</summary>
[QueryType]
public static class CurationQueries
{
    /// <summary>Judgements in force, newest first.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static async Task<Connection<JudgementNode>> GetJudgementsAsync(
        PagingArguments paging, GraphSession session, CancellationToken cancellation, JudgementFilterInput? filter = null)
    {
        var all = (await session.ReadAsync(reader => reader.JudgementsAsync(cancellation), cancellation)).Where(judgement => filter?.Passes(judgement) is not false)
            .OrderByDescending(judgement => judgement.When).ThenBy(judgement => judgement.Id, StringComparer.Ordinal).ToList();
        var from = paging.After is { } after ? all.FindIndex(judgement => IsPast(judgement, after)) : 0;
        if (from < 0) from = all.Count;
        var to = paging.Before is { } before ? all.FindLastIndex(judgement => IsAhead(judgement, before)) + 1 : all.Count;
        var here = all[from..Math.Max(from, to)];
        var page = paging.IsBackward ? here.TakeLast(paging.Size).ToList() : here.Take(paging.Size).ToList();
        var first = page.Count == 0 ? from : all.IndexOf(page[0]);
        return Connection<JudgementNode>.Create(
            page.Select(judgement => new JudgementNode(judgement)), node => Cursor(node.Data), first + page.Count < all.Count, first > 0, _ => new(all.Count));
    }

    private static string Cursor(Judgement judgement) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"judgement:{judgement.When.UtcTicks}:{judgement.Id}")));

    private static bool IsPast(Judgement judgement, string cursor) =>
        Read(cursor) is var (ticks, id) && (judgement.When.UtcTicks < ticks || (judgement.When.UtcTicks == ticks && string.CompareOrdinal(judgement.Id, id) > 0));

    private static bool IsAhead(Judgement judgement, string cursor) =>
        Read(cursor) is var (ticks, id) && (judgement.When.UtcTicks > ticks || (judgement.When.UtcTicks == ticks && string.CompareOrdinal(judgement.Id, id) < 0));

    private static (long Ticks, string Id) Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (cursor.Length <= 600 && Convert.TryFromBase64String(cursor, bytes, out var written)
            && System.Text.Encoding.UTF8.GetString(bytes[..written]).Split(':', 3) is ["judgement", var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var when))
            return (when, id);
        throw BadInput.Of("The cursor is not one of the judgements: use the cursors that their pages give.");
    }
}
