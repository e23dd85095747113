using System.Globalization;
using System.Text.Json.Nodes;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>weights claims</c>, <c>weights dated</c>, <c>weights undated</c>, <c>weights kinds</c>: the trees of <see cref="ClaimLikeness"/>, of <see cref="StoryLikeness"/> where both days are known and where they are not, and of <see cref="KindLikeness"/>, and the weights of <see cref="UpdateLikeness"/>, fitted on all sets of stories (<c>stories/</c>), and how well each set's are told by weights from the others.
/// </summary>
internal sealed class Weights(TextWriter output)
{
    // Pairs of ECB+ weigh together as much as so many of the stories'; where they stand for articles of unknown days, as they are, the former more.
    private const double OnesOfEcb = 150, TwosOfEcb = 1_500, UndatedOnesOfEcb = 300;

    private const int Parts = 3, Near = 4;

    private readonly ExtractionRun _run = new();

    private static string Stories => Repository.PathOf("tests", "KnowledgeGraph.Quality", "stories");

    // Of few thousand pairs of articles few leaves are learned.
    private static readonly TreeFit.Size OfClaims = new(400, 20, 60), OfDated = new(150, 8, 20), OfUndated = new(150, 8, 40), OfKinds = new(60, 6, 12);

    private static string ClaimTrees => Repository.PathOf("src", "KnowledgeGraph.Resolution", "Comparisons", "Metrics", "data", "claim_trees.tsv");

    private static string StoryTrees(string days) => Repository.PathOf("src", "KnowledgeGraph.Resolution", "Stories", "data", days + "_story_trees.tsv");

    private static string KindTrees => Repository.PathOf("src", "KnowledgeGraph.Resolution", "Comparisons", "data", "kind_trees.tsv");

    /// <param name="write">Whether the trees of all sets are to be those that the resolution uses.</param>
    public async Task<int> ClaimsAsync(bool write) =>
        await ShowTreesAsync(await ClaimPairsAsync(), OfClaims, write ? ClaimTrees : null, "Whether two numbers are of one thing: written by KnowledgeGraph.Quality -- weights claims --write.");

    /// <param name="shared">Where the evaluation data are; without them none of ECB+ is fitted to.</param>
    /// <param name="write">As of <see cref="ClaimsAsync"/>.</param>
    public async Task<int> DatedAsync(string? shared, bool write) =>
        await ShowTreesAsync(await DatedPairsAsync(shared), OfDated, write ? StoryTrees("dated") : null, "Whether two articles, the days of both of which are known, are of one happening: written by KnowledgeGraph.Quality -- weights dated --write.");

    /// <param name="shared">As of <see cref="DatedAsync"/>.</param>
    /// <param name="write">As of <see cref="ClaimsAsync"/>.</param>
    public async Task<int> UndatedAsync(string? shared, bool write) =>
        await ShowTreesAsync(await UndatedPairsAsync(shared), OfUndated, write ? StoryTrees("undated") : null, "Whether two articles, the day of one of which is not known, are of one happening: written by KnowledgeGraph.Quality -- weights undated --write.");

    /// <param name="write">As of <see cref="ClaimsAsync"/>.</param>
    public async Task<int> KindsAsync(bool write)
    {
        var differences = await DifferencesAsync();
        var told = new List<(DifferenceKind Told, LabelledKind Label)>();
        foreach (var set in differences.GroupBy(difference => difference.Set).OrderBy(set => set.Key, StringComparer.Ordinal))
        {
            var others = differences.Where(difference => difference.Set != set.Key).ToList();
            var trees = KindTreesOf(others).ToDictionary(kind => kind.Kind, kind => BoostedTrees.Read(kind.Lines));
            var weights = LogisticRegression.Fit(Updates(others));
            var own = set.Select(label => (label.ByRule ?? KindLikeness.Likeliest(trees, label.Features) ?? (LogisticRegression.Odds(weights, label.OfUpdate) > 0 ? DifferenceKind.Update : DifferenceKind.Conflict), label)).ToList();
            told.AddRange(own);
            await output.WriteLineAsync($"{set.Key,-8} {KindLine(own)}");
        }
        await output.WriteLineAsync($"{"all",-8} {KindLine(told)}");
        foreach (var kind in told.GroupBy(item => item.Label.Kind).OrderBy(kind => kind.Key))
            await output.WriteLineAsync($"{kind.Key,-10} told as {string.Join(", ", kind.GroupBy(item => item.Told, (told, items) => (Told: told, Count: items.Count())).OrderByDescending(item => item.Count).ThenBy(item => item.Told).Select(item => $"{item.Told} {item.Count}"))}");
        await WriteWeightsAsync(Updates(differences));
        if (write)
            await File.WriteAllLinesAsync(KindTrees, ["# Of what kind a difference is that no rule tells: written by KnowledgeGraph.Quality -- weights kinds --write.",
                .. KindTreesOf(differences).SelectMany(kind => kind.Lines.Select(line => $"{kind.Kind.ToString().ToLowerInvariant()}\t{line}"))]);
        return 0;
    }

