using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Types.Scalars;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>The directives that a document can use without defining them.</summary>
static class DefinedDirectives
{
    /// <summary>Those of the schema; those of the specification where there is no schema yet.</summary>
    public static IEnumerable<DirectiveDefinition> Of(ValidationContext context) =>
        context.SchemaOrNull is { } schema ? schema.Directives.Values : SpecifiedDirectives.Create(new StringType(), new BooleanType());
}
