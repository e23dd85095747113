namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class ProvidedRequiredArgumentsOnDirectivesRuleTests() : RuleTest("ProvidedRequiredArgumentsOnDirectives")
{
    [Fact]
    public void Directives_in_definitions_get_what_they_require() => ExpectSdlErrors(
        """
        directive @d(a: Int!, b: [String]!, c: Int! = 3) on OBJECT
        type A @d(a: 1) { a: Int }
        scalar S @specifiedBy
        """,
        """Directive "@d" argument "b" of type "[String]!" is required, but it was not provided. (2:8)""",
        """Directive "@specifiedBy" argument "url" of type "String!" is required, but it was not provided. (3:10)""");
}
