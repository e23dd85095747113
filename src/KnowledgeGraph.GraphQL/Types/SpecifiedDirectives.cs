namespace KnowledgeGraph.GraphQL.Types;

/// <summary>The directives that the specification itself defines (section 3.13), in the order in which graphql-js lists them.</summary>
public static class SpecifiedDirectives
{
    public const string DefaultDeprecationReason = "No longer supported";

    private static readonly HashSet<string> Names = ["include", "skip", "deprecated", "specifiedBy", "oneOf"];

    public static bool Contains(string name) => Names.Contains(name);

    internal static IReadOnlyList<DirectiveDefinition> Create(ScalarType stringType, ScalarType booleanType)
    {
        var include = new DirectiveDefinition("include", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"])
        {
            Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
        };
        include.Arguments.Add("if", new("if", new NonNullType(booleanType)) { Description = "Included when true." });

        var skip = new DirectiveDefinition("skip", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"])
        {
            Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
        };
        skip.Arguments.Add("if", new("if", new NonNullType(booleanType)) { Description = "Skipped when true." });

        var deprecated = new DirectiveDefinition("deprecated", ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE", "DIRECTIVE_DEFINITION"])
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
        };
        deprecated.Arguments.Add("reason", new InputValueDefinition("reason", stringType)
        {
            Description = "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
        }.WithDefault(DefaultDeprecationReason));

        var specifiedBy = new DirectiveDefinition("specifiedBy", ["SCALAR"])
        {
            Description = "Exposes a URL that specifies the behavior of this scalar.",
        };
        specifiedBy.Arguments.Add("url", new("url", new NonNullType(stringType)) { Description = "The URL that specifies the behavior of this scalar." });

        var oneOf = new DirectiveDefinition("oneOf", ["INPUT_OBJECT"])
        {
            Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
        };
        return [include, skip, deprecated, specifiedBy, oneOf];
    }
}
