using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// Cuts UTF-8 text into tokens. A mutable value: a copy is a lookahead. The current token lies in the fields; its text is
/// decoded only when <see cref="ReadAscii"/> or <see cref="ReadString"/> asks for it.
/// Source: GraphQL September 2025, section 2.1 "Source Text" and 2.9.4 "String Value".
/// </summary>
/// <remarks>
/// Offsets count bytes, columns count UTF-16 code units. Only comments, strings and byte order marks may hold characters of
/// more than one byte, so the difference is kept per line in <c>_widthSurplus</c> instead of being counted per character.
/// </remarks>
ref struct Lexer(ReadOnlySpan<byte> source)
{
    static readonly SearchValues<byte> PlainStringBytes = SearchValues.Create(PlainBytes());

    public readonly ReadOnlySpan<byte> Source = source;

    public TokenKind Kind = TokenKind.StartOfFile;
    public int Start = 0;
    public int End = 0;
    public int Line = 1;
    public int Column = 1;

    /// <summary>Where the token before the current one ended.</summary>
    public int LastEnd = 0;

    int _line = 1;
    int _lineStart = 0;
    int _widthSurplus = 0;
    bool _hasEscapes = false;

    public readonly ReadOnlySpan<byte> Text => Source[Start..End];

    /// <summary>Moves to the next token; at the end of the document it stays there.</summary>
    /// <exception cref="GraphQLException">No token can start, or the one that started cannot go on.</exception>
    public void Advance()
    {
        LastEnd = End;
        var source = Source;
        var position = End;

        // Whole and flat on purpose: one switch over the first byte is what keeps it fast.
        while ((uint)position < (uint)source.Length)
        {
            switch (source[position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',':
                    position++;
                    continue;
                case (byte)'\n':
                    position++;
                    StartLine(position);
                    continue;
                case (byte)'\r':
                    position += ByteAt(position + 1) == '\n' ? 2 : 1;
                    StartLine(position);
                    continue;
                case 0xEF when ByteAt(position + 1) == 0xBB && ByteAt(position + 2) == 0xBF:
                    position += 3;
                    _widthSurplus += 2;
                    continue;
                case (byte)'#':
                    position = SkipComment(position + 1);
                    continue;
                case (byte)'!':
                    SetToken(TokenKind.Bang, position, position + 1);
                    return;
                case (byte)'$':
                    SetToken(TokenKind.Dollar, position, position + 1);
                    return;
                case (byte)'&':
                    SetToken(TokenKind.Ampersand, position, position + 1);
                    return;
                case (byte)'(':
                    SetToken(TokenKind.ParenLeft, position, position + 1);
                    return;
                case (byte)')':
                    SetToken(TokenKind.ParenRight, position, position + 1);
                    return;
                case (byte)'.' when ByteAt(position + 1) == '.' && ByteAt(position + 2) == '.':
                    SetToken(TokenKind.Spread, position, position + 3);
                    return;
                case (byte)':':
                    SetToken(TokenKind.Colon, position, position + 1);
                    return;
                case (byte)'=':
                    SetToken(TokenKind.Equals, position, position + 1);
                    return;
                case (byte)'@':
                    SetToken(TokenKind.At, position, position + 1);
                    return;
                case (byte)'[':
                    SetToken(TokenKind.BracketLeft, position, position + 1);
                    return;
                case (byte)']':
                    SetToken(TokenKind.BracketRight, position, position + 1);
                    return;
                case (byte)'{':
                    SetToken(TokenKind.BraceLeft, position, position + 1);
                    return;
                case (byte)'|':
                    SetToken(TokenKind.Pipe, position, position + 1);
                    return;
                case (byte)'}':
                    SetToken(TokenKind.BraceRight, position, position + 1);
                    return;
                case (byte)'"':
                    if (ByteAt(position + 1) == '"' && ByteAt(position + 2) == '"')
                        LexBlockString(position);
                    else
                        LexString(position);
                    return;
                case (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_':
                    LexName(position);
                    return;
                case (>= (byte)'0' and <= (byte)'9') or (byte)'-':
                    LexNumber(position);
                    return;
                case (byte)'\'':
                    Fail(position, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
                    return;
                default:
                    Fail(position, $"{(IsScalarAt(position) ? "Unexpected" : "Invalid")} character: {DescribeCharacter(position)}.");
                    return;
            }
        }

        SetToken(TokenKind.EndOfFile, source.Length, source.Length);
    }

    /// <summary>The text of a Name, Int or Float token.</summary>
    public readonly string ReadAscii() => Encoding.ASCII.GetString(Text);

    /// <summary>The value of a String or BlockString token.</summary>
    public readonly string ReadString()
    {
        if (Kind == TokenKind.BlockString)
            return BlockString.Read(Source[(Start + 3)..(End - 3)]);
        var raw = Source[(Start + 1)..(End - 1)];
        return _hasEscapes ? Unescape(raw) : Encoding.UTF8.GetString(raw);
    }

    /// <summary>The current token as error messages name it: <c>Name "id"</c>, <c>"}"</c>, <c>&lt;EOF&gt;</c>.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Kind} \"{ReadAscii()}\"",
        TokenKind.String or TokenKind.BlockString => $"{Kind} \"{ReadString()}\"",
        _ => TokenKinds.Describe(Kind),
    };

    /// <summary>Line and column of any byte of the document; walks the document, so for errors only.</summary>
    public readonly SourceLocation LocationAt(int position)
    {
        var line = 1;
        var column = 1;
        for (var i = 0; i < position;)
        {
            var b = Source[i];
            if (b == '\n' || b == '\r')
            {
                i += b == '\r' && ByteAt(i + 1) == '\n' ? 2 : 1;
                line++;
                column = 1;
                continue;
            }
            var width = CharacterWidth(i, out var utf16Units);
            i += Math.Max(width, 1);
            column += Math.Max(utf16Units, 1);
        }
        return new(line, column);
    }

    [DoesNotReturn]
    public readonly void Fail(int position, string description, string code = ErrorCodes.SyntaxError) =>
        throw new GraphQLException(new GraphQLError("Syntax Error: " + description, LocationAt(position)) { Code = code });

    // Name :: NameStart NameContinue* [lookahead != NameContinue]
    void LexName(int start)
    {
        var position = start + 1;
        while (IsNameContinue(ByteAt(position)))
            position++;
        SetToken(TokenKind.Name, start, position);
    }

    // IntValue :: IntegerPart [lookahead != {Digit, `.`, NameStart}]
    // FloatValue :: IntegerPart FractionalPart? ExponentPart? [lookahead != {Digit, `.`, NameStart}]
    void LexNumber(int start)
    {
        var position = start;
        var kind = TokenKind.Int;
        if (ByteAt(position) == '-')
            position++;
        if (ByteAt(position) == '0')
        {
            position++;
            if (IsDigit(ByteAt(position)))
                Fail(position, $"Invalid number, unexpected digit after 0: {DescribeCharacter(position)}.");
        }
        else
        {
            position = SkipDigits(position);
        }
        if (ByteAt(position) == '.')
        {
            kind = TokenKind.Float;
            position = SkipDigits(position + 1);
        }
        if (ByteAt(position) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position++;
            if (ByteAt(position) is '+' or '-')
                position++;
            position = SkipDigits(position);
        }
        if (ByteAt(position) == '.' || IsNameStart(ByteAt(position)))
            Fail(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");
        SetToken(kind, start, position);
    }

    readonly int SkipDigits(int position)
    {
        if (!IsDigit(ByteAt(position)))
            Fail(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");
        while (IsDigit(ByteAt(position)))
            position++;
        return position;
    }

    // StringValue :: `"` StringCharacter* `"`
    void LexString(int start)
    {
        _hasEscapes = false;
        var surplus = 0;
        var position = start + 1;
        while (true)
        {
            position += PlainRun(position);
            switch (ByteAt(position))
            {
                case '"':
                    SetToken(TokenKind.String, start, position + 1);
                    _widthSurplus += surplus;
                    return;
                case '\\':
                    _hasEscapes = true;
                    position += CheckEscape(position);
                    break;
                case -1 or '\n' or '\r':
                    Fail(position, "Unterminated string.");
                    return;
                default:
                    position += StringCharacterWidth(position, ref surplus);
                    break;
            }
        }
    }

    // StringValue :: `"""` BlockStringCharacter* `"""`
    void LexBlockString(int start)
    {
        var line = _line;
        var lineStart = _lineStart;
        var surplus = 0;
        var position = start + 3;
        while (true)
        {
            position += PlainRun(position);
            switch (ByteAt(position))
            {
                case '"' when ByteAt(position + 1) == '"' && ByteAt(position + 2) == '"':
                    SetToken(TokenKind.BlockString, start, position + 3);
                    _widthSurplus = lineStart == _lineStart ? _widthSurplus + surplus : surplus;
                    _line = line;
                    _lineStart = lineStart;
                    return;
                case '\\' when ByteAt(position + 1) == '"' && ByteAt(position + 2) == '"' && ByteAt(position + 3) == '"':
                    position += 4;
                    break;
                case '"' or '\\':
                    position++;
                    break;
                case '\n' or '\r':
                    position += ByteAt(position) == '\r' && ByteAt(position + 1) == '\n' ? 2 : 1;
                    line++;
                    lineStart = position;
                    surplus = 0;
                    break;
                case -1:
                    Fail(position, "Unterminated string.");
                    return;
                default:
                    position += StringCharacterWidth(position, ref surplus);
                    break;
            }
        }
    }

    // Comment :: # CommentChar* [lookahead != CommentChar]
    int SkipComment(int position)
    {
        while (true)
        {
            var b = ByteAt(position);
            if (b is -1 or '\n' or '\r')
                return position;
            if (b < 0x80)
            {
                position++;
                continue;
            }
            var width = CharacterWidth(position, out var utf16Units);
            if (width == 0)
                return position;
            position += width;
            _widthSurplus += width - utf16Units;
        }
    }

    /// <summary>How many bytes from here on are printable ASCII other than a quote or a backslash.</summary>
    readonly int PlainRun(int position)
    {
        var run = Source[position..].IndexOfAnyExcept(PlainStringBytes);
        return run < 0 ? Source.Length - position : run;
    }

    readonly int StringCharacterWidth(int position, ref int surplus)
    {
        var width = CharacterWidth(position, out var utf16Units);
        if (width == 0)
            Fail(position, $"Invalid character within String: {DescribeCharacter(position)}.");
        surplus += width - utf16Units;
        return width;
    }

    /// <summary>The length in bytes of the escape sequence that starts here.</summary>
    readonly int CheckEscape(int position)
    {
        switch (ByteAt(position + 1))
        {
            case 'u':
                return ByteAt(position + 2) == '{'
                    ? ReadVariableWidthEscape(position, out _)
                    : ReadFixedWidthEscape(position, out _);
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                return 2;
            default:
                Fail(position, $"Invalid character escape sequence: \"{Utf16Slice(position, 2)}\".");
                return 0;
        }
    }

    // EscapedUnicode :: `\u{` HexDigit+ `}`
    readonly int ReadVariableWidthEscape(int position, out Rune rune)
    {
        var point = 0;
        var size = 3;
        while (size < 12)
        {
            var b = ByteAt(position + size++);
            if (b == '}')
            {
                if (size < 5 || !Rune.TryCreate(point, out rune))
                    break;
                return size;
            }
            point = (point << 4) | HexDigit(b);
            if (point < 0)
                break;
        }
        Fail(position, $"Invalid Unicode escape sequence: \"{Utf16Slice(position, size)}\".");
        rune = default;
        return 0;
    }

    // EscapedUnicode :: `\u` HexDigit HexDigit HexDigit HexDigit, a surrogate only as half of a pair
    readonly int ReadFixedWidthEscape(int position, out Rune rune)
    {
        var code = Hex4(position + 2);
        if (Rune.TryCreate(code, out rune))
            return 6;
        if (code is >= 0xD800 and <= 0xDBFF && ByteAt(position + 6) == '\\' && ByteAt(position + 7) == 'u')
        {
            var trailing = Hex4(position + 8);
            if (trailing >= 0 && Rune.TryCreate((char)code, (char)trailing, out rune))
                return 12;
        }
        Fail(position, $"Invalid Unicode escape sequence: \"{Utf16Slice(position, 6)}\".");
        return 0;
    }

    readonly int Hex4(int position) =>
        (HexDigit(ByteAt(position)) << 12) | (HexDigit(ByteAt(position + 1)) << 8) | (HexDigit(ByteAt(position + 2)) << 4) | HexDigit(ByteAt(position + 3));

    readonly string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        var offset = Start + 1;
        for (var i = 0; i < raw.Length;)
        {
            var plain = raw[i..].IndexOf((byte)'\\');
            if (plain < 0)
                plain = raw.Length - i;
            text.Append(Encoding.UTF8.GetString(raw.Slice(i, plain)));
            i += plain;
            if (i == raw.Length)
                break;
            var rune = default(Rune);
            i += raw[i + 1] switch
            {
                (byte)'u' when raw[i + 2] == '{' => ReadVariableWidthEscape(offset + i, out rune),
                (byte)'u' => ReadFixedWidthEscape(offset + i, out rune),
                var escaped => Simple(escaped, out rune),
            };
            text.Append(rune.ToString());
        }
        return text.ToString();

        static int Simple(byte escaped, out Rune rune)
        {
            rune = new Rune((char)(escaped switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                _ => escaped,
            }));
            return 2;
        }
    }

    void StartLine(int position)
    {
        _line++;
        _lineStart = position;
        _widthSurplus = 0;
    }

    void SetToken(TokenKind kind, int start, int end)
    {
        Kind = kind;
        Start = start;
        End = end;
        Line = _line;
        Column = 1 + start - _lineStart - _widthSurplus;
    }

    /// <summary>The byte, or -1 beyond the end.</summary>
    readonly int ByteAt(int position) => (uint)position < (uint)Source.Length ? Source[position] : -1;

    /// <summary>The bytes of the character that starts here; 0 if none does (malformed UTF-8 or a lone surrogate).</summary>
    readonly int CharacterWidth(int position, out int utf16Units)
    {
        var status = Rune.DecodeFromUtf8(Source[position..], out var rune, out var width);
        utf16Units = rune.Utf16SequenceLength;
        return status == OperationStatus.Done ? width : 0;
    }

    readonly bool IsScalarAt(int position) => CharacterWidth(position, out _) != 0;

    /// <summary>Printable ASCII in quotes, other characters as U+1234, what is no character as the byte it is.</summary>
    readonly string DescribeCharacter(int position)
    {
        if (position >= Source.Length)
            return TokenKinds.Describe(TokenKind.EndOfFile);
        if (Rune.DecodeFromUtf8(Source[position..], out var rune, out _) == OperationStatus.Done)
        {
            return rune.Value is >= 0x20 and <= 0x7E
                ? rune.Value == '"' ? "'\"'" : $"\"{rune}\""
                : $"U+{rune.Value:X4}";
        }
        return SurrogateAt(position) is { } surrogate ? $"U+{surrogate:X4}" : $"byte 0x{Source[position]:X2}, which is not UTF-8";
    }

    /// <summary>A surrogate in the three bytes that <see cref="Utf8Text"/> writes for a lone one.</summary>
    readonly int? SurrogateAt(int position) =>
        ByteAt(position) == 0xED && ByteAt(position + 1) is >= 0xA0 and <= 0xBF && ByteAt(position + 2) is >= 0x80 and <= 0xBF
            ? 0xD000 | ((Source[position + 1] & 0x3F) << 6) | (Source[position + 2] & 0x3F)
            : null;

    readonly string Utf16Slice(int position, int units)
    {
        var text = Encoding.UTF8.GetString(Source.Slice(position, Math.Min(units * 3, Source.Length - position)));
        return text[..Math.Min(units, text.Length)];
    }

    static int HexDigit(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'A' and <= 'F' => b - 'A' + 10,
        >= 'a' and <= 'f' => b - 'a' + 10,
        _ => -1,
    };

    static bool IsDigit(int b) => b is >= '0' and <= '9';

    static bool IsNameStart(int b) => b is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    static bool IsNameContinue(int b) => IsNameStart(b) || IsDigit(b);

    static byte[] PlainBytes() => [.. Enumerable.Range(0x20, 0x60).Where(b => b is not ('"' or '\\' or 0x7F)).Select(b => (byte)b)];
}
