using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two fields of an object, interface or input object have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Objects"/>
/// </summary>
static class UniqueFieldDefinitionNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<(string Type, string Field), NameNode>();
        visitor.Enter<InputObjectTypeDefinitionNode>(NodeKind.InputObjectTypeDefinition, type => Check(type.Name, type.Fields.Select(f => f.Name)));
        visitor.Enter<InputObjectTypeExtensionNode>(NodeKind.InputObjectTypeExtension, type => Check(type.Name, type.Fields.Select(f => f.Name)));
        visitor.Enter<InterfaceTypeDefinitionNode>(NodeKind.InterfaceTypeDefinition, type => Check(type.Name, type.Fields.Select(f => f.Name)));
        visitor.Enter<InterfaceTypeExtensionNode>(NodeKind.InterfaceTypeExtension, type => Check(type.Name, type.Fields.Select(f => f.Name)));
        visitor.Enter<ObjectTypeDefinitionNode>(NodeKind.ObjectTypeDefinition, type => Check(type.Name, type.Fields.Select(f => f.Name)));
        visitor.Enter<ObjectTypeExtensionNode>(NodeKind.ObjectTypeExtension, type => Check(type.Name, type.Fields.Select(f => f.Name)));

        VisitAction Check(NameNode type, IEnumerable<NameNode> fields)
        {
            foreach (var field in fields)
            {
                if (HasField(context.SchemaOrNull?.FindType(type.Value), field.Value))
                    context.Report($"Field \"{type.Value}.{field.Value}\" already exists in the schema. It cannot also be defined in this type extension.", field);
                else if (!known.TryAdd((type.Value, field.Value), field))
                    context.Report($"Field \"{type.Value}.{field.Value}\" can only be defined once.", known[(type.Value, field.Value)], field);
            }
            return VisitAction.SkipChildren;
        }
    }

    static bool HasField(NamedType? type, string name) => type switch
    {
        FieldsType fields => fields.Fields.ContainsKey(name),
        InputObjectType input => input.Fields.ContainsKey(name),
        _ => false,
    };
}
