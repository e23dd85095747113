using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>Tells whether a document can be executed against a schema. Source: GraphQL September 2025, section 5 "Validation".</summary>
public static class Validator
{
    /// <summary>The errors of a document in document order; none if it is valid. Messages and places are those of graphql-js 16.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return Run(new ValidationContext(schema, document, options), new TypeInfo(schema), options.Rules);
    }

    /// <summary>The errors of type system definitions, before a schema is built from them.</summary>
    /// <param name="schemaToExtend">The schema that the document's extensions extend; null if it stands alone.</param>
    /// <param name="rules">The rules to run; null for all.</param>
    public static IReadOnlyList<GraphQLError> ValidateSdl(
        DocumentNode document, Schema? schemaToExtend = null, IReadOnlyList<ValidationRule>? rules = null) =>
        Run(
            new ValidationContext(schemaToExtend, document, ValidationOptions.Default with { MaxErrors = int.MaxValue }),
            typeInfo: null,
            rules ?? SpecifiedRules.Sdl);

    static IReadOnlyList<GraphQLError> Run(ValidationContext context, TypeInfo? typeInfo, IReadOnlyList<ValidationRule> rules)
    {
        context.TypeInfo = typeInfo;
        var visitor = new RuleVisitor(context);
        try
        {
            foreach (var rule in rules)
                visitor.Add(rule);
            visitor.Walk(context.Document);
        }
        catch (ValidationAbortedException)
        {
            // The last of the errors says why.
        }
        return context.Errors;
    }
}
