using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Recording;

public sealed class RecordInPartsTests
{
    [Theory]
    [InlineData(7, 10, new[] { 7 })]
    [InlineData(7, 3, new[] { 3, 2, 2 })]
    [InlineData(2, 1, new[] { 1, 1 })]
    public async Task What_is_too_much_at_once_is_recorded_in_halves_and_in_order(int articles, int most, int[] parts)
    {
        var recorder = new SmallRecorder(most);
        var result = await recorder.RecordInPartsAsync([.. Enumerable.Range(0, articles).Select(Article)]);
        Assert.Equal((articles, articles), (result.Added, (int)result.Position));
        Assert.Equal(parts, recorder.Parts.Select(part => part.Count));
        Assert.Equal(Enumerable.Range(0, articles).Select(number => Article(number).Article.Id), recorder.Parts.SelectMany(part => part));
    }

    [Fact]
    public async Task One_article_that_is_too_much_is_refused() =>
        Assert.Equal(StoreFailure.TooMuch, (await Assert.ThrowsAsync<GraphStoreException>(() => new SmallRecorder(0).RecordInPartsAsync([Article(0), Article(1)]))).Failure);

    private static Contribution Article(int number) => new ReportBuilder($"The ferry of line {number} was late.").Build();

    private sealed class SmallRecorder(int most) : IGraphRecorder
    {
        public List<List<string>> Parts { get; } = [];

        public Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default)
        {
            if (contributions.Count > most) throw new GraphStoreException(StoreFailure.TooMuch, "so many");
            Parts.Add([.. contributions.Select(contribution => contribution.Article.Id)]);
            return Task.FromResult(new RecordResult(contributions.Count, 0, 0, 0, Parts.Sum(part => part.Count)));
        }

        public Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
