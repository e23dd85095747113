using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Types;

public class ExtensionTests
{
    [Fact]
    public void Fields_added_to_an_interface_are_fields_of_all_that_implement_it()
    {
        var schema = Executor().Schema;
        Assert.Equal("interface Shape {\n  \"\"\"How many corners it has.\"\"\"\n  corners: Int!\n  isRound: Boolean!\n}", SchemaPrinter.Print(schema.FindType("Shape")!));
        Assert.Equal(["corners", "side", "isRound"], ((ObjectType)schema.FindType("Square")!).Fields.Keys);
        Assert.Equal(["corners", "isRound", "radius"], ((ObjectType)schema.FindType("Circle")!).Fields.Keys);
    }

    [Fact]
    public void Descriptions_come_from_the_interface_where_the_class_has_none() =>
        Assert.Equal("How many corners it has.", ((ObjectType)Executor().Schema.FindType("Square")!).Fields["corners"].Description);

    [Fact]
    public async Task Interface_field_is_resolved_for_each_type() => Assert.Equal(
        """{"data":{"shapes":[{"corners":4,"isRound":false,"side":2},{"corners":0,"isRound":true,"radius":1.5}]}}""",
        await ExecuteAsync("{ shapes { corners isRound ... on Square { side } ... on Circle { radius } } }"));

    [Fact]
    public async Task Service_interface_needs_no_attribute_and_a_resolver_class_gets_its_constructor_filled() =>
        Assert.Equal("""{"data":{"greet":"hello, Ada","length":3}}""", await ExecuteAsync("{ greet(name: \"Ada\") length(name: \"Ada\") }"));

    [Fact]
    public async Task Optional_tells_absent_from_null() => Assert.Equal(
        """{"data":{"a":"absent","b":"null","c":"x"}}""",
        await ExecuteAsync("{ a: option b: option(value: null) c: option(value: \"x\") }"));

    [Fact]
    public async Task List_argument_is_made_anew_for_every_request()
    {
        var executor = Executor();
        for (var i = 0; i < 2; i++)
        {
            await using var result = await executor.ExecuteAsync(new() { Query = "{ reversed(items: [1, 2, 3]) }" });
            Assert.Equal("""{"data":{"reversed":[3,2,1]}}""", ((OperationResult)result).ToJson());
        }
    }

    [Fact]
    public async Task Event_is_mapped_by_the_subscribed_method()
    {
        var result = (ResponseStream)await Executor().ExecuteAsync(new() { Query = "subscription { message(topic: \"t\") }" });
        var responses = new List<string>();
        await foreach (var response in result.ReadResponsesAsync())
            using (response)
                responses.Add(response.ToJson());
        await result.DisposeAsync();
        Assert.Equal(["""{"data":{"message":"t 1"}}""", """{"data":{"message":"t 2"}}"""], responses);
    }

    private static async Task<string> ExecuteAsync(string query)
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = query });
        return ((OperationResult)result).ToJson();
    }

    private static IRequestExecutor Executor()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IGreeter, Greeter>();
        services.AddGraphQL()
            .AddQueryType<Query>().AddQueryType<MoreQueries>().AddSubscriptionType(typeof(Subscription))
            .AddTypes(typeof(ShapeFields), typeof(CircleFields));
        return services.BuildServiceProvider().GetRequiredService<IRequestExecutor>();
    }

    public interface IGreeter
    {
        string Greeting { get; }
    }

    [InterfaceType("Shape")]
    public interface IShape
    {
        [GraphQLDescription("How many corners it has.")]
        int Corners { get; }
    }

    public sealed record Square(int Corners, double Side) : IShape;

    public sealed record Circle(double Radius) : IShape
    {
        public int Corners => 0;
    }

    [InterfaceType<IShape>]
    public static class ShapeFields
    {
        public static bool IsRound([Parent] IShape shape) => shape.Corners == 0;
    }

    [ObjectType<Circle>(IgnoreProperties = [nameof(Circle.Radius)])]
    public static class CircleFields
    {
        public static double Radius([Parent] Circle circle) => circle.Radius;
    }

    public sealed class Query
    {
        public IShape[] Shapes() => [new Square(4, 2), new Circle(1.5)];

        public string Greet(string name, IGreeter greeter) => $"{greeter.Greeting}, {name}";

        public string Option(Optional<string?> value) => value.HasValue ? value.Value ?? "null" : "absent";

        public List<int> Reversed(List<int> items)
        {
            items.Reverse();
            return items;
        }
    }

    public sealed class MoreQueries(IGreeter greeter)
    {
        public int Length(string name) => greeter.Greeting.Length > 0 ? name.Length : 0;
    }

    public static class Subscription
    {
        public static async IAsyncEnumerable<int> Numbers(string topic)
        {
            for (var i = 1; i <= 2; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }

        [Subscribe(With = nameof(Numbers))]
        public static string Message(string topic, [EventMessage] int number) => $"{topic} {number}";
    }

    private sealed class Greeter : IGreeter
    {
        public string Greeting => "hello";
    }
}
