using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every field that is selected is defined by the type on which it is selected.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Field-Selections"/>
/// </summary>
static class FieldsOnCorrectTypeRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<FieldNode>(NodeKind.Field, field =>
        {
            if (context.Place.ParentType is not { } type || context.Place.Field is not null)
                return;
            var name = field.Name.Value;
            context.Report($"Cannot query field \"{name}\" on type \"{type.Name}\".{Suggestion(context, type, name)}", field);
        });

    /// <summary>Types whose fragments could select the field, or else fields that are spelled alike.</summary>
    static string Suggestion(ValidationContext context, NamedType type, string fieldName)
    {
        if (context.HidesSuggestions)
            return "";
        var types = Suggestions.Format("to use an inline fragment on", TypesWithField(context.Schema, type, fieldName));
        return types.Length > 0 || type is not FieldsType fields ? types : Suggestions.DidYouMean(fieldName, fields.Fields.Keys);
    }

    /// <summary>Names of possible types of an abstract type, and of their interfaces, that have the field; those that cover most first.</summary>
    static List<string> TypesWithField(Schema schema, NamedType type, string fieldName)
    {
        if (!type.IsAbstractType)
            return [];
        var uses = new OrderedDictionary<FieldsType, int>();
        foreach (var possible in schema.GetPossibleTypes(type))
        {
            if (!possible.Fields.ContainsKey(fieldName))
                continue;
            uses[possible] = 1;
            foreach (var implemented in possible.Interfaces)
                if (implemented.Fields.ContainsKey(fieldName))
                    uses[implemented] = uses.GetValueOrDefault(implemented) + 1;
        }
        var sorted = uses.ToList();
        BinaryInsertionSort.Sort(sorted, (a, b) => Compare(schema, a, b));
        return sorted.ConvertAll(use => use.Key.Name);
    }

    // The most used first, then interfaces before what implements them: not transitive, because that says nothing of other names.
    static int Compare(Schema schema, KeyValuePair<FieldsType, int> a, KeyValuePair<FieldsType, int> b)
    {
        if (a.Value != b.Value)
            return b.Value.CompareTo(a.Value);
        if (a.Key is InterfaceType && schema.IsSubType(a.Key, b.Key))
            return -1;
        if (b.Key is InterfaceType && schema.IsSubType(b.Key, a.Key))
            return 1;
        return Suggestions.NaturalCompare(a.Key.Name, b.Key.Name);
    }
}
