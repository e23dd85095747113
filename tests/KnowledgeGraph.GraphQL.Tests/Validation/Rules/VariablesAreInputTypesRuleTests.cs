namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class VariablesAreInputTypesRuleTests() : RuleTest("VariablesAreInputTypes")
{
    [Fact]
    public void Scalars_enums_and_input_objects_are_input_types() => ExpectValid(
        """
        query ($a: Int!, $b: [[Kind]!], $c: Filter) { author { id } }
        """);

    [Fact]
    public void Unknown_types_are_left_to_another_rule() => ExpectValid(
        """
        query ($a: Unknown) { author { id } }
        """);

    [Fact]
    public void Output_types_are_reported_as_they_are_written() => ExpectErrors(
        """
        query ($a: Author, $b: [[Result!]]!, $c: Node) { author { id } }
        """,
        """Variable "$a" cannot be non-input type "Author". (1:12)""",
        """Variable "$b" cannot be non-input type "[[Result!]]!". (1:24)""",
        """Variable "$c" cannot be non-input type "Node". (1:42)""");
}
