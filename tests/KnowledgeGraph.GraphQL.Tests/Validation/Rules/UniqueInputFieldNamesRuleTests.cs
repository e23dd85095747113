namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueInputFieldNamesRuleTests() : RuleTest("UniqueInputFieldNames")
{
    [Fact]
    public void Objects_have_fields_of_their_own() => ExpectValid(
        """
        { articles(filter: {words: 1, nested: {words: 2, nested: {words: 3}}}) { id } }
        """);

    [Fact]
    public void A_field_given_again_is_reported_with_the_first() => ExpectErrors(
        """
        { articles(filter: {words: 1, nested: {words: 2, words: 3}, words: 4, words: 5}) { id } }
        """,
        """There can be only one input field named "words". (1:40, 1:50)""",
        """There can be only one input field named "words". (1:21, 1:61)""",
        """There can be only one input field named "words". (1:21, 1:71)""");
}
