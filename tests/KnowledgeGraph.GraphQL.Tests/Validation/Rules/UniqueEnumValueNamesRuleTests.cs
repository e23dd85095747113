namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueEnumValueNamesRuleTests() : RuleTest("UniqueEnumValueNames")
{
    [Fact]
    public void Enums_have_values_of_their_own() => ExpectSdlValid(
        """
        enum A { X Y }
        enum B { X }
        """);

    [Fact]
    public void Values_of_extensions_count() => ExpectSdlErrors(
        """
        enum A { X Y X }
        extend enum A { Y Z }
        """,
        """Enum value "A.X" can only be defined once. (1:10, 1:14)""",
        """Enum value "A.Y" can only be defined once. (1:12, 2:17)""");
}
