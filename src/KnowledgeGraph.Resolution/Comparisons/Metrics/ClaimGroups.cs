using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>Claims of one event that state one number of one thing.</summary>
/// <param name="Metric">The name that most tells what it is; no other group of the event has it.</param>
public sealed record ClaimGroup(string Metric, IReadOnlyList<ComparableClaim> Claims);

/// <summary>
/// Which claims on an event state the same number. Numbers are joined in the order of how likely two of them are of one thing (<see cref="ClaimLikeness"/>), groups where
/// their numbers are so on average. A report that states two numbers says that they are two.
/// </summary>
public static class ClaimGroups
{
    // Up to so many of a thing are told of for many reasons.
    private const decimal MostAnywhere = 2;

    // All numbers of one dimension are looked at beside each other.
    private const string AnyNumber = "any";

    // Of those that have a number, a name, a noun or a word in common, and of all, so many are looked at, of each the next by number; and so many of each of two groups.
    private const int MostBeside = 24, MostOfGroup = 6;

    // From here on a number is no one's by chance.
    private const decimal LeastSum = 1_000;

    // Characters within which no report gives one number twice under two names.
    private const int OneBreath = 60;

    // Logarithmic odds from which on two numbers are of one thing.
    private const double LeastLikely = -0.2;

    // A word that is rarer tells what is measured.
    private const int WordsThatLead = 4;

    private sealed class Group(StatedNumber first)
    {
        public List<StatedNumber> Numbers { get; } = [first];

        public ILookup<string, ComparableClaim> ByArticle { get; set; } = first.Claims.ToLookup(claim => claim.Article);
    }

    // Numbers of two groups are asked for again with each number that joins one of them.
    private sealed class KnownOdds
    {
        private readonly Dictionary<(StatedNumber, StatedNumber), double> _known = [];

        public double Of(StatedNumber a, StatedNumber b) => AtLeast(double.NegativeInfinity, a, b);

        /// <summary>Those below the least are any that are, and not known then.</summary>
        public double AtLeast(double least, StatedNumber a, StatedNumber b)
        {
            var pair = string.CompareOrdinal(a.Key, b.Key) < 0 ? (a, b) : (b, a);
            if (_known.TryGetValue(pair, out var known)) return known;
            var odds = ClaimLikeness.Of(a, b, least);
            if (odds >= least) _known.Add(pair, odds);
            return odds;
        }
    }

    /// <summary>
    /// All claims on an event and its parts as groups, by metric. In none is a number that only one article gives and nothing names, nor one that it gives
    /// beside another of its name that is compared: a part, as a rule, or that of another year; nor are numbers that are only lent to the event and all of one other, with
    /// which they are compared.
    /// </summary>
    public static IReadOnlyList<ClaimGroup> Of(IEnumerable<ComparableClaim> claims)
    {
        var numbers = Numbers(claims);
        var groupOf = numbers.ToDictionary(number => number, number => new Group(number));
        var odds = new KnownOdds();
        foreach (var (a, b) in Links(numbers, odds)) JoinIfOne(groupOf, groupOf[a], groupOf[b], odds);
        TakeOwnNumbers(groupOf);
        var groups = groupOf.Values.Distinct().Where(group => group.ByArticle.Count >= 2 || !group.Numbers.TrueForAll(number => number.Thing.IsNameless))
            .Select(group => (Best: BestOf(group), Group: group)).OrderByDescending(item => item.Group.ByArticle.Count).ThenBy(item => item.Best.Before).ThenBy(item => item.Best.Key, StringComparer.Ordinal);
        var found = new SortedDictionary<string, ClaimGroup>(StringComparer.Ordinal);
        foreach (var (best, group) in groups)
        {
            if (group.ByArticle.Count < 2 && best.Before > 0 && found.ContainsKey(best.Metric) || IsOfAnother(group)) continue;
            var members = group.Numbers.SelectMany(number => number.Claims).OrderBy(claim => claim.Id, StringComparer.Ordinal).ToList();
            var name = best.Thing.IsNameless || found.ContainsKey(best.Metric) ? string.Create(CultureInfo.InvariantCulture, $"{best.Metric}/{best.Number:0.##}") : best.Metric;
            if (found.ContainsKey(name)) name = $"{name}/{members[0].Id}";
            found.Add(name, new(name, members));
        }
        return [.. found.Values];
    }

    // ---------------------------------------------------------------- numbers

