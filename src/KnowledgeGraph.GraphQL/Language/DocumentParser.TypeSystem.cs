using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

// Source: GraphQL September 2025, section 3 "Type System".
ref partial struct DocumentParser
{
    readonly bool PeekDescription() => _lexer.Kind is TokenKind.String or TokenKind.BlockString;

    StringValueNode? ParseDescription() => PeekDescription() ? ParseString() : null;

    /// <summary>The definition that the keyword begins; null if none begins with it.</summary>
    TypeSystemDefinitionNode? ParseTypeSystemDefinition(ReadOnlySpan<byte> keyword) =>
        keyword.SequenceEqual("schema"u8) ? ParseSchemaDefinition() :
        keyword.SequenceEqual("scalar"u8) ? ParseScalarTypeDefinition() :
        keyword.SequenceEqual("type"u8) ? ParseObjectTypeDefinition() :
        keyword.SequenceEqual("interface"u8) ? ParseInterfaceTypeDefinition() :
        keyword.SequenceEqual("union"u8) ? ParseUnionTypeDefinition() :
        keyword.SequenceEqual("enum"u8) ? ParseEnumTypeDefinition() :
        keyword.SequenceEqual("input"u8) ? ParseInputObjectTypeDefinition() :
        keyword.SequenceEqual("directive"u8) ? ParseDirectiveDefinition() : null;

    SchemaDefinitionNode ParseSchemaDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("schema"u8);
        var directives = ParseDirectives(isConst: true);
        if (!Peek(TokenKind.BraceLeft))
            FailExpected(TokenKinds.Describe(TokenKind.BraceLeft));
        var operationTypes = ParseOperationTypeDefinitions();
        return new(description, directives, operationTypes, Since(start));
    }

    ImmutableArray<OperationTypeDefinitionNode> ParseOperationTypeDefinitions()
    {
        if (!Skip(TokenKind.BraceLeft))
            return [];
        var from = _nodeCount;
        do
            Push(ParseOperationTypeDefinition());
        while (!Skip(TokenKind.BraceRight));
        return Pop<OperationTypeDefinitionNode>(from);
    }

    OperationTypeDefinitionNode ParseOperationTypeDefinition()
    {
        var start = Here;
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new(operation, type, Since(start));
    }

    ScalarTypeDefinitionNode ParseScalarTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("scalar"u8);
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new(description, name, directives, Since(start));
    }

    ObjectTypeDefinitionNode ParseObjectTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("type"u8);
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        return new(description, name, interfaces, directives, fields, Since(start));
    }

    // ImplementsInterfaces : implements `&`? NamedType (& NamedType)*
    ImmutableArray<NamedTypeNode> ParseImplementsInterfaces() =>
        SkipKeyword("implements"u8) ? ParseNamedTypes(TokenKind.Ampersand) : [];

    ImmutableArray<NamedTypeNode> ParseNamedTypes(TokenKind separator)
    {
        Skip(separator);
        var from = _nodeCount;
        do
            Push(ParseNamedType());
        while (Skip(separator));
        return Pop<NamedTypeNode>(from);
    }

    ImmutableArray<FieldDefinitionNode> ParseFieldsDefinition()
    {
        if (!Skip(TokenKind.BraceLeft))
            return [];
        var from = _nodeCount;
        do
            Push(ParseFieldDefinition());
        while (!Skip(TokenKind.BraceRight));
        return Pop<FieldDefinitionNode>(from);
    }

    FieldDefinitionNode ParseFieldDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConst: true);
        return new(description, name, arguments, type, directives, Since(start));
    }

    // ArgumentsDefinition : ( InputValueDefinition+ )
    // InputFieldsDefinition : { InputValueDefinition+ }
    ImmutableArray<InputValueDefinitionNode> ParseInputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
            return [];
        var from = _nodeCount;
        do
            Push(ParseInputValueDefinition());
        while (!Skip(close));
        return Pop<InputValueDefinitionNode>(from);
    }

    InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new(description, name, type, defaultValue, directives, Since(start));
    }

    InterfaceTypeDefinitionNode ParseInterfaceTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("interface"u8);
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        return new(description, name, interfaces, directives, fields, Since(start));
    }

    UnionTypeDefinitionNode ParseUnionTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("union"u8);
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMemberTypes();
        return new(description, name, directives, types, Since(start));
    }

    // UnionMemberTypes : = `|`? NamedType (| NamedType)*
    ImmutableArray<NamedTypeNode> ParseUnionMemberTypes() => Skip(TokenKind.Equals) ? ParseNamedTypes(TokenKind.Pipe) : [];

    EnumTypeDefinitionNode ParseEnumTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("enum"u8);
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValuesDefinition();
        return new(description, name, directives, values, Since(start));
    }

    ImmutableArray<EnumValueDefinitionNode> ParseEnumValuesDefinition()
    {
        if (!Skip(TokenKind.BraceLeft))
            return [];
        var from = _nodeCount;
        do
            Push(ParseEnumValueDefinition());
        while (!Skip(TokenKind.BraceRight));
        return Pop<EnumValueDefinitionNode>(from);
    }

    EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        if (ValueIs("true") || ValueIs("false") || ValueIs("null"))
            _lexer.Fail(_lexer.Start, $"{_lexer.Describe()} is reserved and cannot be used for an enum value.");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new(description, name, directives, Since(start));
    }

    InputObjectTypeDefinitionNode ParseInputObjectTypeDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("input"u8);
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.BraceLeft, TokenKind.BraceRight);
        return new(description, name, directives, fields, Since(start));
    }

    DirectiveDefinitionNode ParseDirectiveDefinition()
    {
        var start = Here;
        var description = ParseDescription();
        ExpectKeyword("directive"u8);
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        var repeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on"u8);
        var locations = ParseDirectiveLocations();
        return new(description, name, arguments, repeatable, locations, Since(start));
    }

    // DirectiveLocations : `|`? DirectiveLocation (| DirectiveLocation)*
    ImmutableArray<NameNode> ParseDirectiveLocations()
    {
        Skip(TokenKind.Pipe);
        var from = _nodeCount;
        do
        {
            var token = _lexer;
            var name = ParseName();
            if (!DirectiveLocations.IsKnown(name.Value))
                FailUnexpected(token);
            Push(name);
        }
        while (Skip(TokenKind.Pipe));
        return Pop<NameNode>(from);
    }
}
