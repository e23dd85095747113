namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class KnownArgumentNamesOnDirectivesRuleTests() : RuleTest("KnownArgumentNamesOnDirectives")
{
    [Fact]
    public void Arguments_of_directives_in_definitions_are_checked() => ExpectSdlErrors(
        """
        directive @d(name: String, names: Int) on OBJECT
        type A @d(nam: "x", name: "y") { a: Int @deprecated(reasn: "z") }
        """,
        """Unknown argument "nam" on directive "@d". Did you mean "name" or "names"? (2:11)""",
        """Unknown argument "reasn" on directive "@deprecated". Did you mean "reason"? (2:53)""");
}
