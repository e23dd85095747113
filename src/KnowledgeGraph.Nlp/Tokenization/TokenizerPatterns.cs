using KnowledgeGraph.Nlp.Files;

namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>The tokenizer's patterns, compiled.</summary>
internal sealed class TokenizerPatterns(TokenizerSettings settings)
{
    public AffixPattern Prefix { get; } = new(settings.Prefix);

    public AffixPattern Suffix { get; } = new(settings.Suffix);

    public AffixPattern Infix { get; } = new(settings.Infix);

    public UrlPattern Url { get; } = new(settings.Url);
}
