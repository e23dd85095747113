namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class KnownArgumentNamesRuleTests() : RuleTest("KnownArgumentNames")
{
    [Fact]
    public void Defined_arguments_are_known() => ExpectValid(
        """
        { article(id: 1) { id @tag(name: "x", weight: 2) } }
        """);

    [Fact]
    public void Unknown_ones_are_reported_with_what_is_near() => ExpectErrors(
        """
        { article(ids: 1, x: 2) { id @tag(nme: "x") @skip(iff: true) } author(first: 1) { articles(frst: 1) { id } } }
        """,
        """Unknown argument "ids" on field "Query.article". Did you mean "id"? (1:11)""",
        """Unknown argument "x" on field "Query.article". (1:19)""",
        """Unknown argument "nme" on directive "@tag". Did you mean "name"? (1:35)""",
        """Unknown argument "iff" on directive "@skip". Did you mean "if"? (1:51)""",
        """Unknown argument "first" on field "Query.author". (1:71)""",
        """Unknown argument "frst" on field "Author.articles". Did you mean "first"? (1:92)""");

    [Fact]
    public void Arguments_of_unknown_fields_and_directives_are_left_alone() => ExpectValid(
        """
        { unknown(x: 1) author @unknown(x: 1) { id } }
        """);
}
