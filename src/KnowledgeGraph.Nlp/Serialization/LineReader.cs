namespace KnowledgeGraph.Nlp.Serialization;

/// <summary>Reads lines up to a length; of a longer one only that it was longer.</summary>
internal sealed class LineReader(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[64 * 1024];
    private readonly System.Text.StringBuilder _line = new();
    private int _at, _end;

    /// <summary>The next line; null at the end of the input.</summary>
    public async ValueTask<(string Text, bool IsTooLong)?> ReadAsync(CancellationToken cancellation)
    {
        _line.Clear();
        var (any, tooLong) = (false, false);
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await reader.ReadAsync(_buffer, cancellation).ConfigureAwait(false));
                if (_end == 0) return any ? (_line.ToString(), tooLong) : null;
            }
            any = true;
            var newline = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
            var length = newline < 0 ? _end - _at : newline;
            if (_line.Length + length > longest) tooLong = true;
            if (!tooLong) _line.Append(_buffer, _at, length);
            _at += length;
            if (newline < 0) continue;
            _at++;
            return (tooLong ? "" : _line.ToString(), tooLong);
        }
    }
}
