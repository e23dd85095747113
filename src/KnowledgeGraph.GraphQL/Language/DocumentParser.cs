using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// A recursive-descent parser over one document; this part holds what the chapters of the grammar share: tokens, lists, limits.
/// Methods are named after the productions they read.
/// </summary>
ref partial struct DocumentParser
{
    const int CachedNames = 64;

    readonly ParserOptions _options;
    Lexer _lexer;
    int _tokens;
    int _depth;

    // Unfinished lists lie on one stack, so that a finished list costs exactly its array.
    Node[] _nodes = new Node[32];
    int _nodeCount;

    // Names repeat within a document; the last name per hash is kept and handed out again.
    readonly string?[] _names = new string?[CachedNames];

    public DocumentParser(ReadOnlySpan<byte> source, ParserOptions options)
    {
        if (source.Length > options.MaxDocumentBytes)
            throw TooLarge(options.MaxDocumentBytes);
        _options = options;
        _lexer = new Lexer(source);
    }

    public static GraphQLException TooLarge(int limit) =>
        new(new GraphQLError($"Syntax Error: Source contains more than {limit} bytes. Parsing aborted.", new SourceLocation(1, 1))
        {
            Code = ErrorCodes.DocumentTooLarge,
        });

    public void Start() => Expect(TokenKind.StartOfFile);

    public readonly void End()
    {
        if (_lexer.Kind != TokenKind.EndOfFile)
            FailExpected(TokenKinds.Describe(TokenKind.EndOfFile));
    }

    void Advance()
    {
        _lexer.Advance();
        if (_lexer.Kind != TokenKind.EndOfFile && ++_tokens > _options.MaxTokens)
        {
            // The wording, with its slip, is graphql-js's.
            _lexer.Fail(
                _lexer.Start,
                $"Document contains more that {_options.MaxTokens} tokens. Parsing aborted.",
                ErrorCodes.DocumentTooLarge);
        }
    }

    readonly bool Peek(TokenKind kind) => _lexer.Kind == kind;

    readonly bool PeekKeyword(ReadOnlySpan<byte> keyword) => _lexer.Kind == TokenKind.Name && _lexer.Text.SequenceEqual(keyword);

    /// <summary>Whether the current token is this name or, what graphql-js takes for the same, a string of this value.</summary>
    readonly bool ValueIs(string value) => _lexer.Kind switch
    {
        TokenKind.Name => Ascii.Equals(_lexer.Text, value),
        TokenKind.String or TokenKind.BlockString => _lexer.ReadString() == value,
        _ => false,
    };

    void Expect(TokenKind kind)
    {
        if (_lexer.Kind != kind)
            FailExpected(TokenKinds.Describe(kind));
        Advance();
    }

    bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind)
            return false;
        Advance();
        return true;
    }

    void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!PeekKeyword(keyword))
            FailExpected($"\"{Encoding.ASCII.GetString(keyword)}\"");
        Advance();
    }

    bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!PeekKeyword(keyword))
            return false;
        Advance();
        return true;
    }

    [DoesNotReturn]
    readonly void FailExpected(string expected) => _lexer.Fail(_lexer.Start, $"Expected {expected}, found {_lexer.Describe()}.");

    [DoesNotReturn]
    readonly void FailUnexpected() => FailUnexpected(_lexer);

    [DoesNotReturn]
    static void FailUnexpected(Lexer token) => token.Fail(token.Start, $"Unexpected {token.Describe()}.");

    /// <summary>Goes one level deeper; whoever calls it calls <see cref="Leave"/> when the level is read.</summary>
    void Enter()
    {
        // The second check holds for whoever sets the limit higher than the thread's stack carries.
        if (++_depth > _options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _lexer.Fail(
                _lexer.Start,
                $"Document is nested more than {_depth - 1} levels deep. Parsing aborted.",
                ErrorCodes.DocumentTooLarge);
        }
    }

    void Leave() => _depth--;

    /// <summary>Where the current token begins: the start of the node that is about to be read.</summary>
    readonly Location Here => new(_lexer.Start, _lexer.Start, _lexer.Line, _lexer.Column);

    /// <summary>From the start to the end of the token read last.</summary>
    readonly Location Since(Location start) => start with { End = _lexer.LastEnd };

    void Push(Node node)
    {
        if (_nodeCount == _nodes.Length)
            Array.Resize(ref _nodes, _nodes.Length * 2);
        _nodes[_nodeCount++] = node;
    }

    /// <summary>The nodes that were pushed since there were <paramref name="from"/> of them, all of type <typeparamref name="T"/>.</summary>
    ImmutableArray<T> Pop<T>(int from)
        where T : Node
    {
        var list = new T[_nodeCount - from];
        for (var i = 0; i < list.Length; i++)
            list[i] = Unsafe.As<T>(_nodes[from + i]);
        _nodeCount = from;
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    NameNode ParseName()
    {
        if (_lexer.Kind != TokenKind.Name)
            FailExpected(nameof(TokenKind.Name));
        var start = Here;
        var value = NameText();
        Advance();
        return new NameNode(value, Since(start));
    }

    readonly string NameText()
    {
        var text = _lexer.Text;
        ref var cached = ref _names[(text[0] * 31 + text[^1] * 7 + text.Length) % CachedNames];
        if (cached is null || !Ascii.Equals(text, cached))
            cached = _lexer.ReadAscii();
        return cached;
    }
}