    private static List<LabelledPair> Updates(IEnumerable<LabelledKind> differences) =>
        [.. differences.Where(difference => difference.ByRule is null && difference.Kind is DifferenceKind.Update or DifferenceKind.Conflict).Select(difference => new LabelledPair(difference.Set, difference.Kind == DifferenceKind.Update, difference.OfUpdate))];

    // Each kind told from all others.
    private static IEnumerable<(DifferenceKind Kind, IReadOnlyList<string> Lines)> KindTreesOf(IEnumerable<LabelledKind> differences)
    {
        var left = differences.Where(difference => difference is { ByRule: null, Kind: not DifferenceKind.None }).ToList();
        return KindLikeness.Kinds.Select(kind => (kind, TreeFit.Fit([.. left.Select(difference => new LabelledPair(difference.Set, difference.Kind == kind, [.. difference.Features.Select(feature => feature.Value)]))], OfKinds)));
    }

    private static string KindLine(List<(DifferenceKind Told, LabelledKind Label)> told) => string.Create(CultureInfo.InvariantCulture,
        $"{told.Count,6} differences; kind {Share(told, item => item.Told == item.Label.Kind):0.000} right, {Share(told.Where(item => item.Label.ByRule is not null), item => item.Told == item.Label.Kind):0.000} of {told.Count(item => item.Label.ByRule is not null)} by rules");

    // How well each set is told by what is fitted on the others; and what is fitted on all, to be written.
    private async Task<int> ShowTreesAsync(IReadOnlyList<LabelledPair> pairs, TreeFit.Size size, string? file, string about)
    {
        var told = new List<(double Odds, LabelledPair Pair)>();
        foreach (var set in pairs.GroupBy(pair => pair.Set).OrderBy(set => set.Key, StringComparer.Ordinal))
        {
            var trees = BoostedTrees.Read(TreeFit.Fit([.. pairs.Where(pair => pair.Set != set.Key)], size));
            var own = set.Select(pair => (trees.Odds(pair.Features), pair)).ToList();
            told.AddRange(own);
            await output.WriteLineAsync($"{set.Key,-8} {Line(own)}");
        }
        await output.WriteLineAsync($"{"all",-8} {Line(told)}");
        if (file is not null) await File.WriteAllLinesAsync(file, ["# " + about, .. TreeFit.Fit(pairs, size)]);
        return 0;
    }

    private async Task WriteWeightsAsync(IReadOnlyList<LabelledPair> pairs) =>
        await output.WriteLineAsync("weights  " + string.Join(", ", LogisticRegression.Fit(pairs).Select(weight => weight.ToString("0.00", CultureInfo.InvariantCulture))));

    private static string Line(List<(double Odds, LabelledPair Pair)> told) => string.Create(CultureInfo.InvariantCulture,
        $"{told.Count,6} pairs, {told.Count(item => item.Pair.IsOne),5} one; average precision {AveragePrecision(told):0.000}; at even odds {Share(told.Where(item => item.Odds > 0), item => item.Pair.IsOne):0.000} right, {Share(told.Where(item => item.Pair.IsOne), item => item.Odds > 0):0.000} found");

    private static double Share<T>(IEnumerable<T> of, Func<T, bool> those) => of.Select(item => those(item) ? 1.0 : 0).DefaultIfEmpty().Average();

    // The mean of the precision at each pair that is one, the likeliest first.
    private static double AveragePrecision(List<(double Odds, LabelledPair Pair)> told) =>
        told.OrderByDescending(item => item.Odds).Select((item, at) => (item.Pair.IsOne, At: at + 1)).Where(item => item.IsOne).Select((item, found) => (found + 1.0) / item.At).DefaultIfEmpty().Average();

    // ---------------------------------------------------------------- claims

