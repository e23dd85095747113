namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueOperationTypesRuleTests() : RuleTest("UniqueOperationTypes")
{
    [Fact]
    public void Each_root_once() => ExpectSdlValid(
        """
        schema { query: A mutation: B }
        extend schema { subscription: C }
        """);

    [Fact]
    public void A_root_named_again_is_reported_with_the_first() => ExpectSdlErrors(
        """
        schema { query: A query: B mutation: C }
        extend schema { mutation: D }
        """,
        "There can be only one query type in schema. (1:10, 1:19)",
        "There can be only one mutation type in schema. (1:28, 2:17)");
}
