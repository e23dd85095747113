namespace KnowledgeGraph.Resolution;

/// <summary>How alike two things are, 0 to 1, and why: one short line a reason, for people.</summary>
public sealed record MatchScore(double Score, IReadOnlyList<string> Reasons)
{
    public static MatchScore No(string reason) => new(0, [reason]);
}
