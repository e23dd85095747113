namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class SingleFieldSubscriptionsRuleTests() : RuleTest("SingleFieldSubscriptions")
{
    [Fact]
    public void One_field_is_fine_also_from_a_fragment() => ExpectValid(
        """
        subscription S { ...F }
        fragment F on Subscription { published { id } }
        """);

    [Fact]
    public void The_same_field_twice_is_one() => ExpectValid(
        """
        subscription { published { id } published { title } }
        """);

    [Fact]
    public void More_fields_are_reported_together() => ExpectErrors(
        """
        subscription S { published { id } withdrawn { id } more: withdrawn { id } }
        """,
        """Subscription "S" must select only one top level field. (1:35, 1:52)""");

    [Fact]
    public void Fields_of_fragments_count() => ExpectErrors(
        """
        subscription { published { id } ...F }
        fragment F on Subscription { withdrawn { id } ... on Subscription { again: published { id } } }
        """,
        "Anonymous Subscription must select only one top level field. (2:30, 2:69)");

    [Fact]
    public void Introspection_is_no_source_of_events() => ExpectErrors(
        """
        subscription { __typename }
        """,
        "Anonymous Subscription must not select an introspection top level field. (1:16)");

    [Fact]
    public void Fragments_that_spread_one_another_end() => ExpectValid(
        """
        subscription { ...F }
        fragment F on Subscription { published { id } ...F }
        """);

    [Fact]
    public void A_literal_condition_is_decided() => ExpectValid(
        """
        subscription { published { id } withdrawn @skip(if: true) { id } }
        """);
}
