using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>The gender of persons, as titles, gendered nouns and pronouns of the article show it.</summary>
internal static class Genders
{
    /// <summary>From titles and nouns in the phrases of the names: "Mrs", "spokeswoman".</summary>
    public static void FromNames(Doc doc, NameLexicon lexicon, IReadOnlyList<EntityDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            if (draft.Type != EntityType.Person || draft.Gender is not null) continue;
            foreach (var mention in draft.Mentions)
            {
                if (mention.Kind != MentionKind.Name) continue;
                var first = Math.Max(Math.Min(doc[mention.Head].LeftEdge.Index, mention.First), mention.First - 6);
                for (var i = first; i < mention.First && draft.Gender is null; i++)
                    if (doc[i].HeadIndex >= mention.First && doc[i].HeadIndex < mention.End || i == mention.First - 1)
                        draft.Gender = Titles.GenderOf(doc[i].Text) ?? lexicon.GenderOf(doc[i].Lemma.ToLowerInvariant());
            }
        }
    }

    /// <summary>From given names.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="drafts">The entities.</param>
    /// <param name="genderOf">The gender that most bearers of a given name (lower case) have, or null.</param>
    public static void FromGivenNames(Doc doc, IReadOnlyList<EntityDraft> drafts, Func<string, char?> genderOf)
    {
        foreach (var draft in drafts)
        {
            if (draft.Type != EntityType.Person) continue;
            var fullest = draft.Mentions.Where(mention => mention.Kind == MentionKind.Name).MaxBy(mention => mention.Length);
            if (fullest is { Length: > 1 }) draft.LikelyGender = genderOf(doc[fullest.First].Text.ToLowerInvariant());
        }
    }

    /// <summary>From the pronouns that were linked, where they agree by three to one.</summary>
    public static void FromPronouns(Doc doc, IReadOnlyList<EntityDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            if (draft.Type != EntityType.Person || draft.Gender is not null) continue;
            double he = 0, she = 0;
            foreach (var mention in draft.Mentions)
            {
                if (mention.Kind != MentionKind.Pronoun) continue;
                var word = doc[mention.Head].Text.ToLowerInvariant();
                if (word is "he" or "him" or "his" or "himself") he += mention.Confidence;
                if (word is "she" or "her" or "hers" or "herself") she += mention.Confidence;
            }
            if (he > 0 && he >= 3 * she) draft.Gender = 'm';
            else if (she > 0 && she >= 3 * he) draft.Gender = 'f';
        }
    }
}
