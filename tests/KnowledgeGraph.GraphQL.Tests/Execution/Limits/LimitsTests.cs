using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution.Limits;

public class LimitsTests
{
    private const string Sdl = """
        directive @cost(weight: String!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | OBJECT
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
        type Query {
          hello: String
          book: Book
          shelf: [Book]
          books(first: Int = 5): [Book] @listSize(slicingArguments: ["first"])
          page(first: Int, last: Int): BookConnection @listSize(assumedSize: 7, slicingArguments: ["first", "last"], sizedFields: ["nodes"])
          byIds(ids: [ID!]!): [Book] @listSize(slicingArguments: ["ids"])
          search: [Result] @listSize(assumedSize: 2)
          dear: Int @cost(weight: "5.5")
        }
        type Book { title: String, similar(first: Int): [Book] @listSize(slicingArguments: ["first"]), author: Author }
        type BookConnection { nodes: [Book] }
        type Author { name: String, books: [Book] @listSize(assumedSize: 3) }
        union Result = Book | Author
        """;

    [Theory]
    [InlineData("{ hello }", "{}", 1, 0)]
    [InlineData("{ dear }", "{}", 1, 5.5)]
    [InlineData("{ book { title author { name } } }", "{}", 3, 2)]
    [InlineData("{ shelf { title } }", "{}", 11, 1)]
    [InlineData("{ books(first: 20) { title } }", "{}", 21, 1)]
    [InlineData("query($n: Int) { books(first: $n) { title } }", """{"n":20}""", 21, 1)]
    [InlineData("query($n: Int) { books(first: $n) { title } }", "{}", 6, 1)]
    [InlineData("{ books(first: 20) { similar(first: 10) { title } } }", "{}", 221, 21)]
    [InlineData("{ page(first: 4) { nodes { author { name } } } }", "{}", 10, 6)]
    [InlineData("query($ids: [ID!]!) { byIds(ids: $ids) { title } }", """{"ids":["a","b","c"]}""", 4, 1)]
    [InlineData("{ page { nodes { title } } }", "{}", 9, 2)]
    [InlineData("{ search { ... on Book { author { name } } ... on Author { books { title } } } }", "{}", 9, 3)]
    [InlineData("query($yes: Boolean!) { books(first: 20) @skip(if: $yes) { title } }", """{"yes":true}""", 1, 0)]
    [InlineData("{ __schema { types { fields { name } } } }", "{}", 1, 0)]
    public async Task Operation_costs(string query, string variables, double typeCost, double fieldCost)
    {
        var result = await ExecuteAsync(query, new OperationLimits(), variables, CostMode.Validate);
        using var json = JsonDocument.Parse(result);
        var cost = json.RootElement.GetProperty("extensions").GetProperty("operationCost");
        Assert.Equal((typeCost, fieldCost), (cost.GetProperty("typeCost").GetDouble(), cost.GetProperty("fieldCost").GetDouble()));
    }

    [Fact]
    public async Task Cost_is_reported_beside_the_data() => Assert.Equal(
        """{"data":{"hello":null},"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""",
        await ExecuteAsync("{ hello }", new(), cost: CostMode.Report));

    [Theory]
    [InlineData("{ books(first: 20) { title } }", "The operation has a type cost of 21, but may have at most 20. Ask for fewer items, or for less of each.")]
    [InlineData("{ a: dear b: dear }", "The operation has a field cost of 11, but may have at most 10. Ask for fewer items, or for less of each.")]
    [InlineData("{ book { author { books { title } } } }", "The operation has 4 levels, but may have at most 3.")]
    [InlineData("{ a: hello b: hello c: hello d: hello }", "The operation has 4 fields at its root, but may have at most 3.")]
    [InlineData("{ book { a: title b: title c: title d: title } }", "The operation has 4 aliases, but may have at most 3.")]
    [InlineData("{ hello @skip(if: false) @include(if: true) book @include(if: true) { title @include(if: true) } }", "The operation has 4 directives, but may have at most 3.")]
    [InlineData("{ ...a } fragment a on Query { ...b x: book { title } } fragment b on Query { y: book { title } z: book { title } w: book { title } }", "The operation has 4 fields at its root, but may have at most 3.")]
    public async Task Operation_beyond_a_limit_is_refused(string query, string message)
    {
        var limits = new OperationLimits { MaxTypeCost = 20, MaxFieldCost = 10, MaxDepth = 3, MaxRootFields = 3, MaxAliases = 3, MaxDirectives = 3 };
        using var json = JsonDocument.Parse(await ExecuteAsync(query, limits));
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("OPERATION_LIMIT_EXCEEDED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.False(json.RootElement.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Bomb_of_fragments_is_refused_before_it_is_spread_out()
    {
        var fragments = Enumerable.Range(0, 60).Select(i => $"fragment f{i} on Book {{ a: author {{ books {{ ...f{i + 1} }} }} b: author {{ books {{ ...f{i + 1} }} }} }}");
        var bomb = "{ book { ...f0 } } " + string.Join(' ', fragments) + " fragment f60 on Book { title }";
        Assert.Contains("OPERATION_LIMIT_EXCEEDED", await ExecuteAsync(bomb, new()));
    }

    [Theory]
    [InlineData("{ __schema { description } }", true)]
    [InlineData("{ book { title } ...f } fragment f on Query { __type(name: \"Book\") { name } }", true)]
    [InlineData("{ __typename hello }", false)]
    public async Task Introspection_can_be_switched_off(string query, bool isRefused)
    {
        var executor = new RequestExecutor(Schema.FromSdl(Sdl), new() { EnableIntrospection = false });
        await using var result = await executor.ExecuteAsync(new() { Query = query });
        Assert.Equal(isRefused, ((OperationResult)result).Errors is [{ Code: "INTROSPECTION_DISABLED" }]);
    }

    private static async Task<string> ExecuteAsync(string query, OperationLimits limits, string variables = "{}", CostMode cost = CostMode.Enforce)
    {
        var executor = new RequestExecutor(Schema.FromSdl(Sdl), new() { Limits = limits });
        var request = new GraphQLRequest { Query = query, Variables = JsonDocument.Parse(variables).RootElement, Cost = cost };
        await using var result = await executor.ExecuteAsync(request);
        return ((OperationResult)result).ToJson();
    }
}
