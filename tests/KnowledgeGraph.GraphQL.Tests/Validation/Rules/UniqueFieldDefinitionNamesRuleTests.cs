namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueFieldDefinitionNamesRuleTests() : RuleTest("UniqueFieldDefinitionNames")
{
    [Fact]
    public void Types_have_fields_of_their_own() => ExpectSdlValid(
        """
        type A { a: Int b: Int }
        input I { a: Int }
        """);

    [Fact]
    public void Fields_of_extensions_count() => ExpectSdlErrors(
        """
        type A { a: Int a: ID }
        extend type A { a: Int }
        interface N { x: Int x: Int }
        input I { y: Int y: Int }
        """,
        """Field "A.a" can only be defined once. (1:10, 1:17)""",
        """Field "A.a" can only be defined once. (1:10, 2:17)""",
        """Field "N.x" can only be defined once. (3:15, 3:22)""",
        """Field "I.y" can only be defined once. (4:11, 4:18)""");
}
