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
        var leaders = new List<HashSet<string>>();
        var positions = given.ConvertAll(item =>
        {
            var at = leaders.FindIndex(leader => Likeness(leader, item.Words) >= OneReason);
            if (at >= 0) return at;
            leaders.Add(item.Words);
            return leaders.Count - 1;
        });
        if (leaders.Count < 2) return null;
        return new("reason/" + group.Shared,
            [.. given.Zip(positions, (item, position) => item.Passage.At($"reason {position + 1}") with { Span = new TextSpan(item.Passage.Span.Start + item.Span.Start, item.Passage.Span.Start + item.Span.End) })],
            DifferenceKind.Framing, [$"{leaders.Count} reasons given"]);
    }

    private static TextSpan? Find(Passage passage)
    {
        var match = Marker().Match(passage.Text);
        return match.Success && match.Groups[1].Length > 0 ? new TextSpan(match.Groups[1].Index, match.Groups[1].Index + match.Groups[1].Length) : null;
    }

    private static double Likeness(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Count(b.Contains);
        return (double)both / (a.Count + b.Count - both);
    }

    // Up to the clause's end.
    [GeneratedRegex(@"\b(?:because(?: of)?|due to|owing to|thanks to|following|citing|in response to|in retaliation for|in protest (?:at|against|over)|blamed on|blaming|caused by|in order to|on (?:the )?grounds (?:of|that)|amid|as a result of)\s+([^.;:!?“”""\n]{8,200}?)(?=[.;:!?“”""\n]|,\s|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
