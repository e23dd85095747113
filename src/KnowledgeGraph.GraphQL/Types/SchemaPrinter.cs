using System.Text;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>A schema as SDL, laid out as graphql-js prints it; specified scalars and directives and introspection types are left out.</summary>
public static class SchemaPrinter
{
    private static readonly HashSet<string> SpecifiedScalars = ["String", "Int", "Float", "Boolean", "ID"];

    public static string Print(Schema schema)
    {
        var parts = new List<string>();
        if (SchemaDefinition(schema) is { } definition)
            parts.Add(definition);
        parts.AddRange(schema.Directives.Values.Where(d => !SpecifiedDirectives.Contains(d.Name)).Select(Directive));
        parts.AddRange(schema.Types.Values.Where(t => !t.IsIntrospectionType && !SpecifiedScalars.Contains(t.Name)).Select(Print));
        return string.Join("\n\n", parts);
    }

    public static string Print(NamedType type) => Description(type.Description) + type switch
    {
        ScalarType scalar => $"scalar {scalar.Name}" + (scalar.SpecifiedByUrl is { } url ? $" @specifiedBy(url: {Quote(url)})" : ""),
        ObjectType objectType => $"type {objectType.Name}{Implements(objectType)}{Applied(type)}{Fields(objectType)}",
        InterfaceType interfaceType => $"interface {interfaceType.Name}{Implements(interfaceType)}{Applied(type)}{Fields(interfaceType)}",
        UnionType union => $"union {union.Name}" + (union.Types.Count > 0 ? " = " + string.Join(" | ", union.Types) : ""),
        EnumType enumType => $"enum {enumType.Name}" + Block(enumType.Values.Values.Select((value, i) =>
            Description(value.Description, "  ", i == 0) + "  " + value.Name + Deprecated(value.DeprecationReason))),
        InputObjectType input => $"input {input.Name}{(input.IsOneOf ? " @oneOf" : "")}" + Block(input.Fields.Values.Select((field, i) =>
            Description(field.Description, "  ", i == 0) + "  " + InputValue(field))),
        _ => throw new InvalidOperationException($"Expected a named type, but came {type.Kind}."),
    };

    private static string? SchemaDefinition(Schema schema)
    {
        var commonNames = schema.QueryType is null or { Name: "Query" }
            && schema.MutationType is null or { Name: "Mutation" }
            && schema.SubscriptionType is null or { Name: "Subscription" };
        if (schema.Description is null && commonNames)
            return null;
        var roots = new List<string>();
        if (schema.QueryType is { } query)
            roots.Add($"  query: {query.Name}");
        if (schema.MutationType is { } mutation)
            roots.Add($"  mutation: {mutation.Name}");
        if (schema.SubscriptionType is { } subscription)
            roots.Add($"  subscription: {subscription.Name}");
        return Description(schema.Description) + $"schema {{\n{string.Join('\n', roots)}\n}}";
    }

    private static string Directive(DirectiveDefinition directive) =>
        Description(directive.Description) + $"directive @{directive.Name}{Arguments(directive.Arguments, "")}{Deprecated(directive.DeprecationReason)}"
        + (directive.IsRepeatable ? " repeatable" : "") + " on " + string.Join(" | ", directive.Locations);

    private static string Implements(FieldsType type) =>
        type.Interfaces.Count > 0 ? " implements " + string.Join(" & ", type.Interfaces.Select(i => i.Name)) : "";

    private static string Fields(FieldsType type) => Block(type.Fields.Values.Select((field, i) =>
        Description(field.Description, "  ", i == 0) + $"  {field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field.DeprecationReason)}{Applied(field.AppliedDirectives)}"));

    private static string Arguments(OrderedDictionary<string, InputValueDefinition> arguments, string indentation)
    {
        if (arguments.Count == 0)
            return "";
        if (arguments.Values.All(argument => string.IsNullOrEmpty(argument.Description)))
            return $"({string.Join(", ", arguments.Values.Select(InputValue))})";
        var lines = arguments.Values.Select((argument, i) =>
            Description(argument.Description, "  " + indentation, i == 0) + "  " + indentation + InputValue(argument));
        return $"(\n{string.Join('\n', lines)}\n{indentation})";
    }

    private static string InputValue(InputValueDefinition value)
    {
        var text = $"{value.Name}: {value.Type}";
        if (Introspection.DefaultText(value) is { } defaultText)
            text += $" = {defaultText}";
        return text + Deprecated(value.DeprecationReason) + Applied(value.AppliedDirectives);
    }

    /// <summary>Directives that a schema from C# puts on its definitions; a schema from SDL keeps none, as in graphql-js.</summary>
    private static string Applied(NamedType type) => Applied(type.AppliedDirectives);

    private static string Applied(List<AppliedDirective> directives)
    {
        var text = new StringBuilder();
        foreach (var directive in directives)
        {
            text.Append(" @").Append(directive.Name);
            if (directive.Arguments.Count > 0)
                text.Append('(').AppendJoin(", ", directive.Arguments.Select(a => $"{a.Key}: {Value(a.Value)}")).Append(')');
        }

        return text.ToString();
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool boolean => boolean ? "true" : "false",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Value))}]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Block(IEnumerable<string> items)
    {
        var lines = string.Join('\n', items);
        return lines.Length > 0 ? $" {{\n{lines}\n}}" : "";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        SpecifiedDirectives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {Quote(reason)})",
    };

    private static string Description(string? description, string indentation = "", bool firstInBlock = true)
    {
        if (description is null)
            return "";
        var text = Printer.Print(new StringValueNode(description, IsPrintableAsBlock(description)));
        var prefix = indentation.Length > 0 && !firstInBlock ? "\n" + indentation : indentation;
        return prefix + text.Replace("\n", "\n" + indentation, StringComparison.Ordinal) + "\n";
    }

    /// <summary>Reads a block string the same text back? Not with control characters, or with blank lines or indentation at its edges.</summary>
    private static bool IsPrintableAsBlock(string text)
    {
        if (text.Length == 0)
            return true;
        bool isEmptyLine = true, hasIndent = false, hasCommonIndent = true, isPastFirstLine = false;
        foreach (var c in text)
        {
            switch (c)
            {
                case (< '\t') or '\v' or '\f' or '\r' or '\u000e' or '\u000f':
                    return false;
                case '\n':
                    if (isEmptyLine && !isPastFirstLine)
                        return false;
                    isPastFirstLine = true;
                    isEmptyLine = true;
                    hasIndent = false;
                    break;
                case '\t' or ' ':
                    hasIndent |= isEmptyLine;
                    break;
                default:
                    hasCommonIndent &= hasIndent;
                    isEmptyLine = false;
                    break;
            }
        }

        return !isEmptyLine && !(hasCommonIndent && isPastFirstLine);
    }

    private static string Quote(string text) => Printer.Print(new StringValueNode(text));
}
