namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class ScalarLeafsRuleTests() : RuleTest("ScalarLeafs")
{
    [Fact]
    public void Leaves_without_and_objects_with_selections_are_fine() => ExpectValid(
        """
        { author { name articles { id kind } } }
        """);

    [Fact]
    public void An_object_needs_a_selection() => ExpectErrors(
        """
        { author search node }
        """,
        """Field "author" of type "Author" must have a selection of subfields. Did you mean "author { ... }"? (1:3)""",
        """Field "search" of type "[Result]" must have a selection of subfields. Did you mean "search { ... }"? (1:10)""",
        """Field "node" of type "Node" must have a selection of subfields. Did you mean "node { ... }"? (1:17)""");

    [Fact]
    public void A_leaf_takes_none() => ExpectErrors(
        """
        { author { name { first } articles { id @once { x } kind { a } } } }
        """,
        """Field "name" must not have a selection since type "String" has no subfields. (1:17)""",
        """Field "id" must not have a selection since type "ID!" has no subfields. (1:47)""",
        """Field "kind" must not have a selection since type "Kind" has no subfields. (1:58)""");
}
