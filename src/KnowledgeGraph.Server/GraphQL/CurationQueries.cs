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
        return KeysetPages.Cut(all, paging, "judgements", judgement => [judgement.When.UtcTicks.ToString(CultureInfo.InvariantCulture), judgement.Id],
            (judgement, key) => Compare(judgement, long.TryParse(key[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0, key[1]), judgement => new JudgementNode(judgement));
    }

    private static int Compare(Judgement judgement, long ticks, string id) =>
        judgement.When.UtcTicks != ticks ? ticks.CompareTo(judgement.When.UtcTicks) : string.CompareOrdinal(judgement.Id, id);
}
