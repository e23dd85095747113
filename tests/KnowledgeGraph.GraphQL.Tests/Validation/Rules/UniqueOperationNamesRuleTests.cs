namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueOperationNamesRuleTests() : RuleTest("UniqueOperationNames")
{
    [Fact]
    public void Different_names_and_a_fragment_of_the_same_name_are_fine() => ExpectValid(
        """
        query A { author { ...A } } mutation B { publish(id: 1) { id } }
        fragment A on Author { name }
        """);

    [Fact]
    public void The_second_operation_of_a_name_is_reported_with_the_first() => ExpectErrors(
        """
        query A { author { name } }
        subscription A { published { id } }
        """,
        """There can be only one operation named "A". (1:7, 2:14)""");
}
