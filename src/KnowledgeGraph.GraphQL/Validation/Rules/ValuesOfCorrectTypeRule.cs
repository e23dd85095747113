using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every literal has the form of the type that is expected at its place.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type"/>
/// </summary>
static class ValuesOfCorrectTypeRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Enter<ListValueNode>(NodeKind.ListValue, list =>
        {
            // Inside the list the place is already that of its items.
            if (context.Place.ParentInputType?.NullableType is ListType)
                return VisitAction.Continue;
            CheckLeaf(context, list);
            return VisitAction.SkipChildren;
        });
        visitor.Enter<ObjectValueNode>(NodeKind.ObjectValue, value =>
        {
            if (context.Place.InputType?.Unwrapped is not InputObjectType type)
            {
                CheckLeaf(context, value);
                return VisitAction.SkipChildren;
            }
            CheckObject(context, value, type);
            return VisitAction.Continue;
        });
        visitor.Enter<ObjectFieldNode>(NodeKind.ObjectField, field => CheckField(context, field));
        visitor.Enter<NullValueNode>(NodeKind.NullValue, value =>
        {
            if (context.Place.InputType is NonNullType type)
                ReportUnexpected(context, type, value);
        });
        visitor.Enter<EnumValueNode>(NodeKind.EnumValue, value => CheckLeaf(context, value));
        visitor.Enter<IntValueNode>(NodeKind.IntValue, value => CheckLeaf(context, value));
        visitor.Enter<FloatValueNode>(NodeKind.FloatValue, value => CheckLeaf(context, value));
        visitor.Enter<StringValueNode>(NodeKind.StringValue, value => CheckLeaf(context, value));
        visitor.Enter<BooleanValueNode>(NodeKind.BooleanValue, value => CheckLeaf(context, value));
    }

    static void CheckObject(ValidationContext context, ObjectValueNode value, InputObjectType type)
    {
        var given = new OrderedDictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
            given[field.Name.Value] = field;
        foreach (var field in type.Fields.Values)
            if (field.IsRequired && !given.ContainsKey(field.Name))
                context.Report($"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.", value);
        if (!type.IsOneOf)
            return;
        if (given.Count != 1)
            context.Report($"OneOf Input Object \"{type.Name}\" must specify exactly one key.", value);
        else if (given.GetAt(0).Value.Value is NullValueNode)
            context.Report($"Field \"{type.Name}.{given.GetAt(0).Key}\" must be non-null.", value);
    }

    static void CheckField(ValidationContext context, ObjectFieldNode field)
    {
        if (context.Place.InputType is not null || context.Place.ParentInputType?.Unwrapped is not InputObjectType parent)
            return;
        var name = field.Name.Value;
        context.Report($"Field \"{name}\" is not defined by type \"{parent.Name}\".{context.DidYouMean(name, parent.Fields.Keys)}", field);
    }

    static void CheckLeaf(ValidationContext context, ValueNode value)
    {
        // Errors name the whole type that the place expects.
        if (context.Place.InputType is not { } type)
            return;
        switch (type.Unwrapped)
        {
            case EnumType @enum:
                CheckEnum(context, value, @enum);
                break;
            case ScalarType scalar:
                if (scalar.TryParseLiteral(value, null, out _, out var error))
                    break;
                if (error is null)
                    ReportUnexpected(context, type, value);
                else
                    context.Report(error, value);
                break;
            default:
                ReportUnexpected(context, type, value);
                break;
        }
    }

    static void CheckEnum(ValidationContext context, ValueNode value, EnumType type)
    {
        if (value is EnumValueNode name && type.Values.ContainsKey(name.Value))
            return;
        var text = value.ToString();
        var message = value is EnumValueNode
            ? $"Value \"{text}\" does not exist in \"{type.Name}\" enum."
            : $"Enum \"{type.Name}\" cannot represent non-enum value: {text}.";
        context.Report(message + (context.HidesSuggestions ? "" : Suggestions.DidYouMeanEnum(text, type.Values.Keys)), value);
    }

    static void ReportUnexpected(ValidationContext context, GraphQLType type, ValueNode value) =>
        context.Report($"Expected value of type \"{type}\", found {value}.", value);
}
