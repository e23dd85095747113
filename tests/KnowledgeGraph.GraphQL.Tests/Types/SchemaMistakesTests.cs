using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Types;

/// <summary>Mistakes of the classes that make a schema are found when it is built, and name the class and member.</summary>
public class SchemaMistakesTests
{
    [Theory]
    [InlineData(typeof(NoMapping), "NoMapping.Time: the C# type System.TimeSpan has no GraphQL type; bind it to a scalar, or leave the member out with [GraphQLIgnore].")]
    [InlineData(typeof(TwoFields), "Type Query has two members that make the field \"name\"; give one of them another name with [GraphQLName].")]
    [InlineData(typeof(NoList), "NoList.Items: [UsePaging] expects Connection<T> or a sequence of T, but came System.Int32.")]
    [InlineData(typeof(PagingWithout), "PagingWithout.Items: a parameter of type PagingArguments needs [UsePaging] on the method.")]
    [InlineData(typeof(Unregistered), "Unregistered.Read: a parameter of type System.Text.StringBuilder is neither an input type nor a registered service; register it, or mark it with [Service].")]
    public void Mistake_is_named(Type query, string message)
    {
        var services = new ServiceCollection();
        services.AddGraphQL().AddQueryType(query);
        var exception = Assert.Throws<SchemaException>(services.BuildServiceProvider().GetRequiredService<IRequestExecutor>);
        Assert.Equal(message, exception.Message.Replace("KnowledgeGraph.GraphQL.Tests.Types.SchemaMistakesTests+", ""));
    }

    public sealed class NoMapping
    {
        public TimeSpan Time => default;
    }

    public sealed class TwoFields
    {
        public string Name => "";

        public string GetName() => "";
    }

    public sealed class NoList
    {
        [UsePaging]
        public int Items() => 1;
    }

    public sealed class PagingWithout
    {
        public int Items(PagingArguments paging) => paging.Size;
    }

    public sealed class Unregistered
    {
        public string Read(System.Text.StringBuilder text) => text.ToString();
    }
}
