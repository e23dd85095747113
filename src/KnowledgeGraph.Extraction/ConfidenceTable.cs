using System.Globalization;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction;

/// <summary>
/// From the confidence that an extractor says to the share of such facts that was right where it was measured (<c>models/calibration</c>). Between two
/// points of a kind a straight line; a kind without points keeps what was said.
/// </summary>
public sealed class ConfidenceTable
{
    private readonly Dictionary<string, List<(double Said, double Right)>> _points = new(StringComparer.Ordinal);

    private ConfidenceTable(IEnumerable<string[]> rows)
    {
        foreach (var cells in rows)
        {
            if (!_points.TryGetValue(cells[0], out var points)) _points[cells[0]] = points = [];
            points.Add((double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)));
        }
        foreach (var points in _points.Values) points.Sort();
    }

    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file has not the expected columns.</exception>
    public static ConfidenceTable Load(string path) => new(TableReader.Rows(path, "kind", 3));

    /// <summary>The contribution with all its confidences measured.</summary>
    public Contribution Apply(Contribution found) => found with
    {
        Entities = [.. found.Entities.Select(entity => entity with { Mentions = [.. entity.Mentions.Select(Apply)] })],
        Roles = [.. found.Roles.Select(role => role with { Evidence = Apply("role", role.Evidence) })],
        Quotes = [.. found.Quotes.Select(quote => quote with { Evidence = Apply("quote", quote.Evidence) })],
        Events = [.. found.Events.Select(happening => happening with { Evidence = Apply("event", happening.Evidence) })],
        Relations = [.. found.Relations.Select(relation => relation with { Evidence = Apply("relation", relation.Evidence) })],
        Claims = [.. found.Claims.Select(claim => claim with { Evidence = Apply("claim", claim.Evidence) })],
    };

    /// <summary>The share of facts of a kind that is right where they are said at this confidence; two decimals.</summary>
    public double Of(string kind, double said)
    {
        if (!_points.TryGetValue(kind, out var points)) return said;
        var next = points.FindIndex(point => point.Said >= said);
        if (next < 0) return Math.Round(points[^1].Right, 2);
        if (next == 0) return Math.Round(points[0].Right, 2);
        var (a, b) = (points[next - 1], points[next]);
        return Math.Round(a.Right + (b.Right - a.Right) * (said - a.Said) / (b.Said - a.Said), 2);
    }

    private Mention Apply(Mention mention) => mention with
    {
        Confidence = Of(mention.Kind switch { MentionKind.Name => "name", MentionKind.Pronoun => "pronoun", _ => "description" }, mention.Confidence),
    };

    private Evidence Apply(string kind, Evidence evidence) => evidence with { Confidence = Of(kind, evidence.Confidence) };
}
