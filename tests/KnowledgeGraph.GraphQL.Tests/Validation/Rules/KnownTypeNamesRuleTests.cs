namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class KnownTypeNamesRuleTests() : RuleTest("KnownTypeNames")
{
    [Fact]
    public void Types_of_the_schema_are_known() => ExpectValid(
        """
        query ($a: Int, $b: [Filter!]) { node { ... on Author { name } ...F } }
        fragment F on Article { id }
        """);

    [Fact]
    public void Unknown_names_are_reported_with_what_is_near() => ExpectErrors(
        """
        query ($a: Filte, $b: [Strin]) { node { ... on Authr { name } ...F } }
        fragment F on Zebra { id }
        """,
        """Unknown type "Filte". Did you mean "Filter" or "Int"? (1:12)""",
        """Unknown type "Strin". Did you mean "String" or "Stamp"? (1:24)""",
        """Unknown type "Authr". Did you mean "Author"? (1:48)""",
        """Unknown type "Zebra". (2:15)""");

    [Fact]
    public void Definitions_know_the_specified_scalars_and_one_another() => ExpectSdlValid(
        """
        type A { b: B c: String i: Int }
        type B { a: [A!]! }
        """);

    [Fact]
    public void Definitions_are_suggested() => ExpectSdlErrors(
        """
        type Article { a: Artcle s: Strng }
        union U = Article | Missing
        """,
        """Unknown type "Artcle". Did you mean "Article"? (1:19)""",
        """Unknown type "Strng". Did you mean "String"? (1:29)""",
        """Unknown type "Missing". (2:21)""");
}
