using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No input object gets the same field twice.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness"/>
/// </summary>
static class UniqueInputFieldNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Stack<Dictionary<string, NameNode>>();
        visitor.Enter<ObjectValueNode>(NodeKind.ObjectValue, _ => known.Push(new(StringComparer.Ordinal)));
        visitor.Leave<ObjectValueNode>(NodeKind.ObjectValue, _ => known.Pop());
        visitor.Enter<ObjectFieldNode>(NodeKind.ObjectField, field =>
        {
            var name = field.Name;
            if (!known.Peek().TryAdd(name.Value, name))
                context.Report($"There can be only one input field named \"{name.Value}\".", known.Peek()[name.Value], name);
        });
    }
}
