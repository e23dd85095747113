using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Numbers;

/// <summary>A number in the text with what limits it.</summary>
/// <param name="First">First token of the number's own words.</param>
/// <param name="Last">One past the last token of the number's own words.</param>
/// <param name="Head">The token of the number that hangs in the tree.</param>
/// <param name="QualifiedFirst">First token including the qualifier ("at least").</param>
/// <param name="Value">Null for vague words and for ranges.</param>
/// <param name="Low">Least value meant, inclusive; null where open.</param>
/// <param name="High">Greatest value meant, inclusive; null where open.</param>
/// <param name="Qualifier">How exact it is meant.</param>
/// <param name="Currency">ISO 4217 code for money, else null.</param>
/// <param name="IsPercent">Whether a per cent sign or word follows.</param>
public sealed record NumberExpression(
    int First, int Last, int Head, int QualifiedFirst, decimal? Value, decimal? Low, decimal? High, Qualifier Qualifier, string? Currency, bool IsPercent)
{
    /// <summary>Whether it is a place in a row ("a ninth victim"), which only some nouns make a count of.</summary>
    public bool IsPlace { get; init; }
}
