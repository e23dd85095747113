using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>Claims of one event that state one number of one thing.</summary>
/// <param name="Metric">The name that most tells what it is; no other group of the event has it.</param>
public sealed record ClaimGroup(string Metric, IReadOnlyList<ComparableClaim> Claims);

/// <summary>
/// Which claims on an event state the same number. Those of one metric do; where two reports name it differently (customers, households), the number itself
/// tells: one that nobody would hit upon by chance. A report that states both with two numbers says that they are two.
/// </summary>
public static class ClaimGroups
{
    // What two names of one count are at most apart, one number through the other.
    private const decimal MostApart = 2;

    // Up to this share of the first that its article gives, a number that no other report gives first is a part; from so many times on it is of more than the event.
    private const decimal LargestPart = 0.7m, LeastOther = 2.5m;

    // Up to so many of a thing are told of for many reasons.
    private const decimal MostAnywhere = 2;

    // So many times another report's number, it is a number of something else.
    private const decimal FarApart = 8, LeastFar = 100;

    // Two numbers that one report gives under one name are of two things where one is so many times the other; of these each is with those near it.
    private const decimal TwoThings = 1.5m, Step = 1.3m;

    // So many of those that have a number, a noun or a firm in common are looked at.
    private const int MostBeside = 40;

    // A sum below it is one of many, however exact.
    private const decimal LeastSum = 1_000, LeastCount = 100, LeastMillions = 1_000_000;

    private sealed class Node(string key, string metric, MeasuredThing thing)
    {
        public string Key => key;

        public string Metric => metric;

        public MeasuredThing Thing => thing;

        public List<ComparableClaim> Claims { get; } = [];
    }

    private sealed class Group(Node first)
    {
        public List<Node> Nodes { get; } = [first];

        public ILookup<string, ComparableClaim> ByArticle { get; set; } = first.Claims.ToLookup(claim => claim.Article);
    }

    /// <summary>All claims on an event and its parts as groups, by metric. A number that only one article gives and nothing names is in none.</summary>
    public static IReadOnlyList<ClaimGroup> Of(IEnumerable<ComparableClaim> claims)
    {
        var nodes = Nodes(claims.OrderBy(claim => claim.Id, StringComparer.Ordinal));
        var groupOf = nodes.ToDictionary(node => node, node => new Group(node));
        foreach (var (a, b) in Links(nodes)) Join(groupOf, a, b);
        var found = new SortedDictionary<string, ClaimGroup>(StringComparer.Ordinal);
        foreach (var group in groupOf.Values.Distinct())
        {
            var members = group.Nodes.SelectMany(node => node.Claims).OrderBy(claim => claim.Id, StringComparer.Ordinal).ToList();
            if (group.Nodes.TrueForAll(node => node.Thing.IsNameless) && group.ByArticle.Count < 2) continue;
            var name = NameOf(group);
            found.Add(found.ContainsKey(name) ? $"{name}/{members[0].Id}" : name, new(name, members));
        }
        return [.. found.Select(pair => pair.Value with { Metric = pair.Key })];
    }

    // ---------------------------------------------------------------- what stands together from the beginning

