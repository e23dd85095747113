using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>The store's recorder; who follows the change log is told at once of what it wrote.</summary>
internal sealed class WakingRecorder(IGraphRecorder inner, ChangeFollower follower) : IGraphRecorder
{
    public Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default) =>
        ThenWakeAsync(inner.RecordAsync(contributions, cancellation));

    public Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
        ThenWakeAsync(inner.WithdrawAsync(articleIds, cancellation));

    public Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default) =>
        ThenWakeAsync(inner.JudgeAsync(judgements, cancellation));

    public Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default) =>
        ThenWakeAsync(inner.WithdrawJudgementsAsync(judgementIds, cancellation));

    private async Task<RecordResult> ThenWakeAsync(Task<RecordResult> recording)
    {
        var result = await recording;
        follower.Wake();
        return result;
    }
}
