using System.Text.Json;
using System.Text.Json.Nodes;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests;

/// <summary>What a query costs the store: however many things a level has, it is one call for each kind of thing that the level reads.</summary>
public sealed class RoundTripTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    public static TheoryData<string, string> Queries
    {
        get
        {
            var queries = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Questions"), "*.graphql").Order(StringComparer.Ordinal))
                queries.Add(Path.GetFileName(file), "");
            foreach (var operation in Parse(ExampleQueries.Read()).Definitions.OfType<OperationDefinitionNode>().Where(o => o.Operation == OperationType.Query))
                queries.Add("the examples", operation.Name!.Value);
            return queries;
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task No_level_asks_twice_for_one_kind_of_thing(string document, string operation)
    {
        var text = operation.Length > 0 ? ExampleQueries.Read() : File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Questions", document));
        var store = new CountingStore(samples.Graph.Store);
        var services = new ServiceCollection();
        services.AddSingleton<IGraphStore>(store);
        services.AddGraphQL().AddKnowledgeGraph();
        await using var provider = services.BuildServiceProvider();

        await using var result = (OperationResult)await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(new()
        {
            Query = text,
            OperationName = operation.Length > 0 ? operation : null,
            Variables = JsonSerializer.SerializeToElement(await VariablesAsync(document)),
            User = Caller.Local.ToPrincipal(),
        });

        Assert.Empty(result.Errors);
        var node = Parse(text).Definitions.OfType<OperationDefinitionNode>().Single(o => operation.Length == 0 || o.Name!.Value == operation);
        var levels = Levels(node.SelectionSet, Parse(text));
        var calls = store.TakeCalls().GroupBy(call => call).ToDictionary(group => group.Key, group => group.Count());
        Assert.NotEmpty(calls);
        foreach (var (call, count) in calls) Assert.True(count <= levels, $"{document} {operation}: {count} times {call}, with {levels} levels");
        // A level reads more than one kind of thing now and then, but not every kind.
        Assert.True(calls.Values.Sum() <= 2 * levels + 4, $"{document} {operation}: {string.Join(", ", calls)}, with {levels} levels");
    }

    [Theory]
    [InlineData("relations(first: 100) { nodes { subject { ... on Entity { name } } attributedTo { name } evidence { article { outlet source { articleCount } } } } }", 1)]
    [InlineData("people(first: 100) { totalCount nodes { quotes(first: 3) { totalCount nodes { about { name } } } roles(first: 3) { totalCount } relations(first: 3) { totalCount nodes { object { ... on Entity { name } } } } } }", 1)]
    [InlineData("events(first: 100) { nodes { place { name } claims(first: 5) { totalCount nodes { attributedTo { name } } } comparisons(first: 5) { totalCount } articles(first: 5) { totalCount } } }", 2)]
    public async Task A_hundred_things_of_a_level_are_one_call_for_each_kind(string field, int levelsWithOneKind)
    {
        var store = new CountingStore(samples.Graph.Store);
        var services = new ServiceCollection();
        services.AddSingleton<IGraphStore>(store);
        services.AddGraphQL().AddKnowledgeGraph();
        await using var provider = services.BuildServiceProvider();
        await using var result = (OperationResult)await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(new() { Query = $"{{ {field} }}" });
        Assert.Empty(result.Errors);
        var calls = store.TakeCalls();
        Assert.True(calls.GroupBy(call => call).Max(group => group.Count()) <= levelsWithOneKind, string.Join(", ", calls));
    }

    private async Task<JsonObject> VariablesAsync(string document)
    {
        var ids = await samples.Graph.AskAsync(
            "{ attack: events(filter: { kinds: [\"attack\"] }, first: 1) { nodes { id } } keita: entity(name: \"Adama Keita\") { id } bravo: entity(name: \"Ignacio Bravo\") { id } mayor: entity(name: \"Elena Cusihuaman\") { id } articles(first: 1) { nodes { id } } }");
        return new()
        {
            ["name"] = "Adama Keita",
            ["metric"] = "killed",
            ["text"] = "trucks",
            ["words"] = "trucks",
            ["day"] = "2026-04-21",
            ["predicates"] = new JsonArray("MET"),
            ["event"] = ids["attack"].Nodes()[0].At("id"),
            ["entity"] = ids.At("keita.id"),
            ["from"] = document.StartsWith("the-night") ? "2026-03-01" : ids.At("bravo.id"),
            ["to"] = document.StartsWith("the-night") ? "2026-04-30" : ids.At("mayor.id"),
            ["id"] = ids["articles"].Nodes()[0].At("id"),
        };
    }

    private static DocumentNode Parse(string text) => Parser.Parse(System.Text.Encoding.UTF8.GetBytes(text));

    private static int Levels(SelectionSetNode selections, DocumentNode document) => selections.Selections.Select(selection => selection switch
    {
        FieldNode { SelectionSet: { } below } => 1 + Levels(below, document),
        InlineFragmentNode inline => Levels(inline.SelectionSet, document),
        FragmentSpreadNode spread => Levels(document.Definitions.OfType<FragmentDefinitionNode>().Single(fragment => fragment.Name.Value == spread.Name.Value).SelectionSet, document),
        _ => 1,
    }).Max();
}
