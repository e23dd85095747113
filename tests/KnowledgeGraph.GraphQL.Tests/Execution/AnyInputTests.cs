using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

/// <summary>Whatever comes in, a response goes out that is JSON, and the executor goes on to answer.</summary>
public class AnyInputTests
{
    private const string Sdl = """
        type Query { hello(name: String = "x", in: In, one: One, e: [E!]): String, items(first: Int!): [Item!]!, any: Any }
        type Item { id: ID!, next: Item, size: Float! }
        union Any = Item | Other
        type Other { day: Date }
        input In { a: Int!, b: [In!], c: E = RED }
        input One @oneOf { x: Int, y: String }
        enum E { RED GREEN }
        scalar Date
        """;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "$v", "!", "=", "...", "@skip(if: $v)", "@include(if: true)", "query", "mutation", "subscription", "fragment f on Item",
        "...f", "hello", "items(first: 2)", "items(first: $v)", "id", "next", "size", "any", "__typename", "__schema", "{ types { name } }", "on", "Item", "null", "true",
        "\"text\"", "\"\"\"block\"\"\"", "-1.5e3", "99999999999999999999", "RED", "{ a: 1 }", "($v: Int)", "($v: In! = { a: 2 })", "{ hello }", "{ items(first: 1) { id next { size } } }", "#c\n", "\ud83d\ude00",
    ];

    private readonly RequestExecutor _executor = new(Schema.FromSdl(Sdl));

    [Property(MaxTest = 300)]
    public void Random_bytes_are_answered(byte[] bytes) => Check(new() { QueryUtf8 = bytes is { Length: > 0 } ? bytes : "{"u8.ToArray() });

    [Property(MaxTest = 1000)]
    public void Random_pieces_of_the_language_are_answered(int seed)
    {
        var random = new Random(seed);
        var query = string.Join(' ', Enumerable.Range(0, random.Next(1, 25)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        Check(new() { Query = query, Variables = Value(random, 0), OperationName = random.Next(5) == 0 ? "f" : null, RootValue = Value(random, 0) });
    }

    [Property(MaxTest = 500)]
    public void Random_variables_and_roots_are_answered(int seed)
    {
        var random = new Random(seed);
        var query = random.Next(3) switch
        {
            0 => "query($in: In, $one: One, $e: [E!], $v: String) { hello(in: $in, one: $one, e: $e, name: $v) any { ... on Item { id } ... on Other { day } } }",
            1 => "query($v: Int!) { items(first: $v) { id size next { id next { size } } } }",
            _ => "{ items(first: 1) { ...f } any { __typename } } fragment f on Item { next { id } a: next { size } }",
        };
        Check(new() { Query = query, Variables = Value(random, 0), RootValue = Value(random, 0) });
    }

    private void Check(GraphQLRequest request)
    {
        Assert.NotNull(Answer(request).RootElement.EnumerateObject().First().Name);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", Answer(new() { Query = "{ __typename }" }).RootElement.GetRawText());
    }

    private JsonDocument Answer(GraphQLRequest request)
    {
        var running = _executor.ExecuteAsync(request).AsTask();
        Assert.True(running.IsCompletedSuccessfully, "Expected an answer at once: every resolver is synchronous.");
        using var result = Assert.IsType<OperationResult>(running.Result);
        Assert.DoesNotContain(result.Errors, error => error.Code == ExecutionErrorCodes.InternalServerError);
        return JsonDocument.Parse(Encoding.UTF8.GetBytes(result.ToJson()));
    }

    private static JsonElement Value(Random random, int depth)
    {
        object? Make(int level) => random.Next(level > 3 ? 6 : 9) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-3, 4),
            3 => random.NextDouble() * 1e10,
            4 => "RED",
            5 => "text \u0001 \ud800 é",
            6 => Enumerable.Range(0, random.Next(4)).Select(_ => Make(level + 1)).ToArray(),
            _ => Keys.Where(_ => random.Next(2) == 0).ToDictionary(key => key, _ => Make(level + 1)),
        };
        return JsonSerializer.SerializeToElement(depth == 0 && random.Next(4) > 0 ? Keys.ToDictionary(key => key, _ => Make(1)) : Make(depth));
    }

    private static readonly string[] Keys = ["v", "in", "one", "e", "a", "b", "c", "x", "y", "hello", "items", "id", "next", "size", "any", "day", "__typename"];
}
