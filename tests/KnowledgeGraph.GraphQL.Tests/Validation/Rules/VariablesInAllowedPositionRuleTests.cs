namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class VariablesInAllowedPositionRuleTests() : RuleTest("VariablesInAllowedPosition")
{
    [Fact]
    public void The_same_or_a_stricter_type_is_allowed() => ExpectValid(
        """
        query ($a: ID!, $b: Int!, $c: [ID!]!, $d: Kind, $e: Filter!) { article(id: $a) { id } articles(first: $b, ids: $c, kinds: [$d], filter: $e) { id } }
        """);

    [Fact]
    public void A_default_makes_a_nullable_variable_fit() => ExpectValid(
        """
        query ($a: ID = 1, $b: Boolean) { article(id: $a) { id } articles(exact: $b) { id } }
        """);

    [Fact]
    public void A_default_of_null_does_not() => ExpectErrors(
        """
        query ($a: ID = null) { article(id: $a) { id } }
        """,
        """Variable "$a" of type "ID" used in position expecting type "ID!". (1:8, 1:37)""");

    [Fact]
    public void What_does_not_fit_is_reported_at_both_places() => ExpectErrors(
        """
        query ($a: ID, $b: String, $c: [ID], $d: [Int], $e: Int) { article(id: $a) { id } articles(first: $b, ids: $c, filter: {words: $e}) { id } ...F }
        fragment F on Query { x: articles(first: $d) { id @skip(if: $b) } }
        """,
        """Variable "$a" of type "ID" used in position expecting type "ID!". (1:8, 1:72)""",
        """Variable "$b" of type "String" used in position expecting type "Int". (1:16, 1:99)""",
        """Variable "$c" of type "[ID]" used in position expecting type "[ID!]". (1:28, 1:108)""",
        """Variable "$e" of type "Int" used in position expecting type "Int!". (1:49, 1:128)""",
        """Variable "$d" of type "[Int]" used in position expecting type "Int". (1:38, 2:42)""",
        """Variable "$b" of type "String" used in position expecting type "Boolean!". (1:16, 2:61)""");

    [Fact]
    public void OneOf_needs_a_variable_that_is_never_null() => ExpectErrors(
        """
        query ($a: ID, $b: String!) { a: find(key: {slug: "s"}, maybe: {id: $a}) { id } b: find(key: {slug: "s"}, maybe: {slug: $b}) { id } }
        """,
        """Variable "$a" is of type "ID" but must be non-nullable to be used for OneOf Input Object "Key". (1:8, 1:69)""");
}
