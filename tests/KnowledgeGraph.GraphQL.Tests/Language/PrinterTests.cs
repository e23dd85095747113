using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Tests.Language;

public class PrinterTests
{
    [Theory]
    [InlineData("{a}", "{\n  a\n}")]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q{a}", "query Q {\n  a\n}")]
    [InlineData("query($a:Int){a}", "query ($a: Int) {\n  a\n}")]
    [InlineData("query@d{a}", "query @d {\n  a\n}")]
    [InlineData("mutation Q($a:Int=1@d,$b:[B!]!)@d{a}", "mutation Q($a: Int = 1 @d, $b: [B!]!) @d {\n  a\n}")]
    [InlineData("\"d\"query Q(\"e\"$a:Int){a}", "\"d\"\nquery Q(\n\"e\"\n$a: Int\n) {\n  a\n}")]
    [InlineData("{x:a(b:{c:[1,2.5,\"s\",TRUE,true,null,$v]})@d{...F@d...on T@d{b}...{c}}}", "{\n  x: a(b: {c: [1, 2.5, \"s\", TRUE, true, null, $v]}) @d {\n    ...F @d\n    ... on T @d {\n      b\n    }\n    ... {\n      c\n    }\n  }\n}")]
    [InlineData("fragment F on T@d{a}", "fragment F on T @d {\n  a\n}")]
    [InlineData("{a(b:\"\"\"one\"\"\")}", "{\n  a(b: \"\"\"one\"\"\")\n}")]
    [InlineData("{a(b:\"\"\"one\ntwo\"\"\")}", "{\n  a(b: \"\"\"\n  one\n  two\n  \"\"\")\n}")]
    [InlineData("{a(b:\"tab\\t \\u0007 \\u009f\")}", "{\n  a(b: \"tab\\t \\u0007 \\u009F\")\n}")]
    [InlineData("type A implements B&C@d{a(b:Int=1):C!@d}", "type A implements B & C @d {\n  a(b: Int = 1): C! @d\n}")]
    [InlineData("type A{a(\"d\"b:Int):Int}", "type A {\n  a(\n    \"d\"\n    b: Int\n  ): Int\n}")]
    [InlineData("extend union U=|A|B", "extend union U = A | B")]
    [InlineData("enum E{A@d B}", "enum E {\n  A @d\n  B\n}")]
    [InlineData("directive@d(a:Int)repeatable on|FIELD|QUERY", "directive @d(a: Int) repeatable on FIELD | QUERY")]
    [InlineData("schema@d{query:Q}", "schema @d {\n  query: Q\n}")]
    [InlineData("scalar A type B", "scalar A\n\ntype B")]
    public void Text_is_laid_out_as_graphql_js_lays_it_out(string text, string printed) =>
        Assert.Equal(printed, Printer.Print(Parser.Parse(text)));

    [Fact]
    public void Arguments_beyond_eighty_columns_stand_on_lines_of_their_own()
    {
        var name = new string('n', 70);
        Assert.Equal($"{{\n  {name}(first: 1)\n}}", Printer.Print(Parser.Parse($"{{{name}(first:1)}}")));
        Assert.Equal($"{{\n  {name}(\n    first: 10\n  )\n}}", Printer.Print(Parser.Parse($"{{{name}(first:10)}}")));
    }

    [Property(MaxTest = 500)]
    public void A_printed_tree_is_read_as_the_same_tree(int seed)
    {
        var document = new RandomDocument(seed).Document();
        var printed = Printer.Print(document);
        SyntaxTree.AssertEqual(document, Parser.Parse(printed));
    }

    [Property(MaxTest = 500)]
    public void Any_string_can_be_printed_and_read(string? text)
    {
        var value = new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(Printer.Print(new StringValueNode(value)))).Value);
    }

    [Property(MaxTest = 500)]
    public void A_block_string_that_can_be_printed_is_read_as_it_was(string? text)
    {
        var value = new string([.. (text ?? "").Select(c => "ab \t\n\"\\é"[c % 8])]);
        if (BlockString.CanPrint(value))
            Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(Printer.Print(new StringValueNode(value, block: true)))).Value);
    }
}
