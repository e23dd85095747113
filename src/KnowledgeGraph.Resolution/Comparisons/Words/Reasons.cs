using System.Text.RegularExpressions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>Why something happened or was done, as each of a group's passages gives it.</summary>
internal static partial class Reasons
{
    private const double OneReason = 0.8;

    public static WordDifference? Of(PassageGroup group)
    {
        var given = group.Members.Select(member => (Passage: member, Span: Find(member))).Where(item => item.Span is not null)
            .Select(item => (item.Passage, Span: item.Span!.Value, Words: ContentWords.Of(item.Passage.Text[item.Span.Value.Start..item.Span.Value.End]).Select(word => word.Stem).ToHashSet()))
            .Where(item => item.Words.Count > 0).ToList();
        if (given.Select(item => item.Passage.Article).Distinct().Count() < 2) return null;
        var positions = Sides.Of(given, (leader, item) => Sides.Likeness(leader.Words, item.Words) >= OneReason);
        var reasons = positions.Max() + 1;
        if (reasons < 2) return null;
        return new("reason/" + group.Shared,
            [.. given.Zip(positions, (item, position) => item.Passage.At($"reason {position + 1}") with { Span = new TextSpan(item.Passage.Span.Start + item.Span.Start, item.Passage.Span.Start + item.Span.End) })],
            DifferenceKind.Framing, [$"{reasons} reasons given"]);
    }

    private static TextSpan? Find(Passage passage)
    {
        var match = Marker().Match(passage.Text);
        return match.Success && match.Groups[1].Length > 0 ? new TextSpan(match.Groups[1].Index, match.Groups[1].Index + match.Groups[1].Length) : null;
    }

    // Up to the clause's end.
    [GeneratedRegex(@"\b(?:because(?: of)?|due to|owing to|thanks to|following|citing|in response to|in retaliation for|in protest (?:at|against|over)|blamed on|blaming|caused by|in order to|on (?:the )?grounds (?:of|that)|amid|as a result of)\s+([^.;:!?“”""\n]{8,200}?)(?=[.;:!?“”""\n]|,\s|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
