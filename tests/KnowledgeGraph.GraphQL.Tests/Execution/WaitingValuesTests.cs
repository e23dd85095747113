using System.Text.Json;
using System.Text.Json.Nodes;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

/// <summary>Whether a value is there at once or comes later changes nothing in the data: random roots and queries, every field late or not.</summary>
public class WaitingValuesTests
{
    private const string Sdl = """
        type Query { a: A, must: A!, list: [A], mustList: [A!]!, deep: [[A!]], any: I, anys: [I!]! }
        interface I { n: Int, must: Int! }
        type A implements I { n: Int, must: Int!, a: A, mustA: A!, list: [A], mustList: [A!]!, any: I, ints: [Int!] }
        type B implements I { n: Int, must: Int!, b: B, mustA: A! }
        """;

    private static readonly string[] Names = ["a", "must", "list", "mustList", "deep", "any", "anys"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Late_values_make_the_same_data(int seed)
    {
        Func<int> delay = () => 0;
        var executor = new RequestExecutor(LateSchema(() => delay()));
        for (var i = 0; i < 40; i++)
        {
            var random = new Random(seed * 1000 + i);
            var root = JsonSerializer.SerializeToElement(Names.ToDictionary(name => name, name => Value(random, name, 0)));
            var query = "{ " + string.Join(' ', Names.Where(_ => random.Next(3) > 0).Select(name => $"{name} {Selection(random, 0)}").DefaultIfEmpty("a { n }")) + " }";
            delay = () => 0;
            var atOnce = await ExecuteAsync(executor, query, root);
            delay = () => random.Next(4);
            var late = await ExecuteAsync(executor, query, root);
            Assert.True(JsonNode.DeepEquals(atOnce["data"], late["data"]), $"seed {seed}, round {i}\n{query}\n{root}\nat once {atOnce}\nlate    {late}");
            var hasErrors = atOnce["errors"] is not null;
            Assert.Equal(hasErrors, late["errors"] is not null);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    private static string Selection(Random random, int depth)
    {
        var fields = new List<string> { random.Next(2) == 0 ? "n" : "must" };
        if (random.Next(2) == 0)
            fields.Add("__typename");
        if (depth < 3 && random.Next(4) > 0)
        {
            var name = new[] { "a", "mustA", "list", "mustList", "any" }[random.Next(5)];
            fields.Add($"... on A {{ x{depth}: {name} {Selection(random, depth + 1)} ints }}");
            if (random.Next(2) == 0)
                fields.Add($"... on B {{ y{depth}: mustA {Selection(random, depth + 1)} }}");
        }

        return "{ " + string.Join(' ', fields.Distinct()) + " }";
    }

    private static object? Value(Random random, string name, int depth)
    {
        if (random.Next(12) == 0)
            return null;
        if (random.Next(25) == 0)
            return "wrong";
        return name switch
        {
            "deep" => Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, "mustList", depth)).ToArray(),
            "list" or "mustList" or "anys" => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, name == "anys" ? "any" : "a", depth)).ToArray(),
            "ints" => Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(9) == 0 ? null : (object)random.Next(9)).ToArray(),
            _ => Object(random, depth),
        };
    }

    private static Dictionary<string, object?> Object(Random random, int depth)
    {
        var made = new Dictionary<string, object?>
        {
            ["__typename"] = random.Next(4) == 0 ? "B" : "A",
            ["n"] = random.Next(8) == 0 ? "x" : random.Next(9),
            ["must"] = random.Next(10) == 0 ? null : random.Next(9),
        };
        if (depth < 4)
            foreach (var name in new[] { "a", "mustA", "list", "mustList", "any", "ints" })
                made[name] = Value(random, name, depth + 1);
        return made;
    }

    /// <param name="delay">How many turns of the scheduler a field's value takes; 0: it is there at once.</param>
    private static Schema LateSchema(Func<int> delay)
    {
        var schema = Schema.FromSdl(Sdl);
        foreach (var field in schema.Types.Values.OfType<ObjectType>().Where(type => !type.IsIntrospectionType).SelectMany(type => type.Fields.Values))
        {
            field.Resolver = FieldResolver.From(context =>
            {
                var value = DefaultResolver.Read(context.Parent, field.Name);
                var turns = delay();
                return turns == 0 ? value : LaterAsync(value, turns);
            });
        }

        return schema;
    }

    private static async Task<JsonNode> ExecuteAsync(RequestExecutor executor, string query, JsonElement root)
    {
        await using var result = await executor.ExecuteAsync(new() { Query = query, RootValue = root });
        return JsonNode.Parse(((OperationResult)result).ToJson())!;
    }

    private static async Task<object?> LaterAsync(object? value, int turns)
    {
        if (turns == 3)
            return value;
        for (var i = 0; i < turns; i++)
            await Task.Yield();
        return value;
    }
}
