using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Ingestion;
using Microsoft.Extensions.Time.Testing;

namespace KnowledgeGraph.Server.Tests.Hosting;

public class IdleModelsTests
{
    private static readonly Article Report = new("a", "Ada Lovelace met Charles Babbage in London on Tuesday.", "Meeting", "Outlet", [], null, null, "en", null, [new(new(0, 54), SectionKind.Paragraph)]);

    [Fact]
    public async Task Models_that_nobody_uses_are_let_go_and_loaded_again_when_an_article_comes()
    {
        var time = new FakeTimeProvider();
        var ingestor = new Lazy<Ingestor>(Ingestor.LoadDefault);
        var before = ingestor.Value.Extract(Report);
        using var idle = new IdleModels(ingestor, time);
        await idle.StartAsync(CancellationToken.None);
        for (var i = 0; i < 3_000 && ingestor.Value.IsLoaded; i++)
        {
            time.Advance(IdleModels.Patience);
            await Task.Delay(10);
        }
        await idle.StopAsync(CancellationToken.None);

        Assert.False(ingestor.Value.IsLoaded);
        Assert.Equal(before.Entities.Count, ingestor.Value.Extract(Report).Entities.Count);
        Assert.True(ingestor.Value.IsLoaded);
    }

    [Fact]
    public async Task A_server_that_was_never_brought_an_article_loads_nothing()
    {
        var time = new FakeTimeProvider();
        using var idle = new IdleModels(new(() => throw new InvalidOperationException("loaded")), time);
        await idle.StartAsync(CancellationToken.None);
        time.Advance(3 * IdleModels.Patience);
        await idle.StopAsync(CancellationToken.None);
        Assert.True(idle.ExecuteTask is null or { IsFaulted: false });
    }
}
