namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class LoneAnonymousOperationRuleTests() : RuleTest("LoneAnonymousOperation")
{
    [Fact]
    public void One_without_a_name_beside_fragments_is_fine() => ExpectValid(
        """
        { author { ...F } }
        fragment F on Author { name }
        """);

    [Fact]
    public void Every_operation_without_a_name_is_reported_beside_others() => ExpectErrors(
        """
        { author { name } }
        query B { author { name } }
        mutation { publish(id: 1) { id } }
        """,
        "This anonymous operation must be the only defined operation. (1:1)",
        "This anonymous operation must be the only defined operation. (3:1)");
}
