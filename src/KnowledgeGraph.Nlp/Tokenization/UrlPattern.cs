namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>Whether a whole string is a web address: asked rarely, answered in linear time however long the string.</summary>
internal sealed class UrlPattern
{
    private readonly PatternProgram _program;
    private readonly int _required;

    public UrlPattern(string pattern)
    {
        var node = PatternSyntax.Parse(pattern);
        _program = new PatternProgram(node, unrolled: true);
        _required = RequiredBy(node).FirstOrDefault(c => c < 128, -1);
    }

    public bool Matches(ReadOnlySpan<char> text, CancellationToken cancellation) =>
        (_required < 0 || text.Contains((char)_required)) && _program.Matches(text, cancellation);

    /// <summary>Characters without which there is no match.</summary>
    private static HashSet<int> RequiredBy(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                return set.Chars.Single >= 0 ? [set.Chars.Single] : [];
            case PatternNode.Sequence sequence:
                return [.. sequence.Items.SelectMany(RequiredBy)];
            case PatternNode.Choice choice:
                return [.. choice.Items.Select(RequiredBy).Aggregate((a, b) => [.. a.Intersect(b)])];
            case PatternNode.Repeat { Min: > 0 } repeat:
                return RequiredBy(repeat.Item);
            default:
                return [];
        }
    }
}
