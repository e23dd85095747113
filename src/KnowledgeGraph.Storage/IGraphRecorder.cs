using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// The second face: puts entries into the two logs and brings the computed graph up to date with them, in one transaction a call.
/// When a call returns, its entries survive a crash; when it throws, none of them is there.
/// </summary>
public interface IGraphRecorder
{
    /// <summary>
    /// Adds contributions. One whose article is there with equal content changes nothing; one whose article is there otherwise
    /// replaces it whole. Two with one article id in a call: the one that is ordinally last in its JSON form stays.
    /// </summary>
    Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default);

    /// <summary>Takes articles out, as if they had never been read. Unknown ids are counted as <see cref="RecordResult.Unchanged"/>.</summary>
    Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default);

    /// <summary>Records judgements; one with an id that is there already changes nothing.</summary>
    Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default);

    /// <summary>Undoes judgements by taking them out of their log.</summary>
    Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default);
}

/// <summary>What a call to the recorder did.</summary>
/// <param name="Added">Entries new in a log.</param>
/// <param name="Replaced">Contributions that took the place of an older one.</param>
/// <param name="Withdrawn">Entries taken out.</param>
/// <param name="Unchanged">Entries that were there already, or were not there to be withdrawn.</param>
/// <param name="Position">The change log's newest position after the call.</param>
public sealed record RecordResult(int Added, int Replaced, int Withdrawn, int Unchanged, long Position)
{
    /// <summary>Ids of the articles that a call to <see cref="IGraphRecorder.RecordAsync"/> found there with equal content.</summary>
    public IReadOnlyCollection<string> UnchangedArticles { get; init; } = [];

    /// <summary>Ids of the articles whose older version such a call replaced.</summary>
    public IReadOnlyCollection<string> ReplacedArticles { get; init; } = [];

    /// <summary>What this call and a later one did together.</summary>
    public RecordResult And(RecordResult later) =>
        new(Added + later.Added, Replaced + later.Replaced, Withdrawn + later.Withdrawn, Unchanged + later.Unchanged, later.Position)
        {
            UnchangedArticles = [.. UnchangedArticles, .. later.UnchangedArticles],
            ReplacedArticles = [.. ReplacedArticles, .. later.ReplacedArticles],
        };
}

/// <summary>What callers do with a recorder.</summary>
public static class GraphRecorderExtensions
{
    /// <summary>
    /// Records contributions in one call; where the store has too little memory for so many at once (<see cref="StoreFailure.TooMuch"/>), in halves,
    /// each of which is kept or refused as a whole.
    /// </summary>
    public static async Task<RecordResult> RecordInPartsAsync(this IGraphRecorder recorder, IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default)
    {
        try { return await recorder.RecordAsync(contributions, cancellation).ConfigureAwait(false); }
        catch (GraphStoreException e) when (e.Failure == StoreFailure.TooMuch && contributions.Count > 1)
        {
            var half = contributions.Count / 2;
            var first = await recorder.RecordInPartsAsync([.. contributions.Take(half)], cancellation).ConfigureAwait(false);
            return first.And(await recorder.RecordInPartsAsync([.. contributions.Skip(half)], cancellation).ConfigureAwait(false));
        }
    }
}
