namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class MaxIntrospectionDepthRuleTests() : RuleTest("MaxIntrospectionDepth")
{
    [Fact]
    public void What_tools_ask_is_allowed() => ExpectValid(
        """
        { __schema { types { fields { type { ofType { ofType { name } } } } inputFields { type { name } } } } }
        """);

    [Fact]
    public void Lists_of_types_inside_lists_of_types_are_not() => ExpectErrors(
        """
        { __schema { types { fields { type { fields { type { fields { name } } } } } } } }
        """,
        "Maximum introspection depth exceeded (1:3)");

    [Fact]
    public void Fragments_do_not_hide_it() => ExpectErrors(
        """
        { __type(name: "A") { ...F } }
        fragment F on __Type { fields { type { ...G } } }
        fragment G on __Type { possibleTypes { interfaces { name } } }
        """,
        "Maximum introspection depth exceeded (1:3)");

    [Fact]
    public void Fragment_cycles_end() => ExpectValid(
        """
        { __type(name: "A") { ...F } }
        fragment F on __Type { ofType { ...F } }
        """);
}