    private async Task<IReadOnlyList<LabelledPair>> ClaimPairsAsync()
    {
        var pairs = new List<LabelledPair>();
        foreach (var story in await StoriesAsync())
            foreach (var happening in story.Reports.Where(report => report.Event is not null).GroupBy(report => report.Event).Where(group => group.Count() > 1))
            {
                var labels = new Dictionary<string, string?>();
                var claims = happening.SelectMany(report => report.Contribution.Claims.Select(claim => Comparable(report, claim, story, labels))).ToList();
                var numbers = ClaimGroups.Numbers(claims);
                for (var i = 0; i < numbers.Count; i++)
                    for (var j = i + 1; j < numbers.Count; j++)
                        if (PairOf(story.Set, numbers[i], numbers[j], labels) is { } pair) pairs.Add(pair);
            }
        return pairs;
    }

    private static ComparableClaim Comparable(StoryReport report, Claim claim, Story story, Dictionary<string, string?> labels)
    {
        var id = $"{report.Id}/{claim.Id}";
        labels[id] = story.Labels.FirstOrDefault(label => label.Report == report.Id && label.Span.Overlaps(claim.ValueSpan)).Name;
        // The same place has one name in all reports, and an id in each.
        var scope = ClaimComparer.LimitOf(claim, report.Contribution) is { } limit ? report.Contribution.Entities.First(entity => entity.Id == limit).Name : null;
        return new(id, report.Id, null, Corpus.PublishedAt(report.Contribution.Article), claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit, scope, scope, claim.AsOf, claim.AttributedTo, claim.Negated)
        {
            Event = claim.Event,
            Start = claim.ValueSpan.Start,
            Words = ClaimWords.Of(claim, report.Contribution.Article.Text),
        };
    }

    // What only one of two numbers is labelled as is another thing than the other.
    private static LabelledPair? PairOf(string set, StatedNumber a, StatedNumber b, Dictionary<string, string?> labels)
    {
        if (a.Thing.Dimension != b.Thing.Dimension || a.Claims.Concat(b.Claims).Select(claim => claim.Article).Distinct().Count() < 2) return null;
        string[] one = [.. a.Claims.Select(claim => labels[claim.Id]).OfType<string>().Distinct()], other = [.. b.Claims.Select(claim => labels[claim.Id]).OfType<string>().Distinct()];
        if (one.Length > 1 || other.Length > 1 || one.Length + other.Length == 0) return null;
        return new(set, one.SequenceEqual(other) && one[0][0] != Story.Other, ClaimLikeness.Features(a, b));
    }

    // ---------------------------------------------------------------- kinds

    /// <param name="ByRule">What a rule tells; null where none does.</param>
    /// <param name="Features">As <see cref="KindLikeness"/> asks for them.</param>
    /// <param name="OfUpdate">As <see cref="UpdateLikeness"/> does.</param>
    private sealed record LabelledKind(string Set, DifferenceKind Kind, DifferenceKind? ByRule, IReadOnlyList<KindFeature> Features, double[] OfUpdate);

    // Each labelled difference with the claims at its places: they are grouped as they should be.
    private async Task<List<LabelledKind>> DifferencesAsync()
    {
        var found = new List<LabelledKind>();
        foreach (var story in await StoriesAsync())
            foreach (var (kind, places) in story.Differences)
            {
                var claims = story.Reports.SelectMany(report => report.Contribution.Claims.Where(claim => places.Any(place => place.Report == report.Id && place.Span.Overlaps(claim.ValueSpan)))
                    .Select(claim => Comparable(report, claim, story, []))).ToList();
                // No group holds numbers of two dimensions.
                var compared = claims.GroupBy(claim => MeasuredThing.Of(claim.Metric, claim.Unit).Dimension).OrderByDescending(dimension => dimension.Select(claim => claim.Article).Distinct().Count())
                    .ThenByDescending(dimension => dimension.Count()).ThenBy(dimension => dimension.Key, StringComparer.Ordinal).FirstOrDefault()?.OrderBy(claim => claim.Id, StringComparer.Ordinal).ToList();
                if (compared is null || compared.Select(claim => claim.Article).Distinct().Count() < 2) continue;
                var metric = ClaimGroups.Of(compared).MaxBy(group => group.Claims.Count)?.Metric ?? compared[0].Metric;
                compared = ClaimComparer.WithoutParts([.. OneUnit.Of(compared).Claims]);
                var course = ClaimCourse.Of(metric, compared);
                var ofUpdate = UpdateLikeness.Features(metric, compared, course);
                found.Add(new(story.Set, kind, ClaimComparer.ByRule(metric, compared)?.Kind, KindLikeness.Features(metric, compared, course, ofUpdate), [.. ofUpdate.Select(feature => feature.Value)]));
            }
        return found;
    }

    // ---------------------------------------------------------------- articles

