using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>
/// What an article is about where its beginning evokes no happening of the ontology: "The club put its striker on the injured list". The predicate of the
/// headline and of the first sentence, past those who only say so.
/// </summary>
internal sealed class LeadHappening(ArticleContext context, PropositionIndex propositions, VerbLexicon verbs)
{
    private const int DeepestSaying = 3;

    private Doc Doc => context.Doc;

    /// <summary>Tokens of the predicates, at most two; empty where a happening is known in one of those sentences.</summary>
    public IReadOnlyList<int> Find(Func<int, bool> isKnown)
    {
        var sentences = Sentences();
        if (sentences.Exists(sentence => Enumerable.Range(sentence.First, sentence.End - sentence.First).Any(isKnown))) return [];
        return [.. sentences.Select(sentence => Predicate(sentence.First, sentence.End)).OfType<int>().Distinct()];
    }

    private List<(int First, int End)> Sentences()
    {
        var found = new List<(int, int)>();
        foreach (var kind in new[] { SectionKind.Headline, SectionKind.Paragraph })
        {
            var first = Enumerable.Range(0, Doc.Count).FirstOrDefault(i => context.SectionAt(i) == kind && !Doc[i].IsSpace, -1);
            if (first < 0) continue;
            var end = Doc.Sentences[Doc.SentenceIndexOf(first)].End;
            var section = context.SectionIndexAt(first);
            while (end > first + 1 && context.SectionIndexAt(end - 1) != section) end--;
            found.Add((first, end));
        }
        return found;
    }

    private int? Predicate(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            // The root, or the highest word of the part where a headline runs into the line below.
            if (!Doc[i].IsRoot && Doc[i].Head.Index >= first && Doc[i].Head.Index < end) continue;
            var token = i;
            for (var depth = 0; depth < DeepestSaying && Said(token) is { } said && said >= first && said < end; depth++) token = said;
            if (Tells(token)) return token;
        }
        return null;
    }

    // "Officials said that the bridge would close": what is said.
    private int? Said(int token) =>
        propositions.At(token) is { Kind: PredicateKind.Verb } saying && verbs.Find(saying.Lemma, saying.Particle)?.Speech.Length > 0 ? saying.First(ArgumentRole.Clause)?.Head : null;

    private bool Tells(int token) =>
        propositions.At(token) is { Kind: PredicateKind.Verb, Negated: false } told && told.Arguments.Any(argument => argument.Role is ArgumentRole.Subject or ArgumentRole.Object) && !IsState(token);

    // "The firm employs 900 people": headlines alone tell what happened in the present.
    private bool IsState(int token) => Doc[token].Tag is "VBZ" or "VBP" && context.SectionAt(token) != SectionKind.Headline && !Doc[token].HasChild("aux", "auxpass");
}
