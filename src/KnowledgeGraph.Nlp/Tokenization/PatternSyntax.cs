using System.Globalization;

namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>The syntax tree of the regular expressions that the tokenizer's data uses.</summary>
internal abstract record PatternNode
{
    public sealed record Set(CharSet Chars) : PatternNode;

    public sealed record Sequence(IReadOnlyList<PatternNode> Items) : PatternNode;

    public sealed record Choice(IReadOnlyList<PatternNode> Items) : PatternNode;

    /// <summary>Greedy; <see cref="int.MaxValue"/> is no upper bound.</summary>
    public sealed record Repeat(PatternNode Item, int Min, int Max) : PatternNode;

    public sealed record Ahead(PatternNode Item, bool Negative) : PatternNode;

    /// <summary>What stands before, one set a code point, in text order.</summary>
    public sealed record Behind(IReadOnlyList<CharSet> Items) : PatternNode;

    public sealed record Begin : PatternNode;

    public sealed record End : PatternNode;
}

/// <summary>
/// Parses the subset of Python's <c>re</c> syntax that tokenizer patterns are written in: literals, classes, groups without capture, greedy
/// repeats, look-ahead, look-behind of fixed length, <c>^</c> and <c>$</c>. Everything counts code points.
/// </summary>
internal sealed class PatternSyntax
{
    private readonly string _source;
    private int _at;

    private PatternSyntax(string source) => _source = source;

    /// <exception cref="FormatException">The pattern uses what is not supported; the message gives the place.</exception>
    public static PatternNode Parse(string source)
    {
        var parser = new PatternSyntax(source);
        parser.Skip("(?u)");
        var node = parser.ParseChoice();
        return parser._at == source.Length ? node : throw parser.Error("an unbalanced parenthesis");
    }

    private PatternNode ParseChoice()
    {
        var items = new List<PatternNode> { ParseSequence() };
        while (Skip("|")) items.Add(ParseSequence());
        return items.Count == 1 ? items[0] : new PatternNode.Choice(items);
    }

    private PatternNode ParseSequence()
    {
        var items = new List<PatternNode>();
        while (_at < _source.Length && _source[_at] is not ('|' or ')')) items.Add(ParseRepeat());
        return items.Count == 1 ? items[0] : new PatternNode.Sequence(items);
    }

    private PatternNode ParseRepeat()
    {
        var item = ParseAtom();
        while (_at < _source.Length)
        {
            if (Skip("*")) item = new PatternNode.Repeat(item, 0, int.MaxValue);
            else if (Skip("+")) item = new PatternNode.Repeat(item, 1, int.MaxValue);
            else if (Skip("?")) item = new PatternNode.Repeat(item, 0, 1);
            else if (Skip("{"))
            {
                var min = ParseNumber() ?? 0;
                var max = Skip(",") ? ParseNumber() ?? int.MaxValue : min;
                Expect("}");
                item = new PatternNode.Repeat(item, min, max);
            }
            else break;
        }
        return item;
    }

    private PatternNode ParseAtom()
    {
        if (Skip("^")) return new PatternNode.Begin();
        if (Skip("$")) return new PatternNode.End();
        if (Skip("[")) return new PatternNode.Set(ParseClass());
        if (Skip("(?:")) return Close(ParseChoice());
        if (Skip("(?=")) return new PatternNode.Ahead(Close(ParseChoice()), false);
        if (Skip("(?!")) return new PatternNode.Ahead(Close(ParseChoice()), true);
        if (Skip("(?<=")) return new PatternNode.Behind(Sets(Close(ParseChoice())));
        if (_source[_at] is '(' or '.' or '*' or '+' or '?') throw Error($"'{_source[_at]}'");
        return new PatternNode.Set(ParseCharacter());
    }

    private CharSet ParseClass()
    {
        var ranges = new List<(int, int)>();
        var classes = CharSet.Classes.None;
        if (_at < _source.Length && _source[_at] == '^') throw Error("a negated class");
        while (!Skip("]"))
        {
            if (ParseEscapedClass() is { } named)
            {
                classes |= named;
                continue;
            }
            var first = ParseCodePoint();
            var last = first;
            if (_at + 1 < _source.Length && _source[_at] == '-' && _source[_at + 1] != ']')
            {
                _at++;
                last = ParseCodePoint();
            }
            ranges.Add((first, last));
        }
        return new CharSet(ranges, classes);
    }

    private CharSet ParseCharacter()
    {
        if (ParseEscapedClass() is { } named) return new CharSet([], named);
        var c = ParseCodePoint();
        return new CharSet([(c, c)]);
    }

    private CharSet.Classes? ParseEscapedClass() =>
        Skip("\\d") ? CharSet.Classes.Digit : Skip("\\w") ? CharSet.Classes.Word : Skip("\\S") ? CharSet.Classes.NotSpace : null;

    private int ParseCodePoint()
    {
        if (_at >= _source.Length) throw Error("the end");
        if (Skip("\\u")) return ParseHex(4);
        if (Skip("\\U")) return ParseHex(8);
        if (Skip("\\") && (_at >= _source.Length || char.IsAsciiLetterOrDigit(_source[_at]))) throw Error("an escape");
        var c = CodePoints.At(_source, _at, out var units);
        _at += units;
        return c;
    }

    private int ParseHex(int digits)
    {
        if (_at + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw Error("an escape");
        _at += digits;
        return value;
    }

    private int? ParseNumber()
    {
        var start = _at;
        while (_at < _source.Length && char.IsAsciiDigit(_source[_at])) _at++;
        return start == _at ? null : int.Parse(_source.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
    }

    private List<CharSet> Sets(PatternNode node) => node switch
    {
        PatternNode.Set set => [set.Chars],
        PatternNode.Sequence sequence => [.. sequence.Items.SelectMany(Sets)],
        _ => throw Error("a look-behind that is no plain sequence"),
    };

    private PatternNode Close(PatternNode node)
    {
        Expect(")");
        return node;
    }

    private void Expect(string token)
    {
        if (!Skip(token)) throw Error($"no \"{token}\"");
    }

    private bool Skip(string token)
    {
        if (string.CompareOrdinal(_source, _at, token, 0, token.Length) != 0) return false;
        _at += token.Length;
        return true;
    }

    private FormatException Error(string what) => new($"Tokenizer pattern: {what} at character {_at} is not supported.");
}
