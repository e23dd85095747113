namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueDirectiveNamesRuleTests() : RuleTest("UniqueDirectiveNames")
{
    [Fact]
    public void Different_names_are_fine() => ExpectSdlValid(
        """
        directive @a on FIELD
        directive @b on FIELD
        """);

    [Fact]
    public void The_second_directive_of_a_name_is_reported_with_the_first() => ExpectSdlErrors(
        """
        directive @a on FIELD
        directive @a on QUERY
        """,
        """There can be only one directive named "@a". (1:12, 2:12)""");
}
