using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>The place that a number is limited to: "in the capital", "across the country", "in the town of Ica".</summary>
internal sealed class ClaimScopes(ClaimContext context, IReadOnlyList<NumberExpression> numbers)
{
    /// <summary>Local id of the place; null where the number is not limited.</summary>
    /// <param name="index">The number's place in the list.</param>
    public string? Of(int index, CountedThing counted)
    {
        var doc = context.Doc;
        var number = numbers[index];
        if (number.Last < doc.Count && doc[number.Last].Dep == "prep" && PlaceOf(doc[number.Last]) is { } own) return own;
        foreach (var start in new[] { counted.Noun, counted.Number, counted.Governor })
        {
            if (start is not { } token || doc.SentenceIndexOf(token) != doc.SentenceIndexOf(number.Head)) continue;
            foreach (var child in doc[token].Children)
                if (child.Dep == "prep" && !IsAnothers(child, index) && PlaceOf(child) is { } place) return place;
        }
        return null;
    }

    // "a million marched and 300,000 in the capital": the place belongs to the number that it follows.
    private bool IsAnothers(Token preposition, int index)
    {
        // They stand in text order: few are between a number and a preposition of its sentence.
        for (var at = index + 1; at < numbers.Count && numbers[at].First < preposition.Index; at++)
            if (preposition.Index - numbers[at].Last <= 1) return true;
        return false;
    }

    private string? PlaceOf(Token preposition)
    {
        if (preposition.Lemma.ToLowerInvariant() is not ("in" or "at" or "near" or "on" or "across" or "against" or "from" or "into")) return null;
        foreach (var place in preposition.Children)
        {
            if (place.Dep != "pobj") continue;
            if (context.EntityAt(place.Index) is { Type: EntityType.Place } entity) return entity.Id;
            // "in the town of Ica"
            foreach (var of in place.Children)
                if (of.Dep == "prep" && of.Lemma.Equals("of", StringComparison.OrdinalIgnoreCase))
                    foreach (var named in of.Children)
                        if (named.Dep == "pobj" && context.EntityAt(named.Index) is { Type: EntityType.Place } within) return within.Id;
        }
        return null;
    }
}
