namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class NoUndefinedVariablesRuleTests() : RuleTest("NoUndefinedVariables")
{
    [Fact]
    public void Variables_are_defined_for_fragments_too() => ExpectValid(
        """
        query ($id: ID!, $n: Int) { article(id: $id) { ...F } }
        fragment F on Article { author { articles(first: $n) { id } } }
        """);

    [Fact]
    public void An_operation_without_a_name_is_not_named() => ExpectErrors(
        """
        { article(id: $id) { id } }
        """,
        """Variable "$id" is not defined. (1:15, 1:1)""");

    [Fact]
    public void Each_operation_that_reaches_the_use_is_told() => ExpectErrors(
        """
        query A { author { ...F } }
        query B($n: Int) { author { ...F } }
        query C { author { ...F } }
        fragment F on Author { articles(first: $n, after: $x) { id @skip(if: $y) } }
        """,
        """Variable "$n" is not defined by operation "A". (4:40, 1:1)""",
        """Variable "$x" is not defined by operation "A". (4:51, 1:1)""",
        """Variable "$y" is not defined by operation "A". (4:70, 1:1)""",
        """Variable "$x" is not defined by operation "B". (4:51, 2:1)""",
        """Variable "$y" is not defined by operation "B". (4:70, 2:1)""",
        """Variable "$n" is not defined by operation "C". (4:40, 3:1)""",
        """Variable "$x" is not defined by operation "C". (4:51, 3:1)""",
        """Variable "$y" is not defined by operation "C". (4:70, 3:1)""");
}
