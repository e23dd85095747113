namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class NoUnusedFragmentsRuleTests() : RuleTest("NoUnusedFragments")
{
    [Fact]
    public void Fragments_are_used_through_others() => ExpectValid(
        """
        { author { ...F } }
        fragment F on Author { ...G }
        fragment G on Author { id }
        """);

    [Fact]
    public void Fragments_that_only_use_each_other_are_not() => ExpectErrors(
        """
        { author { id } }
        fragment F on Author { ...G }
        fragment G on Author { ...F }
        """,
        """Fragment "F" is never used. (2:1)""",
        """Fragment "G" is never used. (3:1)""");
}
