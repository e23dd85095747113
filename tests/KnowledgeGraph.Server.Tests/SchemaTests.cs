using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL;
using KnowledgeGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests;

public class SchemaTests
{
    private static readonly Schema Schema = Build();

    // KG_UPDATE=1 writes the file anew, so that the change shows in review.
    [Fact]
    public void The_published_schema_is_the_one_that_is_served()
    {
        var path = Repository.PathOf("schema", "knowledge-graph.graphql");
        var printed = SchemaPrinter.Print(Schema);
        if (Environment.GetEnvironmentVariable("KG_UPDATE") == "1") File.WriteAllText(path, printed);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), printed.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_type_and_field_is_described()
    {
        var silent = Schema.Types.Values
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(type => (type is FieldsType fields ? fields.Fields.Values.Where(f => string.IsNullOrWhiteSpace(f.Description)).Select(f => $"{type.Name}.{f.Name}") : [])
                .Concat(string.IsNullOrWhiteSpace(type.Description) ? [type.Name] : []));
        Assert.Equal([], silent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_at_most_300_types() => Assert.InRange(Schema.Types.Count, 1, 300);

    [Fact]
    public void Every_mutation_asks_for_a_role() =>
        Assert.Equal([], Schema.MutationType!.Fields.Values.Where(field => field.Guards.Count == 0).Select(field => field.Name));

    private static Schema Build()
    {
        var services = new ServiceCollection();
        services.AddGraphQL().AddKnowledgeGraph();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IRequestExecutor>().Schema;
    }
}
