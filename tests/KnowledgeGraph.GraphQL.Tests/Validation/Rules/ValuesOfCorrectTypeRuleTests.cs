namespace KnowledgeGraph.GraphQL.Tests.Validation.Rules;

public class ValuesOfCorrectTypeRuleTests() : RuleTest("ValuesOfCorrectType")
{
    [Fact]
    public void Literals_of_every_kind_fit() => ExpectValid(
        """
        { articles(filter: {words: 3, kind: REPORT, titles: ["a"], nested: {words: 1}, limit: 1}, first: 1, ids: ["a", 1], kinds: [OPINION, null], at: {any: ["thing", 1.5]}, exact: true) { id } }
        """);

    [Fact]
    public void A_single_value_stands_for_a_list() => ExpectValid(
        """
        { articles(ids: 1, kinds: REPORT, filter: {words: 1, titles: "t"}) { id } }
        """);

    [Fact]
    public void Null_fits_what_is_nullable() => ExpectValid(
        """
        { articles(filter: null, first: null, ids: null, kinds: [null]) { id } }
        """);

    [Fact]
    public void Int_is_whole_and_of_32_bits() => ExpectErrors(
        """
        { a: articles(first: "3") { id } b: articles(first: 3.0) { id } c: articles(first: 2147483648) { id } d: articles(first: THREE) { id } e: articles(first: true) { id } }
        """,
        """Int cannot represent non-integer value: "3" (1:22)""",
        "Int cannot represent non-integer value: 3.0 (1:53)",
        "Int cannot represent non 32-bit signed integer value: 2147483648 (1:84)",
        "Int cannot represent non-integer value: THREE (1:122)",
        "Int cannot represent non-integer value: true (1:155)");

    [Fact]
    public void Strings_booleans_and_ids_are_not_guessed() => ExpectErrors(
        """
        { a: search(text: 1) { __typename } b: articles(exact: "true") { id } c: articles(exact: 0) { id } d: article(id: 1.5) { id } e: article(id: true) { id } f: search(text: ["a"]) { __typename } }
        """,
        "String cannot represent a non string value: 1 (1:19)",
        """Boolean cannot represent a non boolean value: "true" (1:56)""",
        "Boolean cannot represent a non boolean value: 0 (1:90)",
        "ID cannot represent a non-string and non-integer value: 1.5 (1:115)",
        "ID cannot represent a non-string and non-integer value: true (1:142)",
        """String cannot represent a non string value: ["a"] (1:171)""");

    [Fact]
    public void Enum_values_are_names() => ExpectErrors(
        """
        { a: articles(kinds: "REPORT") { id } b: articles(kinds: [REPRT]) { id } c: articles(kinds: 1) { id } d: articles(filter: {words: 1, kind: {a: 1}}) { id } }
        """,
        """Enum "Kind" cannot represent non-enum value: "REPORT". Did you mean the enum value "REPORT"? (1:22)""",
        """Value "REPRT" does not exist in "Kind" enum. Did you mean the enum value "REPORT"? (1:59)""",
        """Enum "Kind" cannot represent non-enum value: 1. (1:93)""",
        """Enum "Kind" cannot represent non-enum value: {a: 1}. (1:140)""");

    [Fact]
    public void Non_null_refuses_null() => ExpectErrors(
        """
        { a: article(id: null) { id } b: articles(ids: [1, null]) { id } c: articles(exact: null) { id } }
        """,
        """Expected value of type "ID!", found null. (1:18)""",
        """Expected value of type "ID!", found null. (1:52)""",
        """Expected value of type "Boolean!", found null. (1:85)""");

    [Fact]
    public void Lists_are_checked_item_by_item() => ExpectErrors(
        """
        { articles(ids: [1, 2.5, "x", []]) { id } }
        """,
        "ID cannot represent a non-string and non-integer value: 2.5 (1:21)",
        "ID cannot represent a non-string and non-integer value: [] (1:31)");

    [Fact]
    public void Input_objects_name_what_is_missing_and_what_is_unknown() => ExpectErrors(
        """
        { a: articles(filter: {}) { id } b: articles(filter: {words: 1, kin: REPORT, zzz: 1}) { id } c: articles(filter: {words: 1, nested: {}}) { id } d: articles(filter: 3) { id } e: articles(filter: [1]) { id } }
        """,
        """Field "Filter.words" of required type "Int!" was not provided. (1:23)""",
        """Field "kin" is not defined by type "Filter". Did you mean "kind"? (1:65)""",
        """Field "zzz" is not defined by type "Filter". (1:78)""",
        """Field "Filter.words" of required type "Int!" was not provided. (1:133)""",
        """Expected value of type "Filter", found 3. (1:165)""",
        """Expected value of type "Filter", found [1]. (1:195)""");

    [Fact]
    public void OneOf_takes_exactly_one_key_that_is_not_null() => ExpectErrors(
        """
        { a: find(key: {}) { id } b: find(key: {id: 1, slug: "s"}) { id } c: find(key: {id: null}) { id } d: find(key: {slug: "s"}) { id } }
        """,
        """OneOf Input Object "Key" must specify exactly one key. (1:16)""",
        """OneOf Input Object "Key" must specify exactly one key. (1:40)""",
        """Field "Key.id" must be non-null. (1:80)""");

    [Fact]
    public void Defaults_and_directive_arguments_are_values_too() => ExpectErrors(
        """
        query ($a: Int = "x", $b: Filter! = {words: "y"}, $c: [Kind!] = [null]) @tag(name: 3) { author @include(if: 1) { id } }
        """,
        """Int cannot represent non-integer value: "x" (1:18)""",
        """Int cannot represent non-integer value: "y" (1:45)""",
        """Expected value of type "Kind!", found null. (1:66)""",
        "String cannot represent a non string value: 3 (1:84)",
        "Boolean cannot represent a non boolean value: 1 (1:109)");
}
