using System.Collections.Immutable;
using System.Text;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>One pass over a tree into one buffer; a list of arguments that turns out too long is taken back and written again over several lines.</summary>
sealed partial class SyntaxWriter
{
    /// <summary>A field with its arguments stays on one line up to this length.</summary>
    const int MaxLineLength = 80;

    readonly StringBuilder _text = new();
    int _indent;

    public override string ToString() => _text.ToString();

    public void Write(Node node)
    {
        switch (node)
        {
            case NameNode name:
                _text.Append(name.Value);
                break;
            case DocumentNode document:
                WriteDocument(document);
                break;
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case VariableDefinitionNode variable:
                WriteVariableDefinition(variable);
                break;
            case SelectionSetNode selectionSet:
                WriteBlock(selectionSet.Selections);
                break;
            case FieldNode field:
                WriteField(field);
                break;
            case ArgumentNode argument:
                Write(argument.Name);
                _text.Append(": ");
                Write(argument.Value);
                break;
            case FragmentSpreadNode spread:
                _text.Append("...");
                Write(spread.Name);
                WriteDirectives(spread.Directives);
                break;
            case InlineFragmentNode fragment:
                WriteInlineFragment(fragment);
                break;
            case FragmentDefinitionNode fragment:
                WriteFragmentDefinition(fragment);
                break;
            case DirectiveNode directive:
                _text.Append('@');
                Write(directive.Name);
                if (!directive.Arguments.IsEmpty)
                    WriteJoined('(', directive.Arguments, ", ", ')');
                break;
            case ValueNode value:
                WriteValue(value);
                break;
            case ObjectFieldNode field:
                Write(field.Name);
                _text.Append(": ");
                Write(field.Value);
                break;
            case NamedTypeNode type:
                Write(type.Name);
                break;
            case ListTypeNode type:
                _text.Append('[');
                Write(type.Type);
                _text.Append(']');
                break;
            case NonNullTypeNode type:
                Write(type.Type);
                _text.Append('!');
                break;
            default:
                WriteTypeSystem(node);
                break;
        }
    }

