using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Benchmarks;

/// <summary>The schema that every server of the GraphQL benchmark serves, and its made-up data.</summary>
public static class GraphQlSchema
{
    public const string Hello = "{ hello }";
    public const string List = "{ articles(first: 1000) { id title words score published } }";
    public const string Nested = "{ articles(first: 100) { id title author { name articles(first: 10) { id title } } } }";

    public static IRequestExecutorBuilder AddBenchmarkSchema(this IRequestExecutorBuilder builder) => builder
        .AddQueryType<GraphQlQuery>()
        .AddTypes(typeof(GraphQlArticleNode), typeof(GraphQlAuthorNode))
        .AddDataLoader<GraphQlAuthorLoader>();
}

[GraphQLName("Article")]
public sealed record GraphQlArticle([property: ID] int Id, string Title, int Words, double Score, string Published)
{
    private static readonly GraphQlArticle[] All =
        [.. Enumerable.Range(0, 2000).Select(i => new GraphQlArticle(i, $"Report {i} of the night", 300 + i % 700, i % 100 / 100.0, $"2025-07-{1 + i % 28:00}T10:00:00Z"))];

    public static GraphQlArticle[] First(int count) => count < All.Length ? All[..Math.Max(count, 0)] : All;

    /// <summary>Articles <paramref name="author"/>, <paramref name="author"/> + 50, ...</summary>
    public static GraphQlArticle[] Of(int author, int count)
    {
        var articles = new GraphQlArticle[Math.Clamp(count, 0, (All.Length - author + 49) / 50)];
        for (var i = 0; i < articles.Length; i++)
            articles[i] = All[author + i * 50];
        return articles;
    }
}

[GraphQLName("Author")]
public sealed record GraphQlAuthor([property: ID] int Id, string Name);

[GraphQLName("Query")]
[QueryType]
public sealed class GraphQlQuery
{
    public string Hello => "world";

    public GraphQlArticle[] Articles(int first) => GraphQlArticle.First(first);
}

[ObjectType<GraphQlArticle>]
public static class GraphQlArticleNode
{
    public static Task<GraphQlAuthor> Author([Parent] GraphQlArticle article, GraphQlAuthorLoader authors) => authors.LoadAsync(article.Id % 50)!;
}

[ObjectType<GraphQlAuthor>]
public static class GraphQlAuthorNode
{
    public static GraphQlArticle[] Articles([Parent] GraphQlAuthor author, int first) => GraphQlArticle.Of(author.Id, first);
}

public sealed class GraphQlAuthorLoader(IBatchScheduler scheduler) : BatchDataLoader<int, GraphQlAuthor>(scheduler)
{
    private static readonly GraphQlAuthor[] All = [.. Enumerable.Range(0, 50).Select(i => new GraphQlAuthor(i, $"Author {i}"))];

    protected override Task<IReadOnlyDictionary<int, GraphQlAuthor>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, GraphQlAuthor>(keys.Count);
        foreach (var key in keys)
            found[key] = All[key];
        return Task.FromResult<IReadOnlyDictionary<int, GraphQlAuthor>>(found);
    }
}