    // Pairs of two sets as if both had appeared within days; ECB+, whose articles have no day, as if all were of one.
    private async Task<IReadOnlyList<LabelledPair>> DatedPairsAsync(string? shared)
    {
        var pairs = new List<LabelledPair>();
        foreach (var (a, b, set, isOne) in PairsOf([.. (await TellersAsync()).Where(teller => teller.Dated is not null)]))
        {
            var (one, second) = (a.Dated!, b.Dated!);
            if (a.Story.Set != b.Story.Set && a.Report.Country is not null && a.Report.Country == b.Report.Country && Apart(one, second) > Near) continue;
            var other = a.Story.Set == b.Story.Set || Apart(one, second) <= Near ? second : Moved(second, one);
            if (isOne || StoryMatcher.IsOpen(one, other)) pairs.Add(new(set, isOne, Features(one, other)));
        }
        if (shared is not null) pairs.AddRange(await EcbPairsAsync(shared, PartialDate.Parse("2013-01-05"), OnesOfEcb));
        return pairs;
    }

    // Each pair as if neither day were known, and as if that of one were; what happened is then dated by neither's publication.
    private async Task<IReadOnlyList<LabelledPair>> UndatedPairsAsync(string? shared)
    {
        var pairs = new List<LabelledPair>();
        foreach (var (a, b, set, isOne) in PairsOf([.. (await TellersAsync()).Where(teller => teller.Undated is not null)]))
            foreach (var (one, other) in new[] { (a.Undated, b.Undated), (a.Dated, b.Undated), (isOne ? a.Undated : null, b.Dated) })
                if (one is not null && other is not null && StoryMatcher.IsOpen(one, other)) pairs.Add(new(set, isOne, Features(one, other)));
        if (shared is not null) pairs.AddRange(await EcbPairsAsync(shared, null, UndatedOnesOfEcb));
        return pairs;
    }

    /// <param name="Dated">What its article is about; null where its day is not known, or it is about nothing.</param>
    /// <param name="Undated">The same as if its day were not known.</param>
    private sealed record Teller(Story Story, StoryReport Report, EventProfile? Dated, EventProfile? Undated);

    private async Task<IEnumerable<Teller>> TellersAsync() =>
        from story in await StoriesAsync()
        from report in story.Reports
        where report.Event is not null
        select new Teller(story, report, report.Contribution.Article.Published is null ? null : MainOf(report.Contribution), MainOf(WithoutDay(report.Contribution)));

    // Whether both tell of one happening, and of which set the pair is; but for those that speak of each other's in passing.
    private static IEnumerable<(Teller A, Teller B, string Set, bool IsOne)> PairsOf(IReadOnlyList<Teller> told)
    {
        for (var i = 0; i < told.Count; i++)
            for (var j = i + 1; j < told.Count; j++)
            {
                var (a, b) = (told[i], told[j]);
                if (a.Story.Name == b.Story.Name && (a.Report.Mentions.Contains(b.Report.Event!) || b.Report.Mentions.Contains(a.Report.Event!))) continue;
                yield return (a, b, i % 2 == 0 ? a.Story.Set : b.Story.Set, a.Story.Set == b.Story.Set && a.Story.Name == b.Story.Name && a.Report.Event == b.Report.Event);
            }
    }

    private static Contribution WithoutDay(Contribution contribution) => contribution.Article.Published is null ? contribution
        : contribution with { Article = contribution.Article with { Published = null, PublishedAt = null }, Events = [.. contribution.Events.Select(report => report with { Date = null })] };

    private static double[] Features(EventProfile a, EventProfile b) => [.. StoryLikeness.Features(a, b, KeyList.Shared(a.LeadList, b.LeadList)).Select(feature => feature.Value)];

    private static int Apart(EventProfile a, EventProfile b) => Math.Abs(a.Published!.Value.DayNumber - b.Published!.Value.DayNumber);

    private static EventProfile Moved(EventProfile profile, EventProfile to) =>
        profile.Days <= EventKeys.LongestMoment ? profile with { Published = to.Published, First = null, Last = null } : profile with { Published = to.Published };

    private static EventProfile? MainOf(Contribution contribution) => EventProfile.Of(contribution).FirstOrDefault(profile => profile.Prominence == Prominence.Main);