    void WriteDocument(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Length; i++)
        {
            if (i != 0)
                _text.Append("\n\n");
            Write(document.Definitions[i]);
        }
    }

    void WriteOperation(OperationDefinitionNode operation)
    {
        var shorthand = operation is { Description: null, Operation: OperationType.Query, Name: null }
            && operation.VariableDefinitions.IsEmpty && operation.Directives.IsEmpty;
        if (!shorthand)
        {
            WriteDescription(operation.Description);
            _text.Append(KeywordOf(operation.Operation));
            if (operation.Name is not null || !operation.VariableDefinitions.IsEmpty)
                _text.Append(' ');
            if (operation.Name is not null)
                Write(operation.Name);
            if (!operation.VariableDefinitions.IsEmpty)
                WriteVariableDefinitions(operation.VariableDefinitions);
            WriteDirectives(operation.Directives);
            _text.Append(' ');
        }
        Write(operation.SelectionSet);
    }

    void WriteVariableDefinitions(ImmutableArray<VariableDefinitionNode> variables)
    {
        var start = _text.Length;
        WriteJoined('(', variables, ", ", ')');
        if (!HasNewLineSince(start))
            return;
        _text.Length = start;
        _text.Append('(');
        foreach (var variable in variables)
        {
            NewLine();
            Write(variable);
        }
        NewLine();
        _text.Append(')');
    }

    void WriteVariableDefinition(VariableDefinitionNode variable)
    {
        WriteDescription(variable.Description);
        Write(variable.Variable);
        _text.Append(": ");
        Write(variable.Type);
        WriteDefault(variable.DefaultValue);
        WriteDirectives(variable.Directives);
    }

    void WriteField(FieldNode field)
    {
        var start = _text.Length;
        if (field.Alias is not null)
        {
            Write(field.Alias);
            _text.Append(": ");
        }
        Write(field.Name);
        if (!field.Arguments.IsEmpty)
        {
            var argumentsStart = _text.Length;
            WriteJoined('(', field.Arguments, ", ", ')');
            if (UnindentedLengthSince(start) > MaxLineLength)
            {
                _text.Length = argumentsStart;
                WriteLines('(', field.Arguments, ')');
            }
        }
        WriteDirectives(field.Directives);
        if (field.SelectionSet is not null)
        {
            _text.Append(' ');
            Write(field.SelectionSet);
        }
    }

    void WriteInlineFragment(InlineFragmentNode fragment)
    {
        _text.Append("...");
        if (fragment.TypeCondition is not null)
        {
            _text.Append(" on ");
            Write(fragment.TypeCondition);
        }
        WriteDirectives(fragment.Directives);
        _text.Append(' ');
        Write(fragment.SelectionSet);
    }

    void WriteFragmentDefinition(FragmentDefinitionNode fragment)
    {
        WriteDescription(fragment.Description);
        _text.Append("fragment ");
        Write(fragment.Name);
        _text.Append(" on ");
        Write(fragment.TypeCondition);
        WriteDirectives(fragment.Directives);
        _text.Append(' ');
        Write(fragment.SelectionSet);
    }

    void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                _text.Append('$');
                Write(variable.Name);
                break;
            case IntValueNode number:
                _text.Append(number.Value);
                break;
            case FloatValueNode number:
                _text.Append(number.Value);
                break;
            case StringValueNode { Block: true } text:
                AppendIndented(BlockString.Print(text.Value));
                break;
            case StringValueNode text:
                AppendQuoted(text.Value);
                break;
            case BooleanValueNode boolean:
                _text.Append(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                _text.Append("null");
                break;
            case EnumValueNode name:
                _text.Append(name.Value);
                break;
            case ListValueNode list:
                WriteJoined('[', list.Values, ", ", ']');
                break;
            case ObjectValueNode @object:
                WriteJoined('{', @object.Fields, ", ", '}');
                break;
            default:
                throw new ArgumentException($"No text is known for a {value.GetType().Name}.", nameof(value));
        }
    }

    void WriteDescription(StringValueNode? description)
    {
        if (description is null)
            return;
        Write(description);
        NewLine();
    }

    void WriteDefault(ValueNode? value)
    {
        if (value is null)
            return;
        _text.Append(" = ");
        Write(value);
    }

    void WriteDirectives(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            _text.Append(' ');
            Write(directive);
        }
    }

    void WriteJoined<T>(char open, ImmutableArray<T> nodes, string separator, char close)
        where T : Node
    {
        _text.Append(open);
        WriteJoined(nodes, separator);
        _text.Append(close);
    }

    void WriteJoined<T>(ImmutableArray<T> nodes, string separator)
        where T : Node
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i != 0)
                _text.Append(separator);
            Write(nodes[i]);
        }
    }

    void WriteBlock<T>(ImmutableArray<T> nodes)
        where T : Node
    {
        if (!nodes.IsEmpty)
            WriteLines('{', nodes, '}');
    }

    /// <summary>The nodes between the brackets, each on its own line and indented.</summary>
    void WriteLines<T>(char open, ImmutableArray<T> nodes, char close)
        where T : Node
    {
        _text.Append(open);
        _indent++;
        foreach (var node in nodes)
        {
            NewLine();
            Write(node);
        }
        _indent--;
        NewLine();
        _text.Append(close);
    }

    void NewLine() => _text.Append('\n').Append(' ', _indent * 2);

    void AppendIndented(string text)
    {
        var first = true;
        foreach (var line in text.AsSpan().Split('\n'))
        {
            if (!first)
                NewLine();
            first = false;
            _text.Append(text.AsSpan()[line]);
        }
    }

    // Control characters, quote and backslash escaped; everything else as it is.
    void AppendQuoted(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                < ' ' or (>= '\x7F' and <= '\x9F') => _text.Append("\\u").Append(((int)c).ToString("X4")),
                _ => _text.Append(c),
            };
        }
        _text.Append('"');
    }

    bool HasNewLineSince(int start) => NewLinesSince(start) != 0;

    int UnindentedLengthSince(int start) => _text.Length - start - NewLinesSince(start) * _indent * 2;

    int NewLinesSince(int start)
    {
        var count = 0;
        var offset = 0;
        foreach (var chunk in _text.GetChunks())
        {
            var from = Math.Max(start - offset, 0);
            if (from < chunk.Length)
                count += chunk.Span[from..].Count('\n');
            offset += chunk.Length;
        }
        return count;
    }

    static string KeywordOf(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
