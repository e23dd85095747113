using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>calibration</c>: how many of the facts said at a confidence are right, by kind and bin. Names are judged by UNER and GUM, pronouns and descriptions by
/// OntoGUM, the other kinds by facts that were read and judged (<c>judged.tsv</c>). <c>--write</c> puts the table into <c>models/calibration</c>: for each kind what was
/// said, a gentle line through the mean (slope 0.3: the order stays), or a straight line that never falls (drawn towards what was said with the weight of <see cref="Prior"/> facts), whichever errs least with each bin
/// left out in turn.
/// </summary>
internal sealed class Calibration(string shared)
{
    private const double Prior = 12;

    private static readonly string[] Types = ["person", "organization", "place", "event"];

    private static readonly string[] Names = ["as said", "gentle line", "line"];

    private static readonly Func<SortedDictionary<double, (double Right, double Total)>, (double Slope, double Level)>[] Models =
        [_ => (1, 0), Gentle, Fit];

    private readonly SortedDictionary<string, SortedDictionary<double, (double Right, double Total)>> _bins = new(StringComparer.Ordinal);

    public async Task<int> RunAsync(TextWriter output, bool write)
    {
        var run = new ExtractionRun(calibrated: false);
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await NamesAsync(run, finder);
        await ReferencesAsync(run);
        foreach (var line in File.ReadLines(Repository.PathOf("tests", "KnowledgeGraph.Quality", "judged.tsv")))
        {
            var cells = line.Split('\t');
            if (cells.Length != 4 || !double.TryParse(cells[1], CultureInfo.InvariantCulture, out var said)) continue;
            Count(cells[0], said, int.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture));
        }
        var table = new StringBuilder("kind\tsaid\tright\n");
        await output.WriteLineAsync($"{"kind",-12} {"said",6} {"facts",6} {"right",6} {"fitted",7}   mean error, each bin left out in turn");
        foreach (var (kind, bins) in _bins)
        {
            var count = bins.Values.Sum(bin => bin.Total);
            var errors = Models.Select(model => bins.Sum(bin =>
                bin.Value.Total * Math.Abs(At(model(new(bins.Where(other => other.Key != bin.Key).ToDictionary())), bin.Key) - bin.Value.Right / bin.Value.Total)) / count).ToArray();
            var best = Array.IndexOf(errors, errors.Min());
            var line = Models[best](bins);
            foreach (var (said, (right, total)) in bins)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind,-12} {said,6:F2} {total,6} {right / total,6:F2} {At(line, said),7:F2}"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{kind,-12} {"all",6} {count,6} {bins.Values.Sum(bin => bin.Right) / count,6:F2} {"",7}   as said {errors[0]:F3}, gentle line {errors[1]:F3}, line {errors[2]:F3}: {Names[best]}"));
            if (best > 0) foreach (var said in new[] { 0.5, 1.0 }) table.Append(CultureInfo.InvariantCulture, $"{kind}\t{said:F2}\t{At(line, said):F3}\n");
        }
        if (write) await File.WriteAllTextAsync(Repository.PathOf("models", "calibration", "calibration.tsv"), table.ToString());
        return 0;
    }

    private static (double Slope, double Level) Gentle(SortedDictionary<double, (double Right, double Total)> bins)
    {
        double total = bins.Values.Sum(bin => bin.Total), said = bins.Sum(bin => bin.Key * bin.Value.Total) / total;
        return (0.3, (bins.Values.Sum(bin => bin.Right) + Prior * said) / (total + Prior) - 0.3 * said);
    }

    /// <summary>Weighted least squares over the bins and <see cref="Prior"/> further facts at either end that are right as often as said.</summary>
    private static (double Slope, double Level) Fit(SortedDictionary<double, (double Right, double Total)> bins)
    {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        void Add(double said, double right, double total)
        {
            w += total;
            x += total * said;
            y += right;
            xx += total * said * said;
            xy += said * right;
        }
        foreach (var (said, (right, total)) in bins) Add(said, right, total);
        foreach (var said in new[] { 0.5, 0.95 }) Add(said, Prior / 2 * said, Prior / 2);
        var slope = Math.Max(0, (w * xy - x * y) / (w * xx - x * x));
        return (slope, (y - slope * x) / w);
    }

    private static double At((double Slope, double Level) line, double said) => Math.Clamp(line.Level + line.Slope * said, 0.05, 0.99);

    private void Count(string kind, double said, double right, double wrong)
    {
        if (!_bins.TryGetValue(kind, out var bins)) _bins[kind] = bins = [];
        var key = Math.Round(said * 20) / 20;
        var (before, total) = bins.GetValueOrDefault(key);
        bins[key] = (before + right, total + right + wrong);
    }

    private async Task NamesAsync(ExtractionRun run, EntityFinder finder)
    {
        foreach (var (file, exact) in new[] { ("evals/entities_uner_pud/dev.jsonl", true), ("evals/entities_gum/dev.jsonl", false) })
        {
            foreach (var line in await File.ReadAllLinesAsync(Path.Combine(shared, file)))
            {
                var json = JsonNode.Parse(line)!;
                var text = (string)json["text"]!;
                var at = new CodePoints(text);
                var doc = run.Language.Annotate(text);
                var gold = exact ? Labels(json) : Mentions(json);
                foreach (var name in finder.Names(doc))
                {
                    if (name.DemonymOf is not null || TypeOf(name, exact) is not { } type) continue;
                    int start = at.Of(doc[name.First].Start), end = at.Of(doc[name.End - 1].End);
                    var right = gold.Exists(label => Fits(label.Type, type) && (exact ? label.Start == start && label.End == end : label.HeadStart < end && start < label.HeadEnd && start >= label.Start - 8 && end <= label.End + 8));
                    Count("name", name.Confidence, right ? 1 : 0, right ? 0 : 1);
                }
            }
        }
    }

    // A place that acts is an organisation to the sets and a place to the graph: both are right.
    private static bool Fits(string gold, string type) => gold == type || type == "place" && gold == "organization";

    private static string? TypeOf(FoundMention name, bool exact) => name.Type switch
    {
        EntityType.Person => "person",
        EntityType.Group => exact ? null : "person",
        EntityType.Organisation => "organization",
        EntityType.Place => "place",
        EntityType.NamedEvent => exact ? null : "event",
        _ => null,
    };

    private static List<(string Type, int Start, int End, int HeadStart, int HeadEnd)> Labels(JsonNode json) =>
        [.. json["gold"]!["entities"]!.AsArray().Select(e =>
        {
            var text = (string)e!["text"]!;
            var start = (int)e["start"]! + (text.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? 4 : 0);
            var end = (int)e["end"]! - (text.EndsWith("'s", StringComparison.Ordinal) || text.EndsWith("’s", StringComparison.Ordinal) ? 2 : 0);
            return ((string)e["type"]! switch { "PER" => "person", "ORG" => "organization", _ => "place" }, start, end, start, end);
        })];

    private static List<(string Type, int Start, int End, int HeadStart, int HeadEnd)> Mentions(JsonNode json) =>
        [.. json["gold"]!["mentions"]!.AsArray().Where(m => (bool)m!["named"]! && Types.Contains((string)m["type"]!))
            .Select(m => ((string)m!["type"]!, (int)m["start"]!, (int)m["end"]!, (int)m["head_start"]!, (int)m["head_end"]!))];

    // A pronoun or a description is right where its words and a name of the entity are in one labelled chain.
    private async Task ReferencesAsync(ExtractionRun run)
    {
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(shared, "evals/coref_ontogum/dev.jsonl")))
        {
            var json = JsonNode.Parse(line)!;
            if ((string)json["genre"]! is not ("news" or "interview" or "bio")) continue;
            var text = (string)json["text"]!;
            var at = new CodePoints(text);
            var chains = json["gold"]!["clusters"]!.AsArray().Select(chain => chain!.AsArray().Select(m => ((int)m![0]!, (int)m[1]!)).ToList()).ToList();
            int ChainOf(TextSpan span)
            {
                int start = at.Of(span.Start), end = at.Of(span.End), best = -1, length = int.MaxValue;
                for (var c = 0; c < chains.Count; c++)
                    foreach (var (first, last) in chains[c])
                        if (first <= start && end <= last && start - first <= 5 && last - first < length && last - end < 60) (best, length) = (c, last - first);
                return best;
            }
            var context = run.Extractor.Read(ArticleReader.FromText(text), run.Language.Annotate(text));
            foreach (var entity in context.Entities.Where(entity => entity.IsNamed))
            {
                var names = entity.Mentions.Where(mention => mention.Kind == MentionKind.Name).Select(mention => ChainOf(mention.Span)).Where(chain => chain >= 0).ToHashSet();
                if (names.Count == 0) continue;
                foreach (var mention in entity.Mentions.Where(mention => mention.Kind != MentionKind.Name))
                {
                    var chain = ChainOf(mention.Span);
                    if (chain < 0 && mention.Kind == MentionKind.Description) continue;
                    Count(mention.Kind == MentionKind.Pronoun ? "pronoun" : "description", mention.Confidence, names.Contains(chain) ? 1 : 0, names.Contains(chain) ? 0 : 1);
                }
            }
        }
    }
}
