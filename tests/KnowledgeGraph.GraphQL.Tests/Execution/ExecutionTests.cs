using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class ExecutionTests
{
    private const string Sdl = """
        type Query { hello: String, must: String!, number: Int, item: Item, items: [Item!], maybe: [Item], node: Node, nodes: [Node], echo(text: String = "none", n: Int!, list: [Int!]): String, late: Item, lateMust: Item! }
        type Mutation { add(n: Int!): Item }
        interface Node { id: ID! }
        type Item implements Node { id: ID!, name: String!, color: Color, child: Item, late: String, lateMust: String!, children: [Item!]! }
        type Other implements Node { id: ID!, size: Float }
        enum Color { RED GREEN }
        """;

    [Theory]
    [InlineData("{ hello }", """{"hello":"wörld \"x\"\n"}""", """{"data":{"hello":"wörld \"x\"\n"}}""")]
    [InlineData("{ a: hello b: hello __typename }", """{"hello":"h"}""", """{"data":{"a":"h","b":"h","__typename":"Query"}}""")]
    [InlineData("{ number }", """{"number":"12"}""", """{"data":{"number":12}}""")]
    [InlineData("{ number }", """{"number":1.5}""", """{"errors":[{"message":"Int cannot represent non-integer value: 1.5","locations":[{"line":1,"column":3}],"path":["number"]}],"data":{"number":null}}""")]
    [InlineData("{ must }", """{}""", """{"errors":[{"message":"Cannot return null for non-nullable field Query.must.","locations":[{"line":1,"column":3}],"path":["must"]}],"data":null}""")]
    [InlineData("{ item { id name color } }", """{"item":{"id":7,"name":"n","color":"RED"}}""", """{"data":{"item":{"id":"7","name":"n","color":"RED"}}}""")]
    [InlineData("{ item { id name } hello }", """{"item":{"id":7},"hello":"x"}""", """{"errors":[{"message":"Cannot return null for non-nullable field Item.name.","locations":[{"line":1,"column":13}],"path":["item","name"]}],"data":{"item":null,"hello":"x"}}""")]
    [InlineData("{ maybe { name } }", """{"maybe":[{"name":"a"},{},null,{"name":"b"}]}""", """{"errors":[{"message":"Cannot return null for non-nullable field Item.name.","locations":[{"line":1,"column":11}],"path":["maybe",1,"name"]}],"data":{"maybe":[{"name":"a"},null,null,{"name":"b"}]}}""")]
    [InlineData("{ items { name } }", """{"items":[{"name":"a"},{}]}""", """{"errors":[{"message":"Cannot return null for non-nullable field Item.name.","locations":[{"line":1,"column":11}],"path":["items",1,"name"]}],"data":{"items":null}}""")]
    [InlineData("{ items { name } }", """{"items":{"a":1}}""", """{"errors":[{"message":"Expected Iterable, but did not find one for field \"Query.items\".","locations":[{"line":1,"column":3}],"path":["items"]}],"data":{"items":null}}""")]
    [InlineData("{ nodes { id ... on Other { size } ...f } } fragment f on Item { name }", """{"nodes":[{"__typename":"Other","id":"1","size":2},{"__typename":"Item","id":"2","name":"n"}]}""", """{"data":{"nodes":[{"id":"1","size":2},{"id":"2","name":"n"}]}}""")]
    [InlineData("{ item { color } }", """{"item":{"color":"BLUE"}}""", """{"errors":[{"message":"Enum \"Color\" cannot represent value: \"BLUE\"","locations":[{"line":1,"column":10}],"path":["item","color"]}],"data":{"item":{"color":null}}}""")]
    public async Task Query_over_a_root_value(string query, string root, string expected) =>
        Assert.Equal(expected, await ExecuteAsync(query, root));

    [Theory]
    [InlineData("query($n: Int!) { echo(n: $n) }", """{"n":3}""", """{"data":{"echo":"n=3,text=none"}}""")]
    [InlineData("query($n: Int!) { echo(n: $n) }", """{}""", """{"errors":[{"message":"Variable \"$n\" of required type \"Int!\" was not provided.","locations":[{"line":1,"column":7}]}]}""")]
    [InlineData("query($n: Int!) { echo(n: $n) }", """{"n":"x"}""", """{"errors":[{"message":"Variable \"$n\" got invalid value \"x\"; Int cannot represent non-integer value: \"x\"","locations":[{"line":1,"column":7}]}]}""")]
    [InlineData("query($l: [Int!]) { echo(n: 1, list: $l) }", """{"l":[1,null]}""", """{"errors":[{"message":"Variable \"$l\" got invalid value null at \"l[1]\"; Expected non-nullable type \"Int!\" not to be null.","locations":[{"line":1,"column":7}]}]}""")]
    [InlineData("query($t: String) { echo(n: 1, text: $t) }", """{"t":null}""", """{"data":{"echo":"n=1,text=null"}}""")]
    [InlineData("query($t: String) { echo(n: 1, text: $t, list: 5) }", """{}""", """{"data":{"echo":"list=[5],n=1,text=none"}}""")]
    [InlineData("query($s: Boolean!) { a: echo(n: 1) @skip(if: $s) b: echo(n: 2) @include(if: $s) }", """{"s":true}""", """{"data":{"b":"n=2,text=none"}}""")]
    [InlineData("query($s: Boolean!) { a: echo(n: 1) @skip(if: $s) b: echo(n: 2) @include(if: $s) }", """{"s":false}""", """{"data":{"a":"n=1,text=none"}}""")]
    public async Task Variables_are_coerced(string query, string variables, string expected) =>
        Assert.Equal(expected, await ExecuteAsync(query, "{}", variables));

    [Theory]
    [InlineData("{ late { id name } hello }", """{"hello":"x"}""", """{"data":{"late":{"id":"1","name":"one"},"hello":"x"}}""")]
    [InlineData("{ late { late name lateMust } hello }", """{"hello":"x"}""", """{"data":{"late":{"late":"L1","name":"one","lateMust":"M1"},"hello":"x"}}""")]
    [InlineData("{ late { id child { lateMust } } hello }", """{"hello":"x"}""", """{"errors":[{"message":"bad","locations":[{"line":1,"column":21}],"path":["late","child","lateMust"]}],"data":{"late":{"id":"1","child":null},"hello":"x"}}""")]
    [InlineData("{ hello lateMust { name child { id } x: child { late children { lateMust } } } }", """{"hello":"x"}""", """{"errors":[{"message":"bad","locations":[{"line":1,"column":65}],"path":["lateMust","x","children",0,"lateMust"]}],"data":{"hello":"x","lateMust":{"name":"one","child":{"id":"2"},"x":null}}}""")]
    public async Task Values_that_come_later_stand_in_their_place(string query, string root, string expected) =>
        Assert.Equal(expected, await ExecuteAsync(query, root));

    [Fact]
    public async Task Mutations_run_one_after_another() =>
        Assert.Equal("""{"data":{"a":{"id":"1","late":"L1"},"b":{"id":"2","late":"L2"}}}""", await ExecuteAsync("mutation { a: add(n: 1) { id late } b: add(n: 2) { id late } }", "{}"));

    private static async Task<string> ExecuteAsync(string query, string root, string variables = "null")
    {
        var schema = Schema.FromSdl(Sdl, new Dictionary<string, FieldResolver>
        {
            ["Query.echo"] = FieldResolver.From(context => string.Join(',', context.Arguments.OrderBy(a => a.Key).Select(a => $"{a.Key}={Show(a.Value)}"))),
            ["Query.late"] = FieldResolver.FromAsync(async _ => await LaterAsync(new Item(1, "one"))),
            ["Query.lateMust"] = FieldResolver.FromAsync(async _ => await LaterAsync(new Item(1, "one"))),
            ["Mutation.add"] = FieldResolver.FromAsync(async context => await LaterAsync(new Item(context.Argument<int>("n"), "added"))),
            ["Item.id"] = FieldResolver.From(context => context.Parent is Item item ? item.Id : ((JsonElement)context.Parent!).GetProperty("id")),
            ["Item.name"] = FieldResolver.From(context => context.Parent is Item item ? item.Name : DefaultResolver.Read(context.Parent, "name")),
            ["Item.late"] = FieldResolver.FromAsync(async context => await LaterAsync($"L{((Item)context.Parent!).Id}")),
            ["Item.lateMust"] = FieldResolver.FromAsync(async context => ((Item)context.Parent!).Id > 1 ? throw new GraphQLException("bad") : await LaterAsync("M1")),
            ["Item.child"] = FieldResolver.From(context => new Item(((Item)context.Parent!).Id + 1, "child")),
            ["Item.children"] = FieldResolver.FromAsync(async _ => await LaterAsync(new[] { new Item(5, "five"), new Item(6, "six") })),
        });
        var executor = new RequestExecutor(schema, new() { IncludeErrorCodes = false });
        var request = new GraphQLRequest
        {
            Query = query,
            RootValue = JsonDocument.Parse(root).RootElement,
            Variables = JsonDocument.Parse(variables).RootElement,
        };
        using var result = (OperationResult)await executor.ExecuteAsync(request);
        return result.ToJson();
    }

    private static async Task<object> LaterAsync(object value)
    {
        await Task.Yield();
        return value;
    }

    private static string Show(object? value) => value is object?[] list ? $"[{string.Join(' ', list)}]" : value?.ToString() ?? "null";

    private sealed record Item(int Id, string Name);
}
