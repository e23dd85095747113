using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Times;

/// <summary>Words that name a time, and the days they can mean.</summary>
/// <param name="First">Index of the first token.</param>
/// <param name="Last">One past the last token.</param>
/// <param name="Head">The token that hangs in the tree (the month, the weekday, the unit).</param>
/// <param name="Date">As precise as the words are.</param>
/// <param name="IsWeekday">A bare weekday: before or after the article's day by the tense of its verb.</param>
public sealed record TimeExpression(int First, int Last, int Head, PartialDate Date, bool IsWeekday);
