using System.Reflection;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Curation;

/// <summary>What mutations of curators have in common: finding what ids stand for, recording judgements, and telling why not.</summary>
public sealed class Curator(GraphSession session, IGraphRecorder recorder, TimeProvider clock)
{
    private const int LongestReason = 1000;
    private const int LongestIdShown = 100;

    /// <summary>What is wrong with the request so far.</summary>
    internal List<IMutationError> Errors { get; } = [];

    internal Task<T> ReadAsync<T>(Func<IGraphReader, Task<T>> read, CancellationToken cancellation) => session.ReadAsync(read, cancellation);

    /// <summary>A judgement, made now.</summary>
    internal Judgement Judge(JudgementKind kind, string subject, string? other, string? value, string who, string? why)
    {
        var now = clock.GetUtcNow();
        var id = Ids.Make("j", kind.ToString(), subject, other ?? "", value ?? "", who, now.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new(id, kind, subject, other, value, who, now, why);
    }

    /// <summary>What a judgement about a fact that was just read holds on to.</summary>
    internal async Task<string> AnchorAsync(string id, StoredEvidence evidence, CancellationToken cancellation) =>
        (await ReadAsync(reader => FactAnchor.FindAsync(reader, evidence.Article, id, cancellation), cancellation))!;

    /// <summary>Records judgements; from then on the request reads what they made of the graph.</summary>
    internal async Task RecordAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation)
    {
        await recorder.JudgeAsync(judgements, cancellation);
        await session.RenewAsync();
    }

    internal async Task WithdrawAsync(IEnumerable<Judgement> judgements, CancellationToken cancellation)
    {
        await recorder.WithdrawJudgementsAsync([.. judgements.Select(judgement => judgement.Id)], cancellation);
        await session.RenewAsync();
    }

    /// <summary>The entities of ids, in their order; what is wrong is added to <see cref="Errors"/>.</summary>
    internal async Task<IReadOnlyList<Entity>> EntitiesAsync(IReadOnlyList<string> ids, string field, int least, int most, CancellationToken cancellation)
    {
        if (!IsCount(ids, field, least, most)) return [];
        var found = await ReadAsync(reader => reader.Entities.FindAsync(ids, cancellation), cancellation);
        for (var i = 0; i < ids.Count; i++)
            if (found[i] is null) Errors.Add(await MissingAsync(ids[i], "Entity", cancellation));
        return [.. found.OfType<Entity>()];
    }

    /// <summary>The entity of an id; null, with the reason in <see cref="Errors"/>, where there is none.</summary>
    internal async Task<Entity?> EntityAsync(string id, CancellationToken cancellation) => (await EntitiesAsync([id], "entity", 1, 1, cancellation)).FirstOrDefault();

    internal bool IsCount(IReadOnlyList<string> ids, string field, int least, int most)
    {
        if (ids.Count >= least && ids.Count <= most) return true;
        Errors.Add(new InvalidInputError($"{field} takes {(least == most ? $"{least}" : $"{least} to {most}")} ids, but {ids.Count} came.", field));
        return false;
    }

    /// <summary>Why there is nothing of the expected type under an id.</summary>
    internal async Task<IMutationError> MissingAsync(string id, string expected, CancellationToken cancellation)
    {
        var shown = id.Length > LongestIdShown ? id[..LongestIdShown] + "..." : id;
        var node = (await ReadAsync(reader => NodeFinder.FindAsync(reader, [id], cancellation), cancellation))[0];
        if (node is null) return new NotFoundError($"Nothing has the id '{shown}': expected the id of {Article(expected)}.", id);
        var found = TypeName(node);
        return new WrongKindError($"'{shown}' is the id of {Article(found)}: expected the id of {Article(expected)}.", id, expected, found);
    }

    /// <summary>The reason as it is recorded.</summary>
    internal string? Reason(string? why)
    {
        if (why is { Length: > LongestReason }) Errors.Add(new InvalidInputError($"why has at most {LongestReason} characters, but {why.Length} came.", "why"));
        return string.IsNullOrWhiteSpace(why) ? null : why.Trim();
    }

    /// <summary>Judgements of a kind that are about two of some entities (or, for one entity, about it alone).</summary>
    internal async Task<IReadOnlyList<JudgementNode>> AboutAsync(JudgementKind kind, IReadOnlyCollection<string> entities, CancellationToken cancellation)
    {
        var judgements = (await ReadAsync(reader => reader.JudgementsAsync(cancellation), cancellation)).Where(judgement => judgement.Kind == kind).ToList();
        if (judgements.Count == 0) return [];
        var sides = await ReadAsync(reader => JudgementSides.FindAsync(reader, judgements, cancellation), cancellation);
        bool Concerns(string? anchor) => anchor is null || (sides.TryGetValue(anchor, out var entity) && entities.Contains(entity.Id));
        return [.. judgements.Where(judgement => Concerns(judgement.Subject) && Concerns(judgement.Other)).Select(judgement => new JudgementNode(judgement))];
    }

    internal static string Named(IEnumerable<Entity> entities) => string.Join(" and ", entities.Select(entity => entity.Name).Distinct());

    private static string TypeName(INode node) => node.GetType().GetCustomAttribute<ObjectTypeAttribute>()?.Name ?? node.GetType().Name;

    private static string Article(string type) => (type[0] is 'A' or 'E' or 'O' ? "an " : "a ") + type;
}
