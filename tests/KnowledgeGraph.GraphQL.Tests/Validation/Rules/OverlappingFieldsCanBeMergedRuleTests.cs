namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class OverlappingFieldsCanBeMergedRuleTests() : RuleTest("OverlappingFieldsCanBeMerged")
{
    [Fact]
    public void Identical_fields_merge() => ExpectValid(
        """
        { author { name name } author { id x: name x: name } article(id: 1) { id } article(id: 1) { title } }
        """);

    [Fact]
    public void The_order_of_object_fields_does_not_matter() => ExpectValid(
        """
        { articles(filter: {words: 1, kind: REPORT}) { id } articles(filter: {kind: REPORT, words: 1}) { title } }
        """);

    [Fact]
    public void One_name_for_two_fields_is_a_conflict() => ExpectErrors(
        """
        { author { x: name x: id } }
        """,
        """Fields "x" conflict because "name" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:12, 1:20)""");

    [Fact]
    public void Arguments_must_be_the_same() => ExpectErrors(
        """
        { article(id: 1) { id } article(id: 2) { id } articles { id } articles(first: 1) { id } }
        """,
        """Fields "article" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional. (1:3, 1:25)""",
        """Fields "articles" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional. (1:47, 1:63)""");

    [Fact]
    public void Fields_of_two_different_objects_never_meet() => ExpectValid(
        """
        { search { ... on Place { x: article(id: 1) { id } } ... on Article { x: author { id } } } }
        """);

    [Fact]
    public void But_their_shapes_must_agree() => ExpectErrors(
        """
        { search { ... on Author { x: name } ... on Article { x: words } } }
        """,
        """Fields "x" conflict because they return conflicting types "String" and "Int". Use different aliases on the fields to fetch both if this was intentional. (1:28, 1:55)""");

    [Fact]
    public void Lists_and_non_null_are_part_of_the_shape() => ExpectErrors(
        """
        { search { ... on Author { x: articles { id } y: id } ... on Article { x: author { id } y: title } } }
        """,
        """Fields "x" conflict because they return conflicting types "[Article!]!" and "Author". Use different aliases on the fields to fetch both if this was intentional. (1:28, 1:72)""",
        """Fields "y" conflict because they return conflicting types "ID!" and "String!". Use different aliases on the fields to fetch both if this was intentional. (1:47, 1:89)""");

    [Fact]
    public void Interfaces_can_meet_anything() => ExpectErrors(
        """
        { node { x: id ... on Author { x: name } } }
        """,
        """Fields "x" conflict because "id" and "name" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:10, 1:32)""");

    [Fact]
    public void Conflicts_inside_are_told_at_the_outermost_field() => ExpectErrors(
        """
        { author { articles { x: title } } author { articles { x: words y: id } } author { articles { y: kind } } }
        """,
        """Fields "author" conflict because subfields "articles" conflict because subfields "x" conflict because "title" and "words" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:3, 1:12, 1:23, 1:36, 1:45, 1:56)""",
        """Fields "author" conflict because subfields "articles" conflict because subfields "y" conflict because "id" and "kind" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:36, 1:45, 1:65, 1:75, 1:84, 1:95)""");

    [Fact]
    public void Fragments_are_compared_with_fields_and_with_each_other() => ExpectErrors(
        """
        { author { x: id ...F ...G } }
        fragment F on Author { x: name ...H }
        fragment G on Author { y: id }
        fragment H on Author { y: name }
        """,
        """Fields "x" conflict because "id" and "name" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:12, 2:24)""",
        """Fields "y" conflict because "name" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional. (4:24, 3:24)""");

    [Fact]
    public void Mutually_spread_fragments_end() => ExpectErrors(
        """
        { author { ...F } }
        fragment F on Author { x: id ...G }
        fragment G on Author { x: name ...F }
        """,
        """Fields "x" conflict because "id" and "name" are different fields. Use different aliases on the fields to fetch both if this was intentional. (2:24, 3:24)""",
        """Fields "x" conflict because "name" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional. (3:24, 2:24)""");

    [Fact]
    public void Unknown_fields_and_types_do_not_hide_conflicts() => ExpectErrors(
        """
        { x: nothing { a: b } x: nothing { a: c } ... on Unknown { y: a y: b } }
        """,
        """Fields "x" conflict because subfields "a" conflict because "b" and "c" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:3, 1:16, 1:23, 1:36)""",
        """Fields "y" conflict because "a" and "b" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:60, 1:65)""");

    [Fact]
    public void Deep_conflict_under_two_names() => ExpectErrors(
        """
        { node { ... on Author { same: articles { author { n: name } } } } node { ... on Author { same: articles { author { n: id } } } } }
        """,
        """Fields "node" conflict because subfields "same" conflict because subfields "author" conflict because subfields "n" conflict because "name" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional. (1:3, 1:26, 1:43, 1:52, 1:68, 1:91, 1:108, 1:117)""");
}
