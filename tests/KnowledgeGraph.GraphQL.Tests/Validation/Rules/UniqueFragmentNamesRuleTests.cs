namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueFragmentNamesRuleTests() : RuleTest("UniqueFragmentNames")
{
    [Fact]
    public void Different_names_are_fine_also_that_of_an_operation() => ExpectValid(
        """
        query F { author { ...F ...G } }
        fragment F on Author { id }
        fragment G on Author { id }
        """);

    [Fact]
    public void The_second_fragment_of_a_name_is_reported_with_the_first() => ExpectErrors(
        """
        { author { ...F } }
        fragment F on Author { id }
        fragment F on Author { name }
        """,
        """There can be only one fragment named "F". (2:10, 3:10)""");
}
