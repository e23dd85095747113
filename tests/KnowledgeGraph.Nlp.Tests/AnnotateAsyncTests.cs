using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Nlp.Tests;

[Collection(ModelCollection.Name)]
public class AnnotateAsyncTests(ModelFixture fixture)
{
    private static async IAsyncEnumerable<string> Texts(int count, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var i = 0; i < count; i++)
        {
            if (i % 10 == 0) await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            yield return string.Concat(Enumerable.Repeat($"Report {i} of Kyiv. ", 1 + i % 7 * i % 40));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Results_come_in_the_order_of_the_texts(int degree)
    {
        var expected = new List<string>();
        await foreach (var text in Texts(200)) expected.Add(text);
        var actual = new List<string>();
        await foreach (var doc in fixture.Model.AnnotateAsync(Texts(200), degree)) actual.Add(doc.Text);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task A_text_that_is_there_is_not_kept_waiting_for_the_next()
    {
        var more = new TaskCompletionSource();
        await using var docs = fixture.Model.AnnotateAsync(Slowly(), 2).GetAsyncEnumerator();
        Assert.True(await docs.MoveNextAsync());
        Assert.Equal("First.", docs.Current.Text);
        more.SetResult();
        Assert.True(await docs.MoveNextAsync());
        Assert.Equal("Second.", docs.Current.Text);
        Assert.False(await docs.MoveNextAsync());

        async IAsyncEnumerable<string> Slowly()
        {
            yield return "First.";
            await more.Task;
            yield return "Second.";
        }
    }

    [Fact]
    public async Task No_more_texts_are_read_than_a_few_batches_ahead()
    {
        var read = 0;
        await using (var docs = fixture.Model.AnnotateAsync(Counting(), 1).GetAsyncEnumerator())
        {
            for (var i = 0; i < 3; i++) Assert.True(await docs.MoveNextAsync());
            Assert.InRange(read, 3, 32 * 5);
        }

        async IAsyncEnumerable<string> Counting()
        {
            while (true)
            {
                read++;
                yield return "One.";
                await Task.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task An_error_of_the_source_reaches_the_reader_after_what_came_before()
    {
        var seen = new List<string>();
        var error = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var doc in fixture.Model.AnnotateAsync(Failing(), 2)) seen.Add(doc.Text);
        });
        Assert.Equal("gone", error.Message);
        Assert.Equal(["One."], seen);

        static async IAsyncEnumerable<string> Failing()
        {
            yield return "One.";
            await Task.Yield();
            throw new IOException("gone");
        }
    }

    [Fact]
    public async Task Cancellation_ends_the_stream()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in fixture.Model.AnnotateAsync(Texts(int.MaxValue), 2, cancellation.Token)) await cancellation.CancelAsync();
        });
    }
}
