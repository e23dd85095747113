using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every argument of a directive that has a non-null type and no default is given.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Required-Arguments"/>
/// </summary>
static class ProvidedRequiredArgumentsOnDirectivesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var required = new Dictionary<string, OrderedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var directive in DefinedDirectives.Of(context))
            required[directive.Name] = ByName(directive.Arguments.Values.Where(argument => argument.IsRequired).Select(argument => (argument.Name, argument.Type.ToString()!)));
        foreach (var definition in context.Document.Definitions)
            if (definition is DirectiveDefinitionNode directive)
                required[directive.Name.Value] = ByName(directive.Arguments.Where(IsRequired).Select(argument => (argument.Name.Value, argument.Type.ToString())));

        visitor.Leave<DirectiveNode>(NodeKind.Directive, directive =>
        {
            if (!required.TryGetValue(directive.Name.Value, out var arguments))
                return;
            foreach (var (name, type) in arguments)
                if (!directive.Arguments.Any(given => given.Name.Value == name))
                    context.Report($"Directive \"@{directive.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.", directive);
        });
    }

    static OrderedDictionary<string, string> ByName(IEnumerable<(string Name, string Type)> arguments)
    {
        var byName = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, type) in arguments)
            byName[name] = type;
        return byName;
    }

    static bool IsRequired(InputValueDefinitionNode argument) => argument is { Type: NonNullTypeNode, DefaultValue: null };
}
