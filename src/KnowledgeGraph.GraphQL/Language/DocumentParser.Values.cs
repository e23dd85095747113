using System.Text;

namespace KnowledgeGraph.GraphQL.Language;

// Source: GraphQL September 2025, sections 2.9 "Input Values" to 2.11 "Type References".
ref partial struct DocumentParser
{
    /// <param name="isConst">Whether variables are refused.</param>
    public ValueNode ParseValue(bool isConst)
    {
        var start = Here;
        switch (_lexer.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(isConst);
            case TokenKind.BraceLeft:
                return ParseObject(isConst);
            case TokenKind.Int:
                var whole = _lexer.ReadAscii();
                Advance();
                return new IntValueNode(whole, Since(start));
            case TokenKind.Float:
                var number = _lexer.ReadAscii();
                Advance();
                return new FloatValueNode(number, Since(start));
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                var name = NameText();
                Advance();
                return name switch
                {
                    "true" => new BooleanValueNode(true, Since(start)),
                    "false" => new BooleanValueNode(false, Since(start)),
                    "null" => new NullValueNode(Since(start)),
                    _ => new EnumValueNode(name, Since(start)),
                };
            case TokenKind.Dollar:
                if (isConst)
                    FailConstVariable();
                return ParseVariable();
            default:
                FailUnexpected();
                return null;
        }
    }

    void FailConstVariable()
    {
        var dollar = _lexer;
        Advance();
        if (Peek(TokenKind.Name))
            _lexer.Fail(dollar.Start, $"Unexpected variable \"${_lexer.ReadAscii()}\" in constant value.");
        FailUnexpected(dollar);
    }

    VariableNode ParseVariable()
    {
        var start = Here;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new(name, Since(start));
    }

    StringValueNode ParseString()
    {
        var start = Here;
        var block = Peek(TokenKind.BlockString);
        var value = _lexer.ReadString();
        Advance();
        return new(value, block, Since(start));
    }

    ListValueNode ParseList(bool isConst)
    {
        var start = Here;
        Enter();
        Expect(TokenKind.BracketLeft);
        var from = _nodeCount;
        while (!Skip(TokenKind.BracketRight))
            Push(ParseValue(isConst));
        Leave();
        return new(Pop<ValueNode>(from), Since(start));
    }

    ObjectValueNode ParseObject(bool isConst)
    {
        var start = Here;
        Enter();
        Expect(TokenKind.BraceLeft);
        var from = _nodeCount;
        while (!Skip(TokenKind.BraceRight))
            Push(ParseObjectField(isConst));
        Leave();
        return new(Pop<ObjectFieldNode>(from), Since(start));
    }

    ObjectFieldNode ParseObjectField(bool isConst)
    {
        var start = Here;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new(name, value, Since(start));
    }

    public TypeNode ParseType()
    {
        var start = Here;
        TypeNode type;
        if (Peek(TokenKind.BracketLeft))
        {
            Enter();
            Advance();
            var inner = ParseType();
            Expect(TokenKind.BracketRight);
            Leave();
            type = new ListTypeNode(inner, Since(start));
        }
        else
        {
            type = ParseNamedType();
        }
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, Since(start)) : type;
    }

    NamedTypeNode ParseNamedType()
    {
        var start = Here;
        var name = ParseName();
        return new(name, Since(start));
    }
}
