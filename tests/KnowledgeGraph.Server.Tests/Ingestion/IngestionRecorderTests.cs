using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Ingestion;

/// <summary>How the single writer takes what is extracted together.</summary>
public sealed class IngestionRecorderTests
{
    private static readonly IngestionOptions s_patient = new() { LargestBatch = 4, BatchTime = TimeSpan.FromHours(1), BatchWait = TimeSpan.FromHours(1) };

    private readonly ScriptedRecorder _store = new();
    private bool _isMoreComing = true;

    [Fact]
    public async Task Articles_of_a_pile_wait_for_those_that_are_being_extracted()
    {
        var (recorder, running) = Start(s_patient);
        for (var i = 0; i < 4; i++)
        {
            recorder.Add(Job(i, IngestionLane.Bulk));
            // Time in which one that waits for nothing records.
            await Task.Delay(50);
        }

        recorder.Complete();
        await running;

        Assert.Equal([4], _store.Batches);
    }

    [Theory]
    [InlineData(false, 3_600_000, "nothing more is coming")]
    [InlineData(true, 20, "nothing came in time")]
    public async Task An_article_of_a_pile_is_recorded_alone_where_none_joins_it(bool isMoreComing, int milliseconds, string why)
    {
        _isMoreComing = isMoreComing;
        var (recorder, running) = Start(s_patient with { BatchWait = TimeSpan.FromMilliseconds(milliseconds) });

        recorder.Add(Job(0, IngestionLane.Bulk));
        while (_store.Recorded.IsEmpty && !running.IsCompleted) await Task.Delay(10);

        recorder.Complete();
        await running;
        Assert.True(_store.Batches.SequenceEqual([1]), why);
    }

    [Fact]
    public async Task A_client_does_not_wait_for_a_pile_to_come_together()
    {
        var (recorder, running) = Start(s_patient);
        recorder.Add(Job(0, IngestionLane.Bulk));
        await Task.Delay(50);

        recorder.Add(Job(1, IngestionLane.Interactive));
        while (_store.Recorded.Count < 2 && !running.IsCompleted) await Task.Delay(10);

        recorder.Complete();
        await running;
        Assert.Equal([1, 1], _store.Batches);
    }

    private (IngestionRecorder Recorder, Task Running) Start(IngestionOptions options)
    {
        var recorder = new IngestionRecorder(_store, options, TimeProvider.System, () => _isMoreComing, _ => false, (_, outcome) => Assert.Null(outcome.Cause));
        return (recorder, Task.Run(recorder.RunAsync));
    }

    private static IngestionJob Job(int number, IngestionLane lane)
    {
        var article = ArticleReader.FromText($"Article number {number}.");
        return new(new IngestionLog(TimeProvider.System).Open($"article {number}", lane), article, null) { Contribution = Contribution.Empty(article, "none", "a test") };
    }
}
