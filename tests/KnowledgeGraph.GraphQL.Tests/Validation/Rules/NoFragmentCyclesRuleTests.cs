namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class NoFragmentCyclesRuleTests() : RuleTest("NoFragmentCycles")
{
    [Fact]
    public void The_same_fragment_twice_is_no_cycle() => ExpectValid(
        """
        { author { ...F } }
        fragment F on Author { ...G ...G }
        fragment G on Author { ...H }
        fragment H on Author { id }
        """);

    [Fact]
    public void A_fragment_does_not_spread_itself() => ExpectErrors(
        """
        fragment F on Author { articles { author { ...F } } }
        """,
        """Cannot spread fragment "F" within itself. (1:44)""");

    [Fact]
    public void A_cycle_is_told_once_with_the_way_it_takes() => ExpectErrors(
        """
        fragment F on Author { ...G }
        fragment G on Author { ...H id }
        fragment H on Author { ...F ...Missing }
        """,
        """Cannot spread fragment "F" within itself via "G", "H". (1:24, 2:24, 3:24)""");

    [Fact]
    public void Two_cycles_through_one_fragment_are_two() => ExpectErrors(
        """
        fragment F on Author { ...G ...H }
        fragment G on Author { ...F }
        fragment H on Author { ...H ...G }
        """,
        """Cannot spread fragment "F" within itself via "G". (1:24, 2:24)""",
        """Cannot spread fragment "H" within itself. (3:24)""");
}
