using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Types;

public class CodeFirstTests
{
    [Theory]
    [InlineData("Query", """
        type Query {
          media: [Medium!]!
          hello: String!
          echo(text: String = "hi", times: Int! = 2, mood: Mood! = VERY_HAPPY): [String!]!
          find(filter: BookFilterInput!): [Book!]!
          nothing: String
          books(first: Int, after: String, last: Int, before: String): BookConnection! @listSize(assumedSize: 2, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
          things: [Thing!]!
          fails: String
          node(id: ID!): Node
          nodes(ids: [ID!]!): [Node]!
        }
        """)]
    [InlineData("Book", """
        type Book implements Node & Medium {
          id: ID!
          title: String!
          pages: Int!
          published: DateTime!
          subtitle: String @deprecated(reason: "Use title.")
          mood: Mood!
          author: Author
          shortTitle(length: Int! = 3): String!
        }
        """)]
    [InlineData("Thing", "union Thing = Book | Film")]
    [InlineData("Mood", "enum Mood {\n  VERY_HAPPY\n  SAD\n}")]
    [InlineData("BookFilterInput", "input BookFilterInput @oneOf {\n  title: String\n  minPages: Int\n}")]
    [InlineData("BookConnection", "type BookConnection {\n  pageInfo: PageInfo!\n  edges: [BookEdge!]!\n  nodes: [Book!]!\n  totalCount: Int\n}")]
    public void Type_is_printed(string name, string expected)
    {
        var type = Executor().Schema.FindType(name)!;
        var printed = WithoutDescriptions(SchemaPrinter.Print(type));
        Assert.Equal(expected.ReplaceLineEndings("\n"), printed);
    }

