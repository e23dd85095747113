namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class FieldsOnCorrectTypeRuleTests() : RuleTest("FieldsOnCorrectType")
{
    [Fact]
    public void Fields_of_objects_interfaces_and_meta_fields_are_found() => ExpectValid(
        """
        { __typename __schema { types { name } } __type(name: "A") { name } author { name __typename } search { __typename ... on Node { id } } }
        """);

    [Fact]
    public void What_stands_below_an_unknown_field_is_not_reported_again() => ExpectErrors(
        """
        { unknown { deeper { still } } }
        """,
        """Cannot query field "unknown" on type "Query". (1:3)""");

    [Fact]
    public void A_misspelt_field_is_reported_with_what_is_near() => ExpectErrors(
        """
        { autor { nam x: artcles { tilte } } }
        """,
        """Cannot query field "autor" on type "Query". Did you mean "author"? (1:3)""");

    [Fact]
    public void A_field_of_possible_types_suggests_fragments() => ExpectErrors(
        """
        { node { title name } search { name id } named { article(id: 1) { id } } }
        """,
        """Cannot query field "title" on type "Node". Did you mean to use an inline fragment on "Article"? (1:10)""",
        """Cannot query field "name" on type "Node". Did you mean to use an inline fragment on "Named" or "Author"? (1:16)""",
        """Cannot query field "name" on type "Result". Did you mean to use an inline fragment on "Named", "Author", or "Place"? (1:32)""",
        """Cannot query field "id" on type "Result". Did you mean to use an inline fragment on "Node", "Article", or "Author"? (1:37)""",
        """Cannot query field "article" on type "Named". Did you mean to use an inline fragment on "Place"? (1:50)""");

    [Fact]
    public void Introspection_begins_at_the_query_only() => ExpectErrors(
        """
        { author { __schema { types { name } } } }
        mutation M { __type(name: "x") { name } }
        """,
        """Cannot query field "__schema" on type "Author". (1:12)""",
        """Cannot query field "__type" on type "Mutation". (2:14)""");
}
