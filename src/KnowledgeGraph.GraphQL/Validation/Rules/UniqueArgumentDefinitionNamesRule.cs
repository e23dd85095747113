using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two arguments of a field or directive have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Field-Arguments"/>
/// </summary>
static class UniqueArgumentDefinitionNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Enter<DirectiveDefinitionNode>(NodeKind.DirectiveDefinition, directive => Check($"@{directive.Name.Value}", directive.Arguments));
        visitor.Enter<InterfaceTypeDefinitionNode>(NodeKind.InterfaceTypeDefinition, type => CheckFields(type.Name, type.Fields));
        visitor.Enter<InterfaceTypeExtensionNode>(NodeKind.InterfaceTypeExtension, type => CheckFields(type.Name, type.Fields));
        visitor.Enter<ObjectTypeDefinitionNode>(NodeKind.ObjectTypeDefinition, type => CheckFields(type.Name, type.Fields));
        visitor.Enter<ObjectTypeExtensionNode>(NodeKind.ObjectTypeExtension, type => CheckFields(type.Name, type.Fields));

        VisitAction CheckFields(NameNode type, ImmutableArray<FieldDefinitionNode> fields)
        {
            foreach (var field in fields)
                Check($"{type.Value}.{field.Name.Value}", field.Arguments);
            return VisitAction.SkipChildren;
        }

        VisitAction Check(string owner, ImmutableArray<InputValueDefinitionNode> arguments)
        {
            foreach (var (name, same) in NodesByName.Group(arguments, argument => argument.Name))
                if (same.Count > 1)
                    context.Report($"Argument \"{owner}({name}:)\" can only be defined once.", [.. same]);
            return VisitAction.SkipChildren;
        }
    }
}
