namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class KnownDirectivesRuleTests() : RuleTest("KnownDirectives")
{
    [Fact]
    public void Directives_stand_where_they_are_allowed() => ExpectValid(
        """
        query ($a: Int @once) @tag(name: "q") { author @tag(name: "f") @include(if: true) { ...F @once ... @once { id } } }
        fragment F on Author @once { id }
        """);

    [Fact]
    public void Unknown_and_misplaced_ones_are_reported() => ExpectErrors(
        """
        query @include(if: true) @unknown { author @deprecated { ...F @tag(name: "x") } }
        mutation M @once { publish(id: 1) { id } }
        fragment F on Author @skip(if: true) { id }
        """,
        """Directive "@include" may not be used on QUERY. (1:7)""",
        """Unknown directive "@unknown". (1:26)""",
        """Directive "@deprecated" may not be used on FIELD. (1:44)""",
        """Directive "@tag" may not be used on FRAGMENT_SPREAD. (1:63)""",
        """Directive "@once" may not be used on MUTATION. (2:12)""",
        """Directive "@skip" may not be used on FRAGMENT_DEFINITION. (3:22)""");

    [Fact]
    public void Places_in_definitions_are_told_apart() => ExpectSdlErrors(
        """
        directive @d on OBJECT
        type A @d { a(b: Int @d): Int @d }
        input I @d { a: Int @d }
        extend input I { b: Int @d }
        enum E @d { X @d }
        schema @d { query: A }
        scalar S @d
        union U @d = A
        interface N @d { a: Int }
        """,
        """Directive "@d" may not be used on ARGUMENT_DEFINITION. (2:22)""",
        """Directive "@d" may not be used on FIELD_DEFINITION. (2:31)""",
        """Directive "@d" may not be used on INPUT_OBJECT. (3:9)""",
        """Directive "@d" may not be used on INPUT_FIELD_DEFINITION. (3:21)""",
        """Directive "@d" may not be used on ARGUMENT_DEFINITION. (4:25)""",
        """Directive "@d" may not be used on ENUM. (5:8)""",
        """Directive "@d" may not be used on ENUM_VALUE. (5:15)""",
        """Directive "@d" may not be used on SCHEMA. (6:8)""",
        """Directive "@d" may not be used on SCALAR. (7:10)""",
        """Directive "@d" may not be used on UNION. (8:9)""",
        """Directive "@d" may not be used on INTERFACE. (9:13)""");

    [Fact]
    public void Specified_directives_are_known() => ExpectSdlValid(
        """
        type A { a: Int @deprecated }
        scalar S @specifiedBy(url: "u")
        input I @oneOf { a: Int }
        """);
}
