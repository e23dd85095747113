using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two values of an enum have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Enums"/>
/// </summary>
static class UniqueEnumValueNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<(string Type, string Value), NameNode>();
        visitor.Enter<EnumTypeDefinitionNode>(NodeKind.EnumTypeDefinition, type => Check(type.Name, type.Values));
        visitor.Enter<EnumTypeExtensionNode>(NodeKind.EnumTypeExtension, type => Check(type.Name, type.Values));

        VisitAction Check(NameNode type, ImmutableArray<EnumValueDefinitionNode> values)
        {
            var existing = context.SchemaOrNull?.FindType(type.Value) as EnumType;
            foreach (var value in values)
            {
                var name = value.Name;
                if (existing?.Values.ContainsKey(name.Value) == true)
                    context.Report($"Enum value \"{type.Value}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.", name);
                else if (!known.TryAdd((type.Value, name.Value), name))
                    context.Report($"Enum value \"{type.Value}.{name.Value}\" can only be defined once.", known[(type.Value, name.Value)], name);
            }
            return VisitAction.SkipChildren;
        }
    }
}
