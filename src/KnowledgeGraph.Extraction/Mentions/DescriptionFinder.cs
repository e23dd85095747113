using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>Noun phrases for persons, groups of people and bodies: "regional officials", "a senior aide", "the company".</summary>
internal static class DescriptionFinder
{
    /// <summary>Descriptions in text order, outside the given names.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="lexicon">Tells what nouns name.</param>
    /// <param name="nameAt">For each token the name that covers it, or null.</param>
    public static List<FoundMention> Find(Doc doc, NameLexicon lexicon, FoundMention?[] nameAt)
    {
        var found = new List<FoundMention>();
        foreach (var token in doc)
        {
            if (token.Pos is not ("NOUN" or "PROPN") || nameAt[token.Index] is not null) continue;
            // A noun before a name is its role, not a bearer of its own.
            if (token.Dep is "compound" or "amod" or "nmod" or "npadvmod" or "quantmod" or "advmod") continue;
            if (TypeOf(token, lexicon) is not { } type) continue;
            var (first, end) = Phrases.Of(doc, token.Index);
            found.Add(new(first, end, token.Index, MentionKind.Description, type, 0.7));
        }
        return found;
    }

    /// <summary>What a common noun describes here; null for things and places.</summary>
    public static EntityType? TypeOf(Token token, NameLexicon lexicon)
    {
        var lemma = token.Lemma.ToLowerInvariant();
        // "the town hall said": those who sit in it.
        if (lemma == "hall" && token.Index > 0 && token.Doc[token.Index - 1].Text.ToLowerInvariant() is "city" or "town") return EntityType.Organisation;
        var plural = token.Tag is "NNS" or "NNPS" || lemma is "people" or "police";
        return lexicon.KindOf(lemma) switch
        {
            NounKind.Person => plural ? EntityType.Group : EntityType.Person,
            NounKind.Organisation => EntityType.Organisation,
            NounKind.Group => EntityType.Group,
            _ => null,
        };
    }
}