    private static List<Node> Nodes(IEnumerable<ComparableClaim> claims)
    {
        var nodes = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        var things = new Dictionary<(string, string), MeasuredThing>();
        MeasuredThing Thing(string metric, string unit) => things.TryGetValue((metric, unit), out var known) ? known : things[(metric, unit)] = MeasuredThing.Of(metric, unit);
        foreach (var metric in claims.GroupBy(claim => claim.Metric))
        {
            var stated = metric.ToList();
            var thing = Thing(metric.Key, stated[0].Unit);
            foreach (var (name, its) in Numbers(metric.Key, stated, thing))
                foreach (var claim in its)
                {
                    var measured = Thing(name, claim.Unit);
                    var key = !measured.IsNameless ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{measured.Dimension}/{claim.Value ?? claim.Low:0.######}/{(IsTelling(measured, claim, alone: true) ? "" : claim.Article)}");
                    if (!nodes.TryGetValue(key, out var node)) nodes[key] = node = new(key, name, measured);
                    node.Claims.Add(claim);
                }
        }
        return [.. nodes.Values];
    }

    // The claims of a metric as the numbers that they state: one under its name, and those that are not it.
    private static IEnumerable<(string Name, IEnumerable<ComparableClaim> Claims)> Numbers(string metric, List<ComparableClaim> stated, MeasuredThing thing)
    {
        if (thing.IsNameless) return [(metric, stated)];
        var apart = new HashSet<ComparableClaim>(ReferenceEqualityComparer.Instance);
        if (thing.IsTally && thing.Base == thing.State) apart.UnionWith(Parts(stated));
        // "Two deputies" are there on many occasions.
        if (thing is { IsCount: true, State: null }) apart.UnionWith(stated.Where(claim => ClaimComparer.Middle(claim) <= MostAnywhere));
        var rest = stated.Where(claim => !apart.Contains(claim)).ToList();
        // A report that gives two numbers under one name (the seats that were won, and all there are) tells of two things, and so do reports whose numbers are far apart.
        var clusters = !thing.IsTally && IsOfSeveral(rest) ? Steps(rest, Step, 0) : thing.IsCount ? Steps(rest, FarApart, LeastFar) : [rest];
        // The number of one report's firm is that of the whole firm, and higher than that of a plant; the fate of a town's people is not that of a country's.
        if (!thing.IsFate) clusters.Reverse();
        var main = clusters.MaxBy(cluster => cluster.Select(claim => claim.Article).Distinct().Count());
        return [.. clusters.Select(cluster => (cluster == main ? metric : NameOfOther(metric, cluster), (IEnumerable<ComparableClaim>)cluster)), (metric + MeasuredThing.Part, apart)];
    }

    private static string NameOfOther(string metric, List<ComparableClaim> cluster) =>
        cluster.Select(claim => claim.Article).Distinct().Count() < 2 ? metric + MeasuredThing.Part : string.Create(CultureInfo.InvariantCulture, $"{metric}/{ClaimComparer.Middle(cluster[0]):0.##}");

    private static bool IsOfSeveral(List<ComparableClaim> stated) =>
        stated.GroupBy(claim => claim.Article).Any(article => article.Min(ClaimComparer.Middle) is var low && article.Max(ClaimComparer.Middle) >= low * TwoThings && article.Select(claim => claim.Scope).Distinct().Count() == 1);

    // In the order of their numbers, parted where one is so many times the one before it.
    private static List<List<ComparableClaim>> Steps(List<ComparableClaim> stated, decimal times, decimal least)
    {
        var steps = new List<List<ComparableClaim>>();
        foreach (var claim in stated.OrderBy(ClaimComparer.Middle).ThenBy(claim => claim.Id, StringComparer.Ordinal))
            if (steps.Count > 0 && ClaimComparer.Middle(claim) is var number && (number < least || number <= times * ClaimComparer.Middle(steps[^1][^1]))) steps[^1].Add(claim);
            else steps.Add([claim]);
        return steps;
    }

    // "Eight of them died in hospital" beside the number of all the dead, and "3,100 this year": where no other report has as many first. "At least 14" are no part, nor is what is said twice.
    private static IEnumerable<ComparableClaim> Parts(List<ComparableClaim> stated)
    {
        var first = stated.Where(claim => claim.Scope is null).GroupBy(claim => claim.Article).ToDictionary(article => article.Key, article => article.MinBy(claim => claim.Start)!);
        var twice = stated.GroupBy(claim => (claim.Article, claim.Value)).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return stated.Where(claim => claim is { Scope: null, Negated: false, Qualifier: not (Qualifier.AtLeast or Qualifier.MoreThan) } && (ClaimComparer.Middle(claim), ClaimComparer.Middle(first[claim.Article])) is var (number, all)
            && !twice.Contains((claim.Article, claim.Value)) && (number <= all * LargestPart || number >= all * LeastOther) && !first.Values.Any(other => other.Article != claim.Article && ClaimComparer.Agree(other, claim)));
    }

    // ---------------------------------------------------------------- what reports tell to be one

    // The most telling first. Only what shares a number, a noun, a firm or a neighbourhood is looked at, and of that so much that a text of numbers alone stays cheap.
    private static IEnumerable<(Node A, Node B)> Links(List<Node> nodes)
    {
        var found = new List<(int Rank, Node A, Node B)>();
        foreach (var value in nodes.SelectMany(node => node.Claims.Where(claim => claim.Value is not null).Select(claim => (Value: claim.Value!.Value, Claim: claim, Node: node))).GroupBy(item => item.Value))
            foreach (var (a, b) in Pairs(value.DistinctBy(item => item.Node)))
                if (MayBeOne(a.Node.Thing, b.Node.Thing) && AreTold(a.Node.Thing, b.Node.Thing, a.Claim)) found.Add((-Digits(value.Key), a.Node, b.Node));
        foreach (var noun in nodes.Where(node => node.Thing is { IsCount: true, IsNameless: false, Noun: not null }).GroupBy(node => node.Thing.Noun))
            if (noun.Select(node => node.Thing.State).OfType<string>().Distinct().Count() <= 1) found.AddRange(Pairs(noun).Where(pair => IsSameNoun(pair.A, pair.B)).Select(pair => (0, pair.A, pair.B)));
        foreach (var measured in nodes.Where(node => !node.Thing.IsNameless).GroupBy(node => node.Thing.Base))
            if (measured.Count(node => node.Thing.Holder is not null) == 1) found.AddRange(Pairs(measured).Where(pair => MayBeOne(pair.A.Thing, pair.B.Thing)).Select(pair => (0, pair.A, pair.B)));
        foreach (var money in nodes.Where(node => node.Thing is { IsNameless: true, IsMoney: true }).GroupBy(node => node.Thing.Dimension))
        {
            var rising = money.OrderBy(node => ClaimComparer.Middle(node.Claims[0])).ThenBy(node => node.Key, StringComparer.Ordinal).ToList();
            for (var i = 0; i < rising.Count; i++)
                foreach (var above in rising.Skip(i + 1).Take(MostBeside))
                    if (IsRounded(rising[i], above)) found.Add((1, rising[i], above));
        }
        return found.OrderBy(link => link.Rank).ThenBy(link => link.A.Key, StringComparer.Ordinal).ThenBy(link => link.B.Key, StringComparer.Ordinal).Select(link => (link.A, link.B));
    }

    private static IEnumerable<(T A, T B)> Pairs<T>(IEnumerable<T> some)
    {
        var all = some.Take(MostBeside).ToList();
        return all.SelectMany((one, index) => all.Skip(index + 1).Select(other => (one, other)));
    }

    private static bool MayBeOne(MeasuredThing a, MeasuredThing b) =>
        a.Dimension == b.Dimension && (a.State is null || b.State is null || a.State == b.State || a.IsMoney) && (a.Holder is null || b.Holder is null || a.Holder == b.Holder);

    // An equal number that two names have is no chance.
    private static bool AreTold(MeasuredThing a, MeasuredThing b, ComparableClaim claim)
    {
        if (a.Dimension == MeasuredThing.Percent) return Digits(claim.Value!.Value) >= (a.IsNameless == b.IsNameless ? 2 : 3);
        if (a.IsMoney || !a.IsCount) return IsTelling(a, claim, alone: a.IsNameless && b.IsNameless || (a.IsNameless || b.IsNameless) && claim.Value >= LeastMillions);
        return a.Noun is not null && a.Noun == b.Noun ? Digits(claim.Value!.Value) >= 2 : IsTelling(a, claim, alone: false);
    }

    // Whether nobody would hit upon the number by chance. Of money that both leave unnamed, one digit is enough.
    private static bool IsTelling(MeasuredThing thing, ComparableClaim claim, bool alone) => claim.Value is { } value && (
        thing.IsMoney ? (value >= LeastSum || value != decimal.Truncate(value)) && (alone || Digits(value) >= 2)
        : thing.IsCount ? value >= LeastCount && Digits(value) >= (value >= LeastSum ? 2 : 3)
        : Digits(value) >= 2);

    // "1.38 billion" and "some 1.4 billion", neither of which says what for.
    private static bool IsRounded(Node a, Node b) =>
        a.Claims[0] is { Value: >= LeastSum and { } one } first && b.Claims[0] is { Value: >= LeastSum and { } other } second && Digits(one) >= 2 && Digits(other) >= 2 && ClaimComparer.Agree(first, second);

    // "425 firefighters" that were sent and "425 firefighters" that battled: what is counted says more than the verb, where the event has it under no third name.
    private static bool IsSameNoun(Node a, Node b)
    {
        if (!MayBeOne(a.Thing, b.Thing) || (a.Thing.State is not null && b.Thing.State is not null)) return false;
        var (one, other) = (a.Claims.Max(ClaimComparer.Middle), b.Claims.Max(ClaimComparer.Middle));
        return one > 1 && other > 1 && one <= other * MostApart && other <= one * MostApart;
    }

    private static void Join(Dictionary<Node, Group> groupOf, Node a, Node b)
    {
        var (left, right) = (groupOf[a], groupOf[b]);
        if (left == right || left.Nodes.Exists(one => right.Nodes.Exists(other => !MayBeOne(one.Thing, other.Thing))) || AreTwo(left, right)) return;
        left.Nodes.AddRange(right.Nodes);
        left.ByArticle = left.Nodes.SelectMany(node => node.Claims).ToLookup(claim => claim.Article);
        foreach (var node in right.Nodes) groupOf[node] = left;
    }

    // Some report states both, and not as one number.
    private static bool AreTwo(Group a, Group b) => a.ByArticle.Any(article => b.ByArticle[article.Key].Any(other => article.Any(one => !ClaimComparer.Agree(one, other))));

    // ---------------------------------------------------------------- names

    private static string NameOf(Group group)
    {
        var best = group.Nodes.OrderBy(node => node.Thing.IsNameless).ThenBy(node => node.Thing.State is null).ThenBy(node => node.Thing.Holder is null).ThenByDescending(node => node.Claims.Select(claim => claim.Article).Distinct().Count())
            .ThenByDescending(node => node.Claims.Count).ThenBy(node => node.Key, StringComparer.Ordinal).First();
        return best.Thing.IsNameless && best.Claims[0] is var claim ? string.Create(CultureInfo.InvariantCulture, $"{best.Metric}/{claim.Value ?? claim.Low ?? claim.High:0.##}") : best.Metric;
    }

    // Digits of a number that say something: 214,000 has three, 40 has one, 7.5 two.
    private static int Digits(decimal value)
    {
        if (value == 0) return 0;
        var digits = value.ToString(CultureInfo.InvariantCulture);
        if (digits.Contains('.', StringComparison.Ordinal)) digits = digits.TrimEnd('0');
        digits = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        return digits.TrimEnd('0').Length;
    }
}
