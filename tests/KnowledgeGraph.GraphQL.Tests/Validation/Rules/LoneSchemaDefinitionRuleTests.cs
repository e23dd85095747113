namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class LoneSchemaDefinitionRuleTests() : RuleTest("LoneSchemaDefinition")
{
    [Fact]
    public void One_is_fine() => ExpectSdlValid(
        """
        schema { query: A }
        extend schema { mutation: B }
        """);

    [Fact]
    public void More_are_reported() => ExpectSdlErrors(
        """
        schema { query: A }
        schema { query: B }
        schema { query: C }
        """,
        "Must provide only one schema definition. (2:1)",
        "Must provide only one schema definition. (3:1)");
}
