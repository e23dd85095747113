namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class ProvidedRequiredArgumentsRuleTests() : RuleTest("ProvidedRequiredArguments")
{
    [Fact]
    public void Defaults_and_nullable_ones_may_be_left_out() => ExpectValid(
        """
        { articles { id } author { articles { id } } article(id: 1) { id @tag(name: "x") } }
        """);

    [Fact]
    public void Missing_ones_are_reported() => ExpectErrors(
        """
        { article { id @skip @tag(weight: 1) } named { ... on Place { article { id } } } }
        """,
        """Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided. (1:16)""",
        """Directive "@tag" argument "name" of type "String!" is required, but it was not provided. (1:22)""",
        """Field "article" argument "id" of type "ID!" is required, but it was not provided. (1:3)""",
        """Field "article" argument "id" of type "ID!" is required, but it was not provided. (1:63)""");
}
