namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class ExecutableDefinitionsRuleTests() : RuleTest("ExecutableDefinitions")
{
    [Fact]
    public void Operations_and_fragments_are_executable() => ExpectValid(
        """
        { author { ...F } }
        fragment F on Author { name }
        """);

    [Fact]
    public void Types_schemas_and_extensions_are_not() => ExpectErrors(
        """
        query { author { name } }
        type Cow { name: String }
        extend type Author { age: Int }
        schema { query: Query }
        extend schema @tag
        directive @d on FIELD
        """,
        """The "Cow" definition is not executable. (2:1)""",
        """The "Author" definition is not executable. (3:1)""",
        "The schema definition is not executable. (4:1)",
        "The schema definition is not executable. (5:1)",
        """The "d" definition is not executable. (6:1)""");
}
