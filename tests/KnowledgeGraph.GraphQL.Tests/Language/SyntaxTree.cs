using System.Collections;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Tests.Language;

/// <summary>Compares syntax trees by everything but their places.</summary>
static class SyntaxTree
{
    public static void AssertEqual(Node expected, Node actual) => Assert.Equal(Describe(expected), Describe(actual));

    static string Describe(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        Node node => $"{node.Kind}({string.Join(' ', PropertiesOf(node).Select(Describe))})",
        IEnumerable items => $"[{string.Join(' ', items.Cast<object>().Select(Describe))}]",
        _ => value.ToString()!,
    };

    static IEnumerable<object?> PropertiesOf(Node node) =>
        from property in node.GetType().GetProperties()
        where property.Name is not (nameof(Node.Location) or nameof(Node.Kind) or nameof(DocumentNode.TokenCount) or nameof(FieldNode.ResponseName))
        orderby property.Name, property.DeclaringType!.Name
        select property.GetValue(node);
}
