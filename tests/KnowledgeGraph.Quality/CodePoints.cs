using System.Text.Json.Nodes;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Quality;

/// <summary>From UTF-16 offsets to the code points that the labelled sets count.</summary>
internal sealed class CodePoints
{
    private readonly int[]? _before;

    public CodePoints(string text)
    {
        if (!text.Any(char.IsSurrogate)) return;
        _before = new int[text.Length + 1];
        for (int i = 0, count = 0; i < text.Length; i++)
        {
            _before[i] = count;
            if (!char.IsLowSurrogate(text[i]) || i == 0 || !char.IsHighSurrogate(text[i - 1])) count++;
            _before[i + 1] = count;
        }
    }

    public int Of(int offset) => _before is null ? offset : _before[offset];

    public JsonArray Span(TextSpan span) => [Of(span.Start), Of(span.End)];

    public JsonArray Spans(IEnumerable<TextSpan> spans) => [.. spans.Select(s => (JsonNode)Span(s))];
}
