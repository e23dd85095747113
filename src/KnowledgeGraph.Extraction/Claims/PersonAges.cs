using System.Globalization;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>How old somebody is whom the article names.</summary>
/// <param name="Number">The number's token.</param>
/// <param name="Name">The last token of the name that tells whose age it is.</param>
internal sealed record PersonAge(LocalEntity Person, int Years, int Number, int Name);

/// <summary>Finds the ages of named people: "Ana Carvalho, 38,", "Ms Carvalho (38)", "the 38-year-old minister Ana Carvalho", "Ana Carvalho, a 38-year-old minister". Of people without a name it cannot be known who they are.</summary>
internal static class PersonAges
{
    private const int Oldest = 119;

    // Words between an age and the name behind it.
    private const int FarthestName = 5;

    public static IEnumerable<PersonAge> Of(ClaimContext context)
    {
        var doc = context.Doc;
        for (var i = 2; i + 1 < doc.Count; i++)
            if (int.TryParse(doc[i].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and <= Oldest && context.IsProse(i) && NameOf(context, i) is { } name && Named(context, name) is { } person)
                yield return new(person, years, i, name);
    }

    private static int? NameOf(ClaimContext context, int i)
    {
        var doc = context.Doc;
        string before = doc[i - 1].LowerText(), after = doc[i + 1].LowerText();
        if (before == "(" && after == ")" || before == "," && after is "," or "." or ";" || before is "is" or "was" && after is "," or "." or ";" or "and") return i - 2;
        if (before == "aged" && i >= 3 && doc[i - 2].Text == ",") return i - 3;
        if (!IsYearOld(doc, i)) return null;
        if (before is "a" or "the" && i >= 3 && doc[i - 2].Text == ",") return i - 3;
        for (var at = i + 5; at < Math.Min(doc.Count, i + 5 + FarthestName) && doc[at].Pos is "NOUN" or "PROPN" or "ADJ" or "ADP"; at++)
            if (Named(context, at) is { } person)
            {
                while (at + 1 < doc.Count && context.EntityAt(at + 1) == person) at++;
                return at;
            }
        return null;
    }

    // "38-year-old"
    private static bool IsYearOld(Doc doc, int i) =>
        i + 4 < doc.Count && doc[i + 1].Text == "-" && doc[i + 2].LowerText() == "year" && doc[i + 3].Text == "-" && doc[i + 4].LowerText() == "old";

    private static LocalEntity? Named(ClaimContext context, int token) => context.EntityAt(token) is { IsNamed: true, Type: EntityType.Person } person && context.Doc[token].Pos == "PROPN" ? person : null;
}
