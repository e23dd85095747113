using System.Text;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Tests.Language;

public class ParserTests
{
    // Wordings and places as graphql-js 16 gives them.
    [Theory]
    [InlineData("", "Syntax Error: Unexpected <EOF>.", 1, 1)]
    [InlineData("{", "Syntax Error: Expected Name, found <EOF>.", 1, 2)]
    [InlineData("{ ...MissingOn }\nfragment MissingOn Type", "Syntax Error: Expected \"on\", found Name \"Type\".", 2, 20)]
    [InlineData("{ field: {} }", "Syntax Error: Expected Name, found \"{\".", 1, 10)]
    [InlineData("notAnOperation Foo { field }", "Syntax Error: Unexpected Name \"notAnOperation\".", 1, 1)]
    [InlineData("...", "Syntax Error: Unexpected \"...\".", 1, 1)]
    [InlineData("{ \"\"", "Syntax Error: Expected Name, found String \"\".", 1, 3)]
    [InlineData("query Foo($x: Complex = { a: { b: [ $var ] } }) { field }", "Syntax Error: Unexpected variable \"$var\" in constant value.", 1, 37)]
    [InlineData("fragment on on on { on }", "Syntax Error: Unexpected Name \"on\".", 1, 10)]
    [InlineData("{ ...on }", "Syntax Error: Expected Name, found \"}\".", 1, 9)]
    [InlineData("{ a(b: $) }", "Syntax Error: Expected Name, found \")\".", 1, 9)]
    [InlineData("{ a(b: []", "Syntax Error: Expected Name, found <EOF>.", 1, 10)]
    [InlineData("query { a } 'x'", "Syntax Error: Unexpected single quote character ('), did you mean to use a double quote (\")?", 1, 13)]
    [InlineData("\"d\" { a }", "Syntax Error: Unexpected description, descriptions are not supported on shorthand queries.", 1, 1)]
    [InlineData("\"d\" extend type A @b", "Syntax Error: Unexpected description, only GraphQL definitions support descriptions.", 1, 1)]
    [InlineData("enum E { true }", "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value.", 1, 10)]
    [InlineData("extend type A", "Syntax Error: Unexpected <EOF>.", 1, 14)]
    [InlineData("directive @a on NOWHERE", "Syntax Error: Unexpected Name \"NOWHERE\".", 1, 17)]
    public void A_broken_document_is_named_with_its_place(string text, string message, int line, int column)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Parser.Parse(text)).Errors);
        Assert.Equal(message, error.Message);
        Assert.Equal(new SourceLocation(line, column), Assert.Single(error.Locations));
        Assert.Equal(ErrorCodes.SyntaxError, error.Code);
    }

    [Fact]
    public void Descriptions_stand_on_operations_fragments_and_variables()
    {
        var document = Parser.Parse("\"one\" query Q(\"two\" $v: Int) { a } \"\"\"three\"\"\" fragment F on T { a }");
        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal("one", operation.Description?.Value);
        Assert.Equal("two", operation.VariableDefinitions[0].Description?.Value);
        Assert.Equal("three", document.Definitions[1].Description?.Value);
    }

    [Fact]
    public void Variables_carry_directives()
    {
        var document = Parser.Parse("query ($v: Int = 3 @a(b: 1) @c) { f(x: $v) }");
        var variable = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]).VariableDefinitions[0];
        Assert.Equal(["a", "c"], variable.Directives.Select(d => d.Name.Value));
    }

    [Fact]
    public void A_node_knows_the_bytes_it_was_read_from_and_its_column_in_utf16()
    {
        var text = "{ a(s: \"é😀\") b }";
        var document = Parser.Parse(text);
        var field = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]).SelectionSet.Selections[1];
        Assert.Equal("b", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[field.Location.Start..field.Location.End]));
        Assert.Equal(text.IndexOf('b') + 1, field.Location.Column);
    }
}
