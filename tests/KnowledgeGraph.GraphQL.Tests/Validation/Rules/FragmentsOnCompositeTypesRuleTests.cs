namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class FragmentsOnCompositeTypesRuleTests() : RuleTest("FragmentsOnCompositeTypes")
{
    [Fact]
    public void Objects_interfaces_and_unions_can_be_selected_on() => ExpectValid(
        """
        { search { ... on Author { id } ... on Node { id } ... { __typename } ...F } }
        fragment F on Result { __typename }
        """);

    [Fact]
    public void Leaves_and_input_types_cannot() => ExpectErrors(
        """
        { search { ... on Kind { x } ... on Int { x } ...F } }
        fragment F on Filter { words }
        """,
        """Fragment cannot condition on non composite type "Kind". (1:19)""",
        """Fragment cannot condition on non composite type "Int". (1:37)""",
        """Fragment "F" cannot condition on non composite type "Filter". (2:15)""");
}
