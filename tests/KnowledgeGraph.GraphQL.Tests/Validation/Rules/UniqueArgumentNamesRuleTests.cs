namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class UniqueArgumentNamesRuleTests() : RuleTest("UniqueArgumentNames")
{
    [Fact]
    public void Fields_have_arguments_of_their_own() => ExpectValid(
        """
        { a: article(id: 1) { id } b: article(id: 1) { id @tag(name: "x", weight: 1) } }
        """);

    [Fact]
    public void All_of_one_name_are_reported_together() => ExpectErrors(
        """
        { article(id: 1, id: 2, id: 3) { id @tag(name: "x", weight: 1, name: "y") } }
        """,
        """There can be only one argument named "id". (1:11, 1:18, 1:25)""",
        """There can be only one argument named "name". (1:42, 1:64)""");
}
