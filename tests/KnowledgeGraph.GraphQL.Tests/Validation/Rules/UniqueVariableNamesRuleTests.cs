namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueVariableNamesRuleTests() : RuleTest("UniqueVariableNames")
{
    [Fact]
    public void Operations_have_variables_of_their_own() => ExpectValid(
        """
        query A($a: Int, $b: Int) { author { id } }
        query B($a: Int) { author { id } }
        """);

    [Fact]
    public void All_of_one_name_are_reported_together() => ExpectErrors(
        """
        query A($a: Int, $b: Int, $a: ID, $a: Int) { author { id } }
        """,
        """There can be only one variable named "$a". (1:10, 1:28, 1:36)""");
}
