namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class NoUnusedVariablesRuleTests() : RuleTest("NoUnusedVariables")
{
    [Fact]
    public void A_use_in_a_fragment_or_inside_a_value_is_a_use() => ExpectValid(
        """
        query ($n: Int, $w: Int!, $s: Boolean!) { author { ...F } articles(filter: {words: $w}) { id @skip(if: $s) } }
        fragment F on Author { articles(first: $n) { id } }
        """);

    [Fact]
    public void What_nobody_uses_is_reported() => ExpectErrors(
        """
        query A($a: Int, $b: Int) { author { articles(first: $a) { id } } }
        query ($c: Int) { author { id } }
        """,
        """Variable "$b" is never used in operation "A". (1:18)""",
        """Variable "$c" is never used. (2:8)""");
}
