namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueDirectivesPerLocationRuleTests() : RuleTest("UniqueDirectivesPerLocation")
{
    [Fact]
    public void Repeatable_ones_repeat_and_unknown_ones_are_left_alone() => ExpectValid(
        """
        { author @tag(name: "a") @tag(name: "b") @unknown @unknown { id } }
        """);

    [Fact]
    public void The_same_directive_twice_is_reported_with_the_first() => ExpectErrors(
        """
        query ($a: Int @once @once) { author @once @once @once { ...F @skip(if: true) @skip(if: false) } }
        fragment F on Author @once { id }
        """,
        """The directive "@once" can only be used once at this location. (1:16, 1:22)""",
        """The directive "@once" can only be used once at this location. (1:38, 1:44)""",
        """The directive "@once" can only be used once at this location. (1:38, 1:50)""",
        """The directive "@skip" can only be used once at this location. (1:63, 1:79)""");

    [Fact]
    public void A_type_and_its_extensions_are_one_place() => ExpectSdlErrors(
        """
        directive @d on OBJECT | SCHEMA
        type A @d { a: Int }
        extend type A @d
        type B @d { a: Int }
        schema @d { query: A }
        extend schema @d
        """,
        """The directive "@d" can only be used once at this location. (2:8, 3:15)""",
        """The directive "@d" can only be used once at this location. (5:8, 6:15)""");
}
