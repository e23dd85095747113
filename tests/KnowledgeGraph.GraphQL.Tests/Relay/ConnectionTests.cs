using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Relay;

public class ConnectionTests
{
    [Theory]
    [InlineData("first: 2", "0 1", true, false)]
    [InlineData("first: 2, after: \"1\"", "2 3", true, true)]
    [InlineData("first: 9, after: \"1\"", "2 3 4", false, true)]
    [InlineData("last: 2", "3 4", false, true)]
    [InlineData("last: 2, before: \"3\"", "1 2", true, true)]
    [InlineData("first: 0", "", true, false)]
    [InlineData("", "0 1 2", true, false)]
    public async Task Page_of_a_store_is_shown_as_a_connection(string arguments, string nodes, bool hasNext, bool hasPrevious)
    {
        var field = arguments.Length > 0 ? $"keyset({arguments})" : "keyset";
        string Word(bool value) => value ? "true" : "false";
        var pageInfo = $"{{\"hasNextPage\":{Word(hasNext)},\"hasPreviousPage\":{Word(hasPrevious)}}}";
        var expected = $"{{\"data\":{{\"keyset\":{{\"nodes\":[{nodes.Replace(' ', ',')}],\"pageInfo\":{pageInfo},\"totalCount\":5,\"note\":\"five\"}}}}}}";
        Assert.Equal(expected, await ExecuteAsync($"{{ {field} {{ nodes pageInfo {{ hasNextPage hasPreviousPage }} totalCount note }} }}"));
    }

    [Theory]
    [InlineData("first: -1", "The argument \\\"first\\\" must not be negative, but is -1.")]
    [InlineData("last: 11", "The argument \\\"last\\\" is 11, but a page has at most 10 items.")]
    public async Task Size_beyond_the_limits_is_refused(string arguments, string message) =>
        Assert.Contains(message, await ExecuteAsync($"{{ list({arguments}) {{ nodes }} }}"));

    [Fact]
    public async Task Cursor_of_another_list_is_refused() =>
        Assert.Contains("The argument \\\"after\\\" is not a cursor of this list.", await ExecuteAsync("{ list(after: \"???\") { nodes } }"));

    [Fact]
    public async Task Walk_through_a_list_meets_every_item_once()
    {
        var seen = new List<int>();
        string? after = null;
        do
        {
            var json = System.Text.Json.JsonDocument.Parse(await ExecuteAsync($"{{ list(first: 4{(after is null ? "" : $", after: \"{after}\"")}) {{ nodes pageInfo {{ endCursor hasNextPage }} }} }}"));
            var page = json.RootElement.GetProperty("data").GetProperty("list");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetInt32()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, 10), seen);
    }

    [Fact]
    public async Task Count_is_not_computed_unless_it_is_asked_for()
    {
        var counter = new Counter();
        await ExecuteAsync("{ keyset { nodes } }", counter);
        Assert.Equal(0, counter.Times);
        await ExecuteAsync("{ keyset { totalCount } }", counter);
        Assert.Equal(1, counter.Times);
    }

    private static async Task<string> ExecuteAsync(string query, Counter? counter = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(counter ?? new());
        services.AddGraphQL().AddQueryType<Query>().ModifyPagingOptions(options => options with { DefaultPageSize = 3, MaxPageSize = 10 });
        await using var provider = services.BuildServiceProvider();
        await using var result = await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(new() { Query = query });
        return ((OperationResult)result).ToJson();
    }

    public sealed class Counter
    {
        public int Times { get; set; }
    }

    public sealed class NumberConnection(IReadOnlyList<Edge<int>> edges, PageInfo pageInfo, Func<CancellationToken, ValueTask<int>> count) : Connection<int>(edges, pageInfo, count)
    {
        public string Note => "five";
    }

    public sealed class Query
    {
        [UsePaging(IncludeTotalCount = true, ConnectionName = "Number")]
        public async Task<NumberConnection> GetKeysetAsync(PagingArguments paging, Counter counter)
        {
            await Task.Yield();
            var from = paging.After is { } after ? int.Parse(after) + 1 : 0;
            var to = paging.Before is { } before ? int.Parse(before) : 5;
            if (paging.First is { } first)
                to = Math.Min(to, from + first);
            if (paging.Last is { } last)
                from = Math.Max(from, to - last);
            var edges = Enumerable.Range(from, Math.Max(to - from, 0)).Select(i => new Edge<int>(i, $"{i}")).ToArray();
            return new(edges, new PageInfo(to < 5, from > 0, null, null), _ =>
            {
                counter.Times++;
                return new(5);
            });
        }

        [UsePaging(ConnectionName = "Item")]
        public IEnumerable<int> List() => Enumerable.Range(0, 10);
    }
}
