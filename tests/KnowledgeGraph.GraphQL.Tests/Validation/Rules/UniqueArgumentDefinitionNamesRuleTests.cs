namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueArgumentDefinitionNamesRuleTests() : RuleTest("UniqueArgumentDefinitionNames")
{
    [Fact]
    public void Fields_have_arguments_of_their_own() => ExpectSdlValid(
        """
        type A { a(x: Int): Int b(x: Int): Int }
        """);

    [Fact]
    public void All_of_one_name_are_reported_together() => ExpectSdlErrors(
        """
        type A { a(x: Int, y: Int, x: ID): Int }
        interface N { b(z: Int, z: Int): Int }
        directive @d(q: Int, q: Int, q: ID) on FIELD
        """,
        """Argument "A.a(x:)" can only be defined once. (1:12, 1:28)""",
        """Argument "N.b(z:)" can only be defined once. (2:17, 2:25)""",
        """Argument "@d(q:)" can only be defined once. (3:14, 3:22, 3:30)""");
}
