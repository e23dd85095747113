using System.Text;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class DocumentCacheTests
{
    private static readonly Schema Schema = Schema.FromSdl("type Query { hello: String }");

    [Fact]
    public void Document_that_is_used_stays_and_the_number_kept_is_bounded()
    {
        var cache = new DocumentCache(10, 1 << 20);
        cache.Add("used"u8, Document());
        for (var i = 0; i < 100; i++)
        {
            cache.Add(Encoding.UTF8.GetBytes($"other {i}"), Document());
            Assert.NotNull(cache.Find("used"u8));
        }

        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.Find(Encoding.UTF8.GetBytes($"other {i}")) is not null), 1, 10);
    }

    [Fact]
    public void Text_kept_is_bounded_and_a_huge_document_is_not_kept()
    {
        var cache = new DocumentCache(1000, 16_000);
        for (var i = 0; i < 100; i++)
            cache.Add(Encoding.UTF8.GetBytes($"{i,1000}"), Document());
        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.Find(Encoding.UTF8.GetBytes($"{i,1000}")) is not null), 1, 16);
        cache.Add(new byte[2000], Document());
        Assert.Null(cache.Find(new byte[2000]));
    }

    [Fact]
    public async Task Response_beyond_its_limit_ends_the_request()
    {
        var schema = Schema.FromSdl("type Query { text: String }", new Dictionary<string, FieldResolver>
        {
            ["Query.text"] = FieldResolver.From(_ => new string('x', 10_000)),
        });
        await using var result = await new RequestExecutor(schema, new() { MaxResponseBytes = 15_000 }).ExecuteAsync(new() { Query = "{ a: text b: text }" });
        Assert.Equal("OPERATION_LIMIT_EXCEEDED", Assert.Single(((OperationResult)result).Errors).Code);
        await using var small = await new RequestExecutor(schema, new() { MaxResponseBytes = 45_000 }).ExecuteAsync(new() { Query = "{ a: text }" });
        Assert.Empty(((OperationResult)small).Errors);
    }

    private static PreparedDocument Document() => new(Schema, new DocumentNode([]), []);
}
