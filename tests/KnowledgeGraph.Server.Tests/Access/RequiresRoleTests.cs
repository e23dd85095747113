using System.Security.Claims;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.Access;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests.Access;

/// <summary>Who may use which field.</summary>
public class RequiresRoleTests
{
    [Theory]
    [InlineData("reader", "mutation { add }", "FORBIDDEN")]
    [InlineData("writer", "mutation { add }", null)]
    [InlineData("curator", "mutation { add }", null)]
    [InlineData("writer", "mutation { merge }", "FORBIDDEN")]
    [InlineData("curator", "mutation { merge }", null)]
    [InlineData("nobody", "mutation { add }", "UNAUTHENTICATED")]
    [InlineData("nobody", "{ open }", null)]
    [InlineData("nobody", "{ open secret: hidden }", "UNAUTHENTICATED")]
    [InlineData("reader", "{ hidden }", "FORBIDDEN")]
    [InlineData("writer", "{ hidden }", null)]
    [InlineData("nobody", "{ vault { door } }", "UNAUTHENTICATED")] // the whole type is guarded
    [InlineData("writer", "{ vault { door } }", "FORBIDDEN")]
    [InlineData("curator", "{ vault { door } }", null)]
    [InlineData("nobody", "{ ...Inside } fragment Inside on Query { hidden }", "UNAUTHENTICATED")]
    [InlineData("nobody", "{ ... on Query { hidden } }", "UNAUTHENTICATED")]
    [InlineData("nobody", "{ open hidden @skip(if: true) }", "UNAUTHENTICATED")]
    [InlineData("nobody", "{ building { door } }", "UNAUTHENTICATED")] // it may turn out to be the vault
    [InlineData("nobody", "{ building { ... on Shed { roof } } }", null)]
    [InlineData("reader", "subscription { added }", "FORBIDDEN")]
    public async Task Field_is_answered_to_callers_of_its_role(string who, string query, string? code)
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = query, User = User(who) });
        Assert.Equal(code, (result as OperationResult)?.Errors.Select(error => error.Code).FirstOrDefault());
    }

    [Fact]
    public async Task Refused_field_keeps_the_mutations_before_it_from_running()
    {
        var done = new Done();
        await using var result = (OperationResult)await Executor(done).ExecuteAsync(new() { Query = "mutation { add again: add merge }", User = User("writer") });
        Assert.Equal(0, done.Count);
        Assert.Equal("""{"errors":[{"message":"This needs the role curator, and Ada is writer.","locations":[{"line":1,"column":27}],"extensions":{"code":"FORBIDDEN"}}]}""", result.ToJson());
    }

    [Fact]
    public async Task Resolver_gets_the_callers_name()
    {
        await using var result = (OperationResult)await Executor().ExecuteAsync(new() { Query = "mutation { merge }", User = User("curator") });
        Assert.Equal("""{"data":{"merge":"merged by Ada"}}""", result.ToJson());
    }

    [Fact]
    public void Description_ends_with_the_role() =>
        Assert.Equal("Adds. For callers with the role writer.", Executor().Schema.MutationType!.Fields["add"].Description);

    private static ClaimsPrincipal? User(string who) =>
        who == "nobody" ? null : new Caller("Ada", Enum.Parse<Role>(who, ignoreCase: true), CallerKind.ApiKey).ToPrincipal();

    private static IRequestExecutor Executor(Done? done = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(done ?? new());
        services.AddGraphQL().AddQueryType<Query>().AddMutationType<Mutation>().AddSubscriptionType<Subscription>().AddType<Vault>().AddType<Shed>();
        return services.BuildServiceProvider().GetRequiredService<IRequestExecutor>();
    }

    public sealed class Done
    {
        public int Count { get; set; }
    }

    public sealed class Query
    {
        public string Open => "open";

        [RequiresRole(Role.Writer)]
        public string Hidden => "hidden";

        public Vault Vault => new();

        public Building Building => new Shed();
    }

    [RequiresRole(Role.Writer)]
    public sealed class Mutation
    {
        [GraphQLDescription("Adds.")]
        public int Add(Done done) => ++done.Count;

        [RequiresRole(Role.Curator)]
        public string Merge(ClaimsPrincipal user) => $"merged by {Caller.Of(user).Name}";
    }

    [RequiresRole(Role.Writer)]
    public sealed class Subscription
    {
        public async IAsyncEnumerable<int> Added()
        {
            await Task.Yield();
            yield return 1;
        }
    }

    [InterfaceType("Building")]
    public abstract class Building
    {
        public string Door => "oak";
    }

    [RequiresRole(Role.Curator)]
    public sealed class Vault : Building;

    public sealed class Shed : Building
    {
        public string Roof => "tin";
    }
}
