namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class PossibleFragmentSpreadsRuleTests() : RuleTest("PossibleFragmentSpreads")
{
    [Fact]
    public void What_can_overlap_is_fine() => ExpectValid(
        """
        { node { ... on Author { id } ...N } search { ... on Node { id } ... on Place { name } ... { __typename } } }
        fragment N on Named { name }
        """);

    [Fact]
    public void What_never_can_is_reported() => ExpectErrors(
        """
        { author { ... on Article { id } ...P } named { ... on Article { id } } article(id: 1) { ...N } }
        fragment P on Place { name }
        fragment N on Named { name }
        """,
        """Fragment cannot be spread here as objects of type "Author" can never be of type "Article". (1:12)""",
        """Fragment "P" cannot be spread here as objects of type "Author" can never be of type "Place". (1:34)""",
        """Fragment cannot be spread here as objects of type "Named" can never be of type "Article". (1:49)""",
        """Fragment "N" cannot be spread here as objects of type "Article" can never be of type "Named". (1:90)""");
}