    /// <summary>The numbers that claims state, by key.</summary>
    internal static IReadOnlyList<StatedNumber> Numbers(IEnumerable<ComparableClaim> claims)
    {
        var things = new Dictionary<(string, string), MeasuredThing>();
        MeasuredThing Thing(string metric, string unit) => things.TryGetValue((metric, unit), out var known) ? known : things[(metric, unit)] = MeasuredThing.Of(metric, unit);
        string KeyOf(ComparableClaim claim)
        {
            var thing = Thing(claim.Metric, claim.Unit);
            var number = string.Create(CultureInfo.InvariantCulture, $"{claim.Metric}/{thing.Unit?.Name ?? thing.Dimension}/{claim.Value ?? claim.Low ?? claim.High:0.######}");
            return thing.IsNameless || ClaimComparer.Middle(claim) <= MostAnywhere ? $"{number}/{claim.Article}" : number;
        }
        var numbers = claims.OrderBy(claim => claim.Id, StringComparer.Ordinal).GroupBy(KeyOf).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new StatedNumber(same.Key, same.First().Metric, Thing(same.First().Metric, same.First().Unit), [.. same])).ToList();
        foreach (var metric in numbers.GroupBy(number => number.Metric)) Rank([.. metric]);
        return numbers;
    }

    // Where each number stands among those that an article gives under one name.
    private static void Rank(List<StatedNumber> ofMetric)
    {
        var ranks = ofMetric.SelectMany(number => number.Claims.GroupBy(claim => claim.Article).Select(article => (Number: number, Article: article.Key, Start: article.Min(claim => claim.Start))))
            .GroupBy(item => item.Article).SelectMany(article => article.OrderBy(item => item.Start).ThenBy(item => item.Number.Key, StringComparer.Ordinal).Select((item, index) => (item.Number, Before: index, Several: article.Count())));
        foreach (var number in ranks.GroupBy(item => item.Number)) (number.Key.Before, number.Key.Several) = (number.Min(item => item.Before), number.Min(item => item.Several));
    }

    // ---------------------------------------------------------------- what reports tell to be one

    // The likeliest first. Only so much is looked at that a text of numbers alone stays cheap.
    private static IEnumerable<(StatedNumber A, StatedNumber B)> Links(IReadOnlyList<StatedNumber> numbers, KnownOdds odds)
    {
        var beside = new HashSet<(StatedNumber, StatedNumber)>();
        foreach (var dimension in numbers.GroupBy(number => number.Thing.Dimension))
            foreach (var shared in dimension.SelectMany(number => KeysOf(number).Select(key => (Key: key, Number: number))).GroupBy(item => item.Key, item => item.Number))
            {
                var rising = shared.OrderBy(number => number.InBase).ThenBy(number => number.Key, StringComparer.Ordinal).ToList();
                for (var i = 0; i < rising.Count; i++)
                    foreach (var above in rising.Skip(i + 1).Take(MostBeside))
                        beside.Add(string.CompareOrdinal(rising[i].Key, above.Key) < 0 ? (rising[i], above) : (above, rising[i]));
            }
        return beside.Where(pair => !IsOfOneArticle(pair.Item1, pair.Item2) && MayBeOne(pair.Item1, pair.Item2)).Select(pair => (pair.Item1, pair.Item2, Likely: odds.AtLeast(LeastLikely, pair.Item1, pair.Item2))).Where(link => link.Likely >= LeastLikely)
            .OrderByDescending(link => link.Likely).ThenBy(link => link.Item1.Key, StringComparer.Ordinal).ThenBy(link => link.Item2.Key, StringComparer.Ordinal).Select(link => (link.Item1, link.Item2));
    }

    private static bool IsOfOneArticle(StatedNumber a, StatedNumber b) => a.OnlyArticle is { } only && only == b.OnlyArticle;

    private static IEnumerable<string> KeysOf(StatedNumber number)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{number.InBase:0.######}");
        yield return AnyNumber;
        yield return "name " + number.Thing.Base;
        if (number.Thing.Noun is { } noun) yield return "noun " + noun;
        foreach (var word in number.Words.Telling(WordsThatLead)) yield return "word " + word;
    }

    // The dead are not those who live, and whose a number is is not another's; what nothing names and of which no words were kept is told by a number that nobody hits upon by chance.
    private static bool MayBeOne(StatedNumber a, StatedNumber b)
    {
        var (one, other) = (a.Thing, b.Thing);
        return one.MayBeOfOne(other) && (one.IsOfDead == other.IsOfDead || !one.IsTally || !other.IsTally)
            && (!(one.IsNameless || other.IsNameless) || a.Words.Count > 0 && b.Words.Count > 0 || ClaimLikeness.AreEqual(a, b, 2) || a.Number >= LeastSum && StatedNumber.Agree(a, b));
    }

    private static void JoinIfOne(Dictionary<StatedNumber, Group> groupOf, Group left, Group right, KnownOdds odds)
    {
        if (left != right && left.Numbers.TrueForAll(one => right.Numbers.TrueForAll(other => MayBeOne(one, other))) && !AreTwo(left, right) && Likely(left, right, odds.Of) >= LeastLikely) Join(groupOf, left, right);
    }

    private static void Join(Dictionary<StatedNumber, Group> groupOf, Group left, Group right)
    {
        left.Numbers.AddRange(right.Numbers);
        left.ByArticle = left.Numbers.SelectMany(number => number.Claims).ToLookup(claim => claim.Article);
        foreach (var number in right.Numbers) groupOf[number] = left;
    }

    // A report that begins with 14, or says it twice, and has the 23 of all others too differs from them, and from itself.
    private static void TakeOwnNumbers(Dictionary<StatedNumber, Group> groupOf)
    {
        var groups = groupOf.Values.Distinct().ToList();
        var shared = groups.Where(group => group.ByArticle.Count > 1).SelectMany(group => group.Numbers.Select(number => number.Metric).Distinct().Select(metric => (Metric: metric, Group: group))).ToLookup(item => item.Metric, item => item.Group);
        foreach (var alone in groups.Where(group => group is { ByArticle.Count: 1, Numbers: [{ Thing: { IsTally: true, IsNameless: false } } own] } && (own.Before == 0 || own.Claims.Count > 1)))
        {
            var first = alone.Numbers[0];
            if (shared[first.Metric].FirstOrDefault(group => group.ByArticle.Contains(first.First.Article) && group.Numbers.TrueForAll(number => MayBeOne(first, number)) && Likely(alone, group, ClaimLikeness.Anywhere) >= LeastLikely) is { } others) Join(groupOf, others, alone);
        }
    }

    private static double Likely(Group a, Group b, Func<StatedNumber, StatedNumber, double> odds) =>
        a.Numbers.Take(MostOfGroup).SelectMany(one => b.Numbers.Take(MostOfGroup).Select(other => (one, other))).Where(pair => !IsOfOneArticle(pair.one, pair.other)).Select(pair => odds(pair.one, pair.other)).DefaultIfEmpty(0).Average();

    // Some report states both, and not as one number; or in one breath: "300 drones and 300 bombs".
    private static bool AreTwo(Group a, Group b) => a.ByArticle.Any(article => b.ByArticle[article.Key].Any(other => article.Any(one => AreTwo(one, other))));

    private static bool AreTwo(ComparableClaim one, ComparableClaim other) =>
        ClaimComparer.Agree(one, other) ? one.Metric != other.Metric && Math.Abs(one.Start - other.Start) is > 0 and < OneBreath : !AreOfTwoSources(one, other);

    // "The police say 14,000, the organisers 60,000."
    private static bool AreOfTwoSources(ComparableClaim one, ComparableClaim other) => one.Metric == other.Metric && one.SourceKey is not null && other.SourceKey is not null && one.SourceKey != other.SourceKey;

    private static bool IsOfAnother(Group group) =>
        group.Numbers.SelectMany(number => number.Claims) is var claims && claims.All(claim => claim.IsLent) && (group.ByArticle.Count < 2 || claims.First().Event is { } own && claims.All(claim => claim.Event == own));

    // ---------------------------------------------------------------- names

    private static StatedNumber BestOf(Group group)
    {
        var articles = group.Numbers.GroupBy(number => number.Metric).ToDictionary(metric => metric.Key, metric => metric.SelectMany(number => number.Claims).Select(claim => claim.Article).Distinct().Count());
        return group.Numbers.OrderBy(number => number.Thing.IsNameless).ThenBy(number => number.Thing.State is null).ThenBy(number => number.Thing.Holder is null).ThenByDescending(number => articles[number.Metric])
            .ThenByDescending(number => number.Claims.Count).ThenBy(number => number.Thing.Unit?.Size ?? 0).ThenBy(number => number.Key, StringComparer.Ordinal).First();
    }
}
