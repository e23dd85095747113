using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Ingestion;

public sealed class WithdrawArticleTests : IAsyncLifetime
{
    private ServedGraph _graph = null!;

    public async Task InitializeAsync() => _graph = await ServedGraph.OfAsync(Repository.PathOf("samples"));

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task A_withdrawn_article_is_out_of_what_the_same_request_reads_afterwards()
    {
        var before = await _graph.AskAsync("{ statistics { articles } articles(first: 1) { nodes { id } } }");
        var id = before["articles"].Nodes()[0].At("id");

        var answer = await _graph.AskAsync($"mutation {{ withdrawArticle(input: {{ articleId: \"{id}\" }}) {{ articleId errors {{ message }} }} }}");
        var after = await _graph.AskAsync($"{{ statistics {{ articles }} article(id: \"{id}\") {{ id }} }}");

        Assert.Equal(id, answer.At("withdrawArticle.articleId"));
        Assert.Empty(answer["withdrawArticle"]!["errors"]!.AsArray());
        Assert.Equal(before.NumberAt("statistics.articles") - 1, after.NumberAt("statistics.articles"));
        Assert.Null(after["article"]);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_withdrawn()
    {
        var answer = await _graph.AskAsync("mutation { withdrawArticle(input: { articleId: \"nobody\" }) { articleId errors { __typename message ... on NotFoundError { id } } } }");

        Assert.Null(answer["withdrawArticle"]!["articleId"]);
        var error = Assert.Single(answer["withdrawArticle"]!["errors"]!.AsArray());
        Assert.Equal(("NotFoundError", "There is no article 'nobody'.", "nobody"), (error.At("__typename"), error.At("message"), error.At("id")));
    }
}
