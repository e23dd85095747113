namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class PossibleTypeExtensionsRuleTests() : RuleTest("PossibleTypeExtensions")
{
    [Fact]
    public void Types_are_extended_by_their_kind() => ExpectSdlValid(
        """
        type A { a: Int }
        extend type A { b: Int }
        scalar S
        extend scalar S @d
        """);

    [Fact]
    public void Another_kind_is_reported_with_the_definition() => ExpectSdlErrors(
        """
        scalar S
        extend type S { a: Int }
        input I { a: Int }
        extend enum I { X }
        type T { a: Int }
        extend input T { a: Int }
        """,
        """Cannot extend non-object type "S". (1:1, 2:1)""",
        """Cannot extend non-enum type "I". (3:1, 4:1)""",
        """Cannot extend non-input object type "T". (5:1, 6:1)""");

    [Fact]
    public void Unknown_types_are_reported_with_what_is_near() => ExpectSdlErrors(
        """
        type Article { a: Int }
        extend type Artcle { b: Int }
        extend union Zebra = Article
        """,
        """Cannot extend type "Artcle" because it is not defined. Did you mean "Article"? (2:13)""",
        """Cannot extend type "Zebra" because it is not defined. (3:14)""");
}
