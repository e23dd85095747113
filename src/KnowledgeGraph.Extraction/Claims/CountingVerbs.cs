using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Verbs with which somebody gives a number: "the town hall put the crowd at 5,000", "police counted 40", "analysts expect 120 million".</summary>
internal static class CountingVerbs
{
    private static readonly FrozenSet<string> Lemmas = new[]
    {
        "count", "put", "estimate", "measure", "record", "register", "report", "tally", "number", "list", "speak", "give", "place", "cite", "claim", "say", "see", "confirm",
        "expect", "forecast", "predict", "project", "calculate", "reckon",
    }.ToFrozenSet();

    public static bool Contain(string lemma) => Lemmas.Contains(lemma);
}
