using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

// Source: GraphQL September 2025, sections 2.2 "Document" to 2.8 "Fragments", 2.12 "Directives".
ref partial struct DocumentParser
{
    public DocumentNode ParseDocument()
    {
        Start();
        do
            Push(ParseDefinition());
        while (!Peek(TokenKind.EndOfFile));
        return new DocumentNode(Pop<DefinitionNode>(0), new Location(0, _lexer.End, 1, 1)) { TokenCount = _tokens };
    }

    DefinitionNode ParseDefinition()
    {
        if (Peek(TokenKind.BraceLeft))
            return ParseOperationDefinition();

        var keyword = _lexer;
        var described = PeekDescription();
        if (described)
            keyword.Advance();
        if (described && keyword.Kind == TokenKind.BraceLeft)
            _lexer.Fail(_lexer.Start, "Unexpected description, descriptions are not supported on shorthand queries.");
        if (keyword.Kind != TokenKind.Name)
            FailUnexpected(keyword);

        var text = keyword.Text;
        if (text.SequenceEqual("query"u8) || text.SequenceEqual("mutation"u8) || text.SequenceEqual("subscription"u8))
            return ParseOperationDefinition();
        if (text.SequenceEqual("fragment"u8))
            return ParseFragmentDefinition();
        if (ParseTypeSystemDefinition(text) is { } definition)
            return definition;
        if (described)
            _lexer.Fail(_lexer.Start, "Unexpected description, only GraphQL definitions support descriptions.");
        if (text.SequenceEqual("extend"u8))
            return ParseTypeSystemExtension();
        FailUnexpected(keyword);
        return null;
    }

    OperationDefinitionNode ParseOperationDefinition()
    {
        var start = Here;
        if (Peek(TokenKind.BraceLeft))
        {
            var shorthand = ParseSelectionSet();
            return new(null, OperationType.Query, null, [], [], shorthand, Since(start));
        }
        var description = ParseDescription();
        var operation = ParseOperationType();
        var name = Peek(TokenKind.Name) ? ParseName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new(description, operation, name, variables, directives, selectionSet, Since(start));
    }

    OperationType ParseOperationType()
    {
        if (!Peek(TokenKind.Name))
            FailExpected(nameof(TokenKind.Name));
        var token = _lexer;
        Advance();
        if (token.Text.SequenceEqual("query"u8))
            return OperationType.Query;
        if (token.Text.SequenceEqual("mutation"u8))
            return OperationType.Mutation;
        if (token.Text.SequenceEqual("subscription"u8))
            return OperationType.Subscription;
        FailUnexpected(token);
        return default;
    }

    ImmutableArray<VariableDefinitionNode> ParseVariableDefinitions()
    {
        if (!Skip(TokenKind.ParenLeft))
            return [];
        var from = _nodeCount;
        do
            Push(ParseVariableDefinition());
        while (!Skip(TokenKind.ParenRight));
        return Pop<VariableDefinitionNode>(from);
    }

    VariableDefinitionNode ParseVariableDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new(description, variable, type, defaultValue, directives, Since(start));
    }

    SelectionSetNode ParseSelectionSet()
    {
        var start = Here;
        Enter();
        Expect(TokenKind.BraceLeft);
        var from = _nodeCount;
        do
            Push(Peek(TokenKind.Spread) ? ParseFragment() : ParseField());
        while (!Skip(TokenKind.BraceRight));
        Leave();
        return new(Pop<SelectionNode>(from), Since(start));
    }

    FieldNode ParseField()
    {
        var start = Here;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }
        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = Peek(TokenKind.BraceLeft) ? ParseSelectionSet() : null;
        return new(alias, name, arguments, directives, selectionSet, Since(start));
    }

    ImmutableArray<ArgumentNode> ParseArguments(bool isConst)
    {
        if (!Skip(TokenKind.ParenLeft))
            return [];
        var from = _nodeCount;
        do
            Push(ParseArgument(isConst));
        while (!Skip(TokenKind.ParenRight));
        return Pop<ArgumentNode>(from);
    }

    ArgumentNode ParseArgument(bool isConst)
    {
        var start = Here;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new(name, value, Since(start));
    }

    // FragmentSpread : ... FragmentName Directives?
    // InlineFragment : ... TypeCondition? Directives? SelectionSet
    SelectionNode ParseFragment()
    {
        var start = Here;
        Expect(TokenKind.Spread);
        var hasTypeCondition = SkipKeyword("on"u8);
        if (!hasTypeCondition && Peek(TokenKind.Name))
        {
            var name = ParseFragmentName();
            var spreadDirectives = ParseDirectives(isConst: false);
            return new FragmentSpreadNode(name, spreadDirectives, Since(start));
        }
        var typeCondition = hasTypeCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new InlineFragmentNode(typeCondition, directives, selectionSet, Since(start));
    }

    FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("fragment"u8);
        var name = ParseFragmentName();
        ExpectKeyword("on"u8);
        var typeCondition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new(description, name, typeCondition, directives, selectionSet, Since(start));
    }

    // FragmentName : Name but not `on`
    NameNode ParseFragmentName()
    {
        if (ValueIs("on"))
            FailUnexpected();
        return ParseName();
    }

    ImmutableArray<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (!Peek(TokenKind.At))
            return [];
        var from = _nodeCount;
        do
            Push(ParseDirective(isConst));
        while (Peek(TokenKind.At));
        return Pop<DirectiveNode>(from);
    }

    DirectiveNode ParseDirective(bool isConst)
    {
        var start = Here;
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArguments(isConst);
        return new(name, arguments, Since(start));
    }
}
