using System.Globalization;
using System.Runtime.CompilerServices;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests;

/// <summary>A small schema with what transports can meet: values, pages, faults, slowness, large answers, events that end and that do not.</summary>
internal static class TestSchema
{
    private const string Text = """
        type Query {
          hello: String!
          "Who asks, as authentication sees it."
          user: String
          articles(first: Int!, after: String): ArticlesConnection!
          "An object by its id."
          node(id: ID!): Node
          fault: String!
          "A text of that many characters."
          text(length: Int!): String!
          echo(value: String): String
          "Answers only when the request is given up."
          never: String
        }

        type Mutation {
          count: Int!
        }

        type Subscription {
          ticks(count: Int!, everyMilliseconds: Int!): Int!
          "Large events without end, as fast as they are read."
          flood: String!
          "One event, then a fault of the source."
          broken: Int!
        }

        interface Node {
          id: ID!
        }

        type Article implements Node {
          id: ID!
          title: String!
          words: Int!
          author: Author!
        }

        type Author implements Node {
          id: ID!
          name: String!
        }

        type ArticlesConnection {
          edges: [ArticlesEdge!]!
          pageInfo: PageInfo!
        }

        type ArticlesEdge {
          cursor: String!
          node: Article!
        }

        type PageInfo {
          hasNextPage: Boolean!
          hasPreviousPage: Boolean!
          startCursor: String
          endCursor: String
        }
        """;

    private const int ArticleCount = 100;

    public static void AddTestSchema(this IServiceCollection services) => services.AddGraphQLServer().UseSchema(Create());

    private static Schema Create()
    {
        var mutations = 0;
        var schema = Schema.FromSdl(Text, new Dictionary<string, FieldResolver>
        {
            ["Query.hello"] = FieldResolver.From(_ => "world"),
            ["Query.user"] = FieldResolver.From(context => context.Request.User?.Identity?.Name),
            ["Query.articles"] = FieldResolver.From(context => Page(context.Argument<int>("first"), context.Argument<string>("after"))),
            ["Query.node"] = FieldResolver.From(_ => null),
            ["Query.fault"] = FieldResolver.From(_ => throw new InvalidOperationException("the password is secret")),
            ["Query.text"] = FieldResolver.From(context => new string('x', context.Argument<int>("length"))),
            ["Query.echo"] = FieldResolver.From(context => context.Argument<string>("value")),
            ["Query.never"] = FieldResolver.FromAsync(async context =>
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return null;
            }),
            ["Mutation.count"] = FieldResolver.From(_ => ++mutations),
            ["Subscription.ticks"] = FieldResolver.From(context => context.Parent),
            ["Subscription.flood"] = FieldResolver.From(context => context.Parent),
            ["Subscription.broken"] = FieldResolver.From(context => context.Parent),
        });
        var events = schema.SubscriptionType!.Fields;
        events["ticks"].Subscribe = context => new(TicksAsync(context.Argument<int>("count"), context.Argument<int>("everyMilliseconds")));
        events["flood"].Subscribe = context => new(FloodAsync(context.Services.GetRequiredService<FloodCounter>()));
        events["broken"].Subscribe = _ => new(BrokenAsync());
        return schema;
    }

    private static Dictionary<string, object?> Page(int first, string? after)
    {
        var start = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture) + 1;
        var edges = Enumerable.Range(start, Math.Clamp(first, 0, ArticleCount - start)).Select(Edge).ToList();
        return new()
        {
            ["edges"] = edges,
            ["pageInfo"] = new Dictionary<string, object?>
            {
                ["hasNextPage"] = start + first < ArticleCount,
                ["hasPreviousPage"] = start > 0,
                ["startCursor"] = edges.FirstOrDefault()?["cursor"],
                ["endCursor"] = edges.LastOrDefault()?["cursor"],
            },
        };
    }

    private static Dictionary<string, object?> Edge(int index) => new()
    {
        ["cursor"] = index.ToString(CultureInfo.InvariantCulture),
        ["node"] = new Dictionary<string, object?>
        {
            ["id"] = $"article-{index}",
            ["title"] = $"Report {index} of the night",
            ["words"] = 300 + index,
            ["author"] = new Dictionary<string, object?> { ["id"] = $"author-{index % 2}", ["name"] = $"Author {index % 2}" },
        },
    };

    private static async IAsyncEnumerable<object?> TicksAsync(int count, int everyMilliseconds, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var tick = 1; tick <= count; tick++)
        {
            await Task.Delay(everyMilliseconds, cancellationToken);
            yield return tick;
        }
    }

    private static async IAsyncEnumerable<object?> FloodAsync(FloodCounter counter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var large = new string('x', 100_000);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                counter.Count();
                yield return large;
                await Task.Yield();
            }
        }
        finally
        {
            counter.End();
        }
    }

    private static async IAsyncEnumerable<object?> BrokenAsync()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("the password is secret");
    }
}
