using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

// Definitions and extensions of schemas and types.
sealed partial class SyntaxWriter
{
    void WriteTypeSystem(Node node)
    {
        if (node is DefinitionNode { Description: { } description })
            WriteDescription(description);

        switch (node)
        {
            case SchemaDefinitionNode schema:
                WriteSchema("schema", schema.Directives, schema.OperationTypes);
                break;
            case SchemaExtensionNode schema:
                WriteSchema("extend schema", schema.Directives, schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode type:
                _text.Append(KeywordOf(type.Operation)).Append(": ");
                Write(type.Type);
                break;
            case ScalarTypeDefinitionNode type:
                WriteHead("scalar ", type.Name, [], type.Directives);
                break;
            case ScalarTypeExtensionNode type:
                WriteHead("extend scalar ", type.Name, [], type.Directives);
                break;
            case ObjectTypeDefinitionNode type:
                WriteHead("type ", type.Name, type.Interfaces, type.Directives);
                WriteBody(type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                WriteHead("extend type ", type.Name, type.Interfaces, type.Directives);
                WriteBody(type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WriteHead("interface ", type.Name, type.Interfaces, type.Directives);
                WriteBody(type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                WriteHead("extend interface ", type.Name, type.Interfaces, type.Directives);
                WriteBody(type.Fields);
                break;
            case UnionTypeDefinitionNode type:
                WriteHead("union ", type.Name, [], type.Directives);
                WriteMembers(type.Types);
                break;
            case UnionTypeExtensionNode type:
                WriteHead("extend union ", type.Name, [], type.Directives);
                WriteMembers(type.Types);
                break;
            case EnumTypeDefinitionNode type:
                WriteHead("enum ", type.Name, [], type.Directives);
                WriteBody(type.Values);
                break;
            case EnumTypeExtensionNode type:
                WriteHead("extend enum ", type.Name, [], type.Directives);
                WriteBody(type.Values);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(value.Description);
                Write(value.Name);
                WriteDirectives(value.Directives);
                break;
            case InputObjectTypeDefinitionNode type:
                WriteHead("input ", type.Name, [], type.Directives);
                WriteBody(type.Fields);
                break;
            case InputObjectTypeExtensionNode type:
                WriteHead("extend input ", type.Name, [], type.Directives);
                WriteBody(type.Fields);
                break;
            case FieldDefinitionNode field:
                WriteDescription(field.Description);
                Write(field.Name);
                WriteArgumentDefinitions(field.Arguments);
                _text.Append(": ");
                Write(field.Type);
                WriteDirectives(field.Directives);
                break;
            case InputValueDefinitionNode input:
                WriteDescription(input.Description);
                Write(input.Name);
                _text.Append(": ");
                Write(input.Type);
                WriteDefault(input.DefaultValue);
                WriteDirectives(input.Directives);
                break;
            case DirectiveDefinitionNode directive:
                _text.Append("directive @");
                Write(directive.Name);
                WriteArgumentDefinitions(directive.Arguments);
                _text.Append(directive.Repeatable ? " repeatable on " : " on ");
                WriteJoined(directive.Locations, " | ");
                break;
            default:
                throw new ArgumentException($"No text is known for a {node.GetType().Name}.", nameof(node));
        }
    }

    void WriteSchema(string keyword, ImmutableArray<DirectiveNode> directives, ImmutableArray<OperationTypeDefinitionNode> operationTypes)
    {
        _text.Append(keyword);
        WriteDirectives(directives);
        WriteBody(operationTypes);
    }

    void WriteHead(string keyword, NameNode name, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<DirectiveNode> directives)
    {
        _text.Append(keyword);
        Write(name);
        if (!interfaces.IsEmpty)
        {
            _text.Append(" implements ");
            WriteJoined(interfaces, " & ");
        }
        WriteDirectives(directives);
    }

    void WriteBody<T>(ImmutableArray<T> nodes)
        where T : Node
    {
        if (nodes.IsEmpty)
            return;
        _text.Append(' ');
        WriteBlock(nodes);
    }

    void WriteMembers(ImmutableArray<NamedTypeNode> types)
    {
        if (types.IsEmpty)
            return;
        _text.Append(" = ");
        WriteJoined(types, " | ");
    }

    void WriteArgumentDefinitions(ImmutableArray<InputValueDefinitionNode> arguments)
    {
        if (arguments.IsEmpty)
            return;
        var start = _text.Length;
        WriteJoined('(', arguments, ", ", ')');
        if (!HasNewLineSince(start))
            return;
        _text.Length = start;
        WriteLines('(', arguments, ')');
    }
}
