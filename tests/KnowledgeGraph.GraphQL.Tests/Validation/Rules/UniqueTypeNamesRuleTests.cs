namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueTypeNamesRuleTests() : RuleTest("UniqueTypeNames")
{
    [Fact]
    public void Different_names_are_fine() => ExpectSdlValid(
        """
        type A { a: Int }
        scalar B
        extend type A { b: Int }
        """);

    [Fact]
    public void The_second_type_of_a_name_is_reported_with_the_first() => ExpectSdlErrors(
        """
        type A { a: Int }
        scalar A
        enum A { X }
        """,
        """There can be only one type named "A". (1:6, 2:8)""",
        """There can be only one type named "A". (1:6, 3:6)""");
}
