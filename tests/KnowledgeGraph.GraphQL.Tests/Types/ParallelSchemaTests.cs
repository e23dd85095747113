using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Types;

public class ParallelSchemaTests
{
    // Of classes that nobody looked at before: what reflection says of their parameters is made anew for each of two that ask at once.
    [Fact]
    public void A_schema_can_be_built_by_many_at_once()
    {
        var query = typeof(Query<int>);
        for (var round = 0; round < 200; round++)
        {
            query = typeof(Query<>).MakeGenericType(query);
            using var start = new Barrier(4);
            var printed = new string[start.ParticipantCount];
            var threads = Enumerable.Range(0, printed.Length).Select(at => new Thread(() => printed[at] = Print(query, start))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.Equal([Expected], printed.Distinct());
        }
    }

    private const string Expected = "type Query {\n  a(one: Int!, two: String!): Int!\n  b(one: Int!, two: String!): Int!\n  c(one: Int!, two: String!): Int!\n  d(one: Int!, two: String!): Int!\n}";

    private static string Print(Type query, Barrier start)
    {
        var services = new ServiceCollection();
        services.AddGraphQL().AddQueryType(query);
        using var provider = services.BuildServiceProvider();
        start.SignalAndWait();
        try { return SchemaPrinter.Print(provider.GetRequiredService<IRequestExecutor>().Schema.QueryType!); }
        catch (Exception failure) { return failure.ToString(); }
    }

    public sealed class Query<T>
    {
        public int A(int one, string two) => one + two.Length;

        public int B(int one, string two) => one + two.Length;

        public int C(int one, string two) => one + two.Length;

        public int D(int one, string two) => one + two.Length;
    }
}