    /// <param name="published">The day of all of them; null where it is left unknown.</param>
    private async Task<List<LabelledPair>> EcbPairsAsync(string shared, PartialDate? published, double onesWeigh)
    {
        var told = new List<(int Topic, string Subtopic, EventProfile Profile)>();
        using var reader = File.OpenText(Path.Combine(shared, "evals", "xdoc_ecbplus", "dev.jsonl"));
        await foreach (var document in Documents.ReadAsync(reader))
        {
            var contribution = _run.Extract(document);
            contribution = contribution with { Article = contribution.Article with { Published = published } };
            if (MainOf(contribution) is { } main) told.Add((int.Parse(document.Id.Split('_')[0], CultureInfo.InvariantCulture), (string)document.Json["subtopic"]!, main));
        }
        var pairs = new List<(int Topic, bool IsOne, double[] Features)>();
        for (var i = 0; i < told.Count; i++)
            for (var j = i + 1; j < told.Count; j++)
                if (StoryMatcher.IsOpen(told[i].Profile, told[j].Profile)) pairs.Add((told[i].Topic, told[i].Subtopic == told[j].Subtopic, Features(told[i].Profile, told[j].Profile)));
        double ones = pairs.Count(pair => pair.IsOne), twos = pairs.Count - ones;
        return [.. pairs.Select(pair => new LabelledPair($"ecb{pair.Topic % Parts}", pair.IsOne, pair.Features, pair.IsOne ? onesWeigh / ones : TwosOfEcb / twos))];
    }

    // ---------------------------------------------------------------- stories

    /// <param name="Labels">Where each labelled number stands and what it is of.</param>
    /// <param name="Differences">The kind of each, and where its numbers stand.</param>
    private sealed record Story(string Set, string Name, IReadOnlyList<StoryReport> Reports, IReadOnlyList<(string Report, TextSpan Span, string Name)> Labels, IReadOnlyList<(DifferenceKind Kind, IReadOnlyList<(string Report, TextSpan Span)> Places)> Differences)
    {
        /// <summary>Begins the name of what only one report states.</summary>
        public const char Other = '~';
    }

    /// <param name="Event">What it reports; null where nothing that is labelled.</param>
    /// <param name="Mentions">Events that it speaks of in passing.</param>
    /// <param name="Country">Where its main happening is.</param>
    private sealed record StoryReport(string Id, Contribution Contribution, string? Event, IReadOnlyList<string> Mentions, string? Country);

    private async Task<List<Story>> StoriesAsync()
    {
        var stories = new List<Story>();
        foreach (var folder in Directory.GetDirectories(Stories).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal))
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "labels.json")))!;
            var events = json["events"]!.AsArray().Select(item => item!).ToList();
            var reports = new List<StoryReport>();
            var labels = new List<(string, TextSpan, string)>();
            var places = json["differences"]!.AsArray().Select(_ => new List<(string, TextSpan)>()).ToList();
            using var reader = File.OpenText(Path.Combine(folder, "reports.jsonl"));
            await foreach (var document in Documents.ReadAsync(reader))
            {
                var contribution = _run.Extract(document);
                string? own = (string?)events.Find(item => Names(item["reports"]).Contains(document.Id))?["event"];
                reports.Add(new(document.Id, contribution, own, [.. events.Where(item => Names(item["mentions"]).Contains(document.Id)).Select(item => (string)item["event"]!)], MainOf(contribution)?.Country));
                foreach (var (kind, mark) in new[] { ("differences", ""), ("others", Story.Other.ToString()) })
                    foreach (var (item, at) in (json[kind]?.AsArray() ?? []).Select((item, at) => (item!, at)))
                        foreach (var quote in item["values"]!.AsArray().Where(value => (string)value!["report"]! == document.Id).SelectMany(value => Names(value!["alternates"]).Prepend((string)value["quote"]!)))
                            if (contribution.Article.Text.IndexOf(quote, StringComparison.Ordinal) is >= 0 and var start)
                            {
                                var span = new TextSpan(start, start + quote.Length);
                                labels.Add((document.Id, span, $"{mark}{item["metric"]}{(mark.Length > 0 ? at : "")}"));
                                if (mark.Length == 0) places[at].Add((document.Id, span));
                            }
            }
            stories.Add(new(Path.GetFileName(Path.GetDirectoryName(folder)!), Path.GetFileName(folder), reports, labels, [.. json["differences"]!.AsArray().Zip(places, (item, where) => (Enum.Parse<DifferenceKind>((string)item!["kind"]!, ignoreCase: true), (IReadOnlyList<(string, TextSpan)>)where))]));
        }
        return stories;
    }

    private static IEnumerable<string> Names(JsonNode? list) => (list?.AsArray() ?? []).Select(item => item is JsonObject told ? (string)told["quote"]! : (string)item!);
}
