using System.Collections.Concurrent;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>A recorder that keeps contributions in memory and fails as it is told to.</summary>
public sealed class ScriptedRecorder : IGraphRecorder
{
    /// <summary>While it is open, nothing is recorded.</summary>
    public TaskCompletionSource? Gate { get; init; }

    public Func<Article, bool> Refuses { get; init; } = _ => false;

    public Exception? Failure { get; init; }

    public ConcurrentDictionary<string, Contribution> Recorded { get; } = new(StringComparer.Ordinal);

    /// <summary>How many articles came at once, each time.</summary>
    public ConcurrentQueue<int> Batches { get; } = new();

    public async Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default)
    {
        Batches.Enqueue(contributions.Count);
        if (Gate is { } gate) await gate.Task;
        if (Failure is { } failure) throw failure;
        if (contributions.Any(c => Refuses(c.Article))) throw new GraphRequestException("the article is poison");
        var unchanged = contributions.Where(c => Recorded.TryGetValue(c.Article.Id, out var old) && old.Article.Text == c.Article.Text).Select(c => c.Article.Id).ToList();
        foreach (var contribution in contributions) Recorded[contribution.Article.Id] = contribution;
        return new(contributions.Count - unchanged.Count, 0, 0, unchanged.Count, 0) { UnchangedArticles = unchanged };
    }

    public Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default) => throw new NotSupportedException();
}

/// <summary>The language model, loaded once for the tests of a class.</summary>
public sealed class LoadedIngestor
{
    public Lazy<Ingestor> Ingestor { get; } = new(KnowledgeGraph.Server.Ingestion.Ingestor.LoadDefault);
}
