namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class KnownFragmentNamesRuleTests() : RuleTest("KnownFragmentNames")
{
    [Fact]
    public void Defined_fragments_are_known() => ExpectValid(
        """
        { author { ...F ... on Author { ...G } } }
        fragment F on Author { ...G }
        fragment G on Author { id }
        """);

    [Fact]
    public void Missing_ones_are_reported_where_they_are_spread() => ExpectErrors(
        """
        { author { ...Missing ... { ...Gone } } }
        fragment F on Author { ...Missing }
        """,
        """Unknown fragment "Missing". (1:15)""",
        """Unknown fragment "Gone". (1:32)""",
        """Unknown fragment "Missing". (2:27)""");
}
