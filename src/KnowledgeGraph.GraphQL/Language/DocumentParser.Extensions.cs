namespace KnowledgeGraph.GraphQL.Language;

// Source: GraphQL September 2025, section 3.1 "Type System Extensions" and the extension sections of section 3.
ref partial struct DocumentParser
{
    TypeSystemExtensionNode ParseTypeSystemExtension()
    {
        var start = Here;
        var keyword = _lexer;
        keyword.Advance();
        if (keyword.Kind != TokenKind.Name)
            FailUnexpected(keyword);
        var text = keyword.Text;
        if (text.SequenceEqual("schema"u8))
            return ParseSchemaExtension(start);
        if (text.SequenceEqual("scalar"u8))
            return ParseScalarTypeExtension(start);
        if (text.SequenceEqual("type"u8))
            return ParseObjectTypeExtension(start);
        if (text.SequenceEqual("interface"u8))
            return ParseInterfaceTypeExtension(start);
        if (text.SequenceEqual("union"u8))
            return ParseUnionTypeExtension(start);
        if (text.SequenceEqual("enum"u8))
            return ParseEnumTypeExtension(start);
        if (text.SequenceEqual("input"u8))
            return ParseInputObjectTypeExtension(start);
        FailUnexpected(keyword);
        return null;
    }

    /// <summary>Skips <c>extend</c> and the keyword after it.</summary>
    void SkipExtend()
    {
        Advance();
        Advance();
    }

    SchemaExtensionNode ParseSchemaExtension(Location start)
    {
        SkipExtend();
        var directives = ParseDirectives(isConst: true);
        var operationTypes = ParseOperationTypeDefinitions();
        if (directives.IsEmpty && operationTypes.IsEmpty)
            FailUnexpected();
        return new(directives, operationTypes, Since(start));
    }

    ScalarTypeExtensionNode ParseScalarTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        if (directives.IsEmpty)
            FailUnexpected();
        return new(name, directives, Since(start));
    }

    ObjectTypeExtensionNode ParseObjectTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        if (interfaces.IsEmpty && directives.IsEmpty && fields.IsEmpty)
            FailUnexpected();
        return new(name, interfaces, directives, fields, Since(start));
    }

    InterfaceTypeExtensionNode ParseInterfaceTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        if (interfaces.IsEmpty && directives.IsEmpty && fields.IsEmpty)
            FailUnexpected();
        return new(name, interfaces, directives, fields, Since(start));
    }

    UnionTypeExtensionNode ParseUnionTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMemberTypes();
        if (directives.IsEmpty && types.IsEmpty)
            FailUnexpected();
        return new(name, directives, types, Since(start));
    }

    EnumTypeExtensionNode ParseEnumTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValuesDefinition();
        if (directives.IsEmpty && values.IsEmpty)
            FailUnexpected();
        return new(name, directives, values, Since(start));
    }

    InputObjectTypeExtensionNode ParseInputObjectTypeExtension(Location start)
    {
        SkipExtend();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.BraceLeft, TokenKind.BraceRight);
        if (directives.IsEmpty && fields.IsEmpty)
            FailUnexpected();
        return new(name, directives, fields, Since(start));
    }
}