    [Theory]
    [InlineData("{ hello nothing }", """{"data":{"hello":"world","nothing":null}}""")]
    [InlineData("{ echo(times: 1) b: echo(mood: SAD, text: null) }", """{"data":{"echo":["hi VeryHappy"],"b":[" Sad"," Sad"]}}""")]
    [InlineData("{ find(filter: { title: \"B\" }) { title pages published mood shortTitle } }", """{"data":{"find":[{"title":"B","pages":200,"published":"2025-07-02T10:00:00Z","mood":"SAD","shortTitle":"B"}]}}""")]
    [InlineData("{ books(first: 1) { totalCount nodes { title author { name } } pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor } } }", """{"data":{"books":{"totalCount":3,"nodes":[{"title":"A","author":{"name":"author 1"}}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"endCursor":"MA=="},"edges":[{"cursor":"MA=="}]}}}""")]
    [InlineData("{ books(last: 1, before: \"Mg==\") { nodes { id title } } }", """{"data":{"books":{"nodes":[{"id":"Qm9vazoy","title":"B"}]}}}""")]
    [InlineData("{ books(first: 9) { nodes { title } } }", """{"errors":[{"message":"The argument \"first\" is 9, but a page has at most 5 items.","locations":[{"line":1,"column":3}],"path":["books"],"extensions":{"code":"BAD_USER_INPUT"}}],"data":null}""")]
    [InlineData("{ things { __typename ... on Film { name } } media { title __typename } }", """{"data":{"things":[{"__typename":"Book"},{"__typename":"Film","name":"F"}],"media":[{"title":"A","__typename":"Book"}]}}""")]
    [InlineData("{ node(id: \"Qm9vazoy\") { id __typename ... on Book { title } } nodes(ids: [\"Qm9vazoz\", \"Qm9vazo5\"]) { id } }", """{"data":{"node":{"id":"Qm9vazoy","__typename":"Book","title":"B"},"nodes":[{"id":"Qm9vazoz"},null]}}""")]
    [InlineData("{ node(id: \"x\") { id } }", """{"errors":[{"message":"\"x\" is not an id that this server gave out.","locations":[{"line":1,"column":3}],"path":["node"],"extensions":{"code":"BAD_USER_INPUT"}}],"data":{"node":null}}""")]
    public async Task Query_is_answered(string query, string expected)
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = query });
        Assert.Equal(expected, ((OperationResult)result).ToJson());
    }

    [Fact]
    public async Task Unexpected_exception_is_masked_and_named_by_an_id()
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = "{ fails }" });
        var error = Assert.Single(((OperationResult)result).Errors);
        Assert.Equal("Unexpected Execution Error", error.Message);
        Assert.Equal("INTERNAL_SERVER_ERROR", error.Code);
        Assert.IsType<string>(error.Extensions!["errorId"]);
    }

    [Fact]
    public async Task Batch_loader_makes_one_round_trip_per_level()
    {
        var services = Services();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var executor = provider.GetRequiredService<IRequestExecutor>();
        await using var result = await executor.ExecuteAsync(new()
        {
            Query = "{ books(first: 3) { nodes { author { name friend { name friend { name } } } } } }",
            Services = scope.ServiceProvider,
        });
        Assert.Equal(
            """{"data":{"books":{"nodes":[{"author":{"name":"author 1","friend":{"name":"author 2","friend":{"name":"author 3"}}}},{"author":{"name":"author 2","friend":{"name":"author 3","friend":{"name":"author 4"}}}},{"author":{"name":"author 1","friend":{"name":"author 2","friend":{"name":"author 3"}}}}]}}}""",
            ((OperationResult)result).ToJson());
        Assert.Equal([[1, 2], [3], [4]], scope.ServiceProvider.GetRequiredService<Trips>().Keys);
    }

    [Fact]
    public async Task Subscription_yields_one_response_per_event()
    {
        var result = Assert.IsType<ResponseStream>(await Executor().ExecuteAsync(new() { Query = "subscription { ticks(to: 3) }" }));
        var responses = new List<string>();
        await foreach (var response in result.ReadResponsesAsync())
            using (response)
                responses.Add(response.ToJson());
        await result.DisposeAsync();
        Assert.Equal(["""{"data":{"ticks":1}}""", """{"data":{"ticks":2}}""", """{"data":{"ticks":3}}"""], responses);
    }

    [Fact]
    public async Task Mutation_takes_an_input_record()
    {
        await using var result = await Executor().ExecuteAsync(new()
        {
            Query = "mutation($book: NewBookInput!) { addBook(book: $book) { title pages mood } }",
            Variables = JsonDocument.Parse("""{"book":{"title":"N","mood":"SAD","tags":["a","b"]}}""").RootElement,
        });
        Assert.Equal("""{"data":{"addBook":{"title":"N a,b","pages":7,"mood":"SAD"}}}""", ((OperationResult)result).ToJson());
    }

    /// <summary>On one line per field, as fields without descriptions are printed.</summary>
    private static string WithoutDescriptions(string printed)
    {
        printed = Regex.Replace(printed, "\"\"\"[\\s\\S]*?\"\"\"", "");
        printed = Regex.Replace(printed, "\\n\\s*(?=\\n)", "");
        return Regex.Replace(printed.TrimStart(), "\\(\\n[^)]*\\n *\\)", arguments =>
            $"({string.Join(", ", arguments.Value[1..^1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))})");
    }

    private static IRequestExecutor Executor() => Services().BuildServiceProvider().GetRequiredService<IRequestExecutor>();

    private static ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddScoped<Trips>();
        services.AddGraphQL()
            .AddQueryType<Query>().AddMutationType(typeof(Mutation)).AddSubscriptionType(typeof(Subscription))
            .AddTypeExtension(typeof(BookNode)).AddTypeExtension(typeof(AuthorNode))
            .AddDataLoader<AuthorLoader>()
            .AddGlobalObjectIdentification()
            .ModifyPagingOptions(options => options with { DefaultPageSize = 2, MaxPageSize = 5 });
        return services;
    }

    public enum Mood
    {
        VeryHappy,
        Sad,
    }

    [UnionType("Thing")]
    public interface IThing;

    [InterfaceType("Medium")]
    public interface IMedium
    {
        string Title { get; }
    }

    [GraphQLName("Book")]
    public sealed record Book(int Id, string Title, int Pages, DateTimeOffset Published, [property: Obsolete("Use title.")] string? Subtitle, Mood Mood, int AuthorId) : IThing, IMedium;

    [GraphQLName("Film")]
    public sealed record Film(string Name) : IThing;

    [GraphQLName("Author")]
    public sealed record Author(int Id, string Name)
    {
        [GraphQLIgnore]
        public int FriendId => Id + 1;
    }

    [OneOf]
    public sealed record BookFilter(string? Title, int? MinPages);

    public sealed record NewBook(string Title, Mood Mood, IReadOnlyList<string> Tags, int Pages = 7);

    [QueryType]
    [GraphQLName("Query")]
    public sealed class Query
    {
        private static readonly Book[] All =
        [
            new(1, "A", 100, new(2025, 7, 1, 10, 0, 0, TimeSpan.Zero), null, Mood.VeryHappy, 1),
            new(2, "B", 200, new(2025, 7, 2, 10, 0, 0, TimeSpan.Zero), "b", Mood.Sad, 2),
            new(3, "C", 300, new(2025, 7, 3, 10, 0, 0, TimeSpan.Zero), "c", Mood.Sad, 1),
        ];

        public string GetHello() => "world";

        public IEnumerable<string> Echo(string? text = "hi", int times = 2, Mood mood = Mood.VeryHappy) => Enumerable.Repeat($"{text} {mood}", times);

        public IReadOnlyList<Book> Find(BookFilter filter) => [.. All.Where(b => b.Title == filter.Title || b.Pages >= filter.MinPages)];

        public string? GetNothing() => null;

        [UsePaging(IncludeTotalCount = true)]
        public async Task<IEnumerable<Book>> GetBooksAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            return All;
        }

        public IThing[] GetThings() => [All[0], new Film("F")];

        public List<IMedium> Media => [All[0]];

        public string? Fails() => throw new InvalidOperationException("secret");

        [GraphQLIgnore]
        public static Book? Find(string id) => Array.Find(All, b => b.Id.ToString() == id);
    }

    [Node]
    [ObjectType<Book>(IgnoreProperties = [nameof(Book.AuthorId)])]
    public static class BookNode
    {
        [ID]
        public static int GetId([Parent] Book book) => book.Id;

        public static Task<Author?> GetAuthorAsync([Parent] Book book, AuthorLoader authors, CancellationToken cancellationToken) =>
            authors.LoadAsync(book.AuthorId, cancellationToken);

        public static string ShortTitle([Parent] Book book, int length = 3) => book.Title[..Math.Min(length, book.Title.Length)];

        [NodeResolver]
        public static ValueTask<Book?> GetBookAsync(string id) => new(Query.Find(id));
    }

    [ObjectType<Author>]
    public static class AuthorNode
    {
        public static Task<Author?> GetFriendAsync([Parent] Author author, AuthorLoader authors, CancellationToken cancellationToken) =>
            authors.LoadAsync(author.FriendId, cancellationToken);
    }

    [MutationType]
    public static class Mutation
    {
        public static async Task<Book> AddBookAsync(NewBook book)
        {
            await Task.Yield();
            return new(4, $"{book.Title} {string.Join(',', book.Tags)}", book.Pages, default, null, book.Mood, 1);
        }
    }

    [SubscriptionType]
    public static class Subscription
    {
        public static async IAsyncEnumerable<int> Ticks(int to)
        {
            for (var i = 1; i <= to; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }

    public sealed class Trips
    {
        public List<int[]> Keys { get; } = [];
    }

    public sealed class AuthorLoader(IBatchScheduler scheduler, Trips trips) : BatchDataLoader<int, Author>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, Author>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            trips.Keys.Add([.. keys]);
            await Task.Yield();
            return keys.ToDictionary(key => key, key => new Author(key, $"author {key}"));
        }
    }
}
