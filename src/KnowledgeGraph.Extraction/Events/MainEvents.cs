using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>
/// An article tells of one march, one barrage, one quake, and of it in many words: "the assault", "60 drones were fired", "410,000 took to the
/// streets". What names nobody else, no other day and no other place is the main happening of its kind, or a part of it.
/// </summary>
internal static class MainEvents
{
    /// <summary>How many happenings of a kind are looked at; keeps long texts linear.</summary>
    private const int Most = 40;

    private static readonly string[] Kinds = ["attack", "protest", "election", "disaster", "accident", "explosion", "crime", "legal", "transaction"];

    // Words of time that name no other day.
    private static readonly HashSet<string> TimesOfDay = [.. "a.m. p.m. am pm hour hours minute minutes morning noon midday afternoon evening night midnight dawn dusk daybreak sunrise sunset overnight gmt".Split(' ')];

    /// <summary>Joins to the main happening of each kind what cannot be told from it.</summary>
    public static void Join(List<EventCluster> clusters)
    {
        var joined = new HashSet<EventCluster>();
        foreach (var (main, others) in ByKind(clusters))
        {
            foreach (var other in others)
            {
                if (!Fits(main, other) || !PlacesAreOne(main, other)) continue;
                foreach (var mention in other.Mentions) main.Add(mention);
                joined.Add(other);
            }
        }
        clusters.RemoveAll(joined.Contains);
    }

    /// <summary>What is told apart by its place ("23,000 marched in the second city") or its sort (the landslide after the quake) is a part of the main happening.</summary>
    public static void LinkParts(IReadOnlyList<EventCluster> clusters)
    {
        foreach (var (main, others) in ByKind(clusters))
        {
            foreach (var other in others)
                if (other.PartOf is null && Fits(main, other, sorts: false) && CountriesFit(main.Place, other.Place)) other.PartOf = main;
        }
    }

    /// <summary>"Police fired tear gas": what nobody by name does to nobody by name belongs to the march that the article tells of.</summary>
    public static void LinkClashes(IReadOnlyList<EventCluster> clusters)
    {
        var told = clusters.Where(cluster => cluster is { Negated: false, Modality: Modality.Asserted } && Kinds.Contains(cluster.Kind.Key)).Take(Most * 2).ToList();
        if (told.MaxBy(Weight) is not { Kind.Key: "protest" } march) return;
        foreach (var clash in told)
        {
            if (clash is { Kind.Key: "attack", PartOf: null, Date: null } && !clash.Actors.Concat(clash.Targets).Any(entity => entity.IsNamed) && CountriesFit(march.Place, clash.Place)) clash.PartOf = march;
        }
    }

    private static IEnumerable<(EventCluster Main, List<EventCluster> Others)> ByKind(IReadOnlyList<EventCluster> clusters)
    {
        foreach (var kind in Kinds)
        {
            var told = clusters.Where(cluster => cluster.Kind.Key == kind && cluster is { Negated: false, Modality: Modality.Asserted }).Take(Most).ToList();
            if (told.Count < 2 || told.Where(cluster => !IsElsewhen(cluster)).MaxBy(Weight) is not { } main) continue;
            yield return (main, [.. told.Where(cluster => cluster != main)]);
        }
    }

    // The most told; of equals what says most of itself.
    private static int Weight(EventCluster cluster) =>
        cluster.Mentions.Count * 4 + (cluster.Mentions.Any(mention => mention.IsHeadline) ? 4 : 0) + (cluster.Date is null ? 0 : 2) + (cluster.Place is null ? 0 : 2)
        + (cluster.Actors.Concat(cluster.Targets).Any(entity => entity.IsNamed) ? 1 : 0);

    private static bool Fits(EventCluster main, EventCluster other, bool sorts = true)
    {
        var consequent = !sorts && Sort(other) is { } own && own != Sort(main);
        // "attacks" are many; "protests on Wednesday" are the one day's.
        var ofOneDay = other.Date is { } only && EventCluster.Days(only) <= 2;
        if (other.Mentions.Any(mention => mention is { IsNoun: true, IsPlural: true, IsDefinite: false } && !consequent && !ofOneDay || mention.IsAnother) || IsElsewhen(other)) return false;
        if (sorts && Sort(main) is { } one && Sort(other) is { } two && one != two) return false;
        if (IsPast(main) ? IsNews(other) : IsNews(main) && IsPast(other)) return false;
        // The day stands in the lead, or nowhere.
        if (other.Date is { } date && (main.Date is { } day ? !day.Agrees(date) : other.Mentions[0].Token > main.Mentions[0].Token)) return false;
        if (other.Date is null && Whens(other) is { Count: > 0 } when && !(Whens(main) is { Count: > 0 } known ? known.Overlaps(when) : other.Mentions[0].Token < main.Mentions[0].Token)) return false;
        return NamesFit(main.Actors, other.Actors) && (NamesFit(main.Targets, other.Targets) || CountriesFit(main.Targets, other.Targets));
    }

    private static bool IsPast(EventCluster cluster) => cluster.Mentions.Any(mention => mention.IsPast);

    private static bool IsNews(EventCluster cluster) => cluster.Mentions.Any(mention => mention.IsNews);

    // Words of time that nothing made a date of.
    private static HashSet<string> Whens(EventCluster cluster) => [.. cluster.Mentions.Select(mention => mention.When).OfType<string>().Where(when => !TimesOfDay.Contains(when))];

    // A year or more tells the day of nothing; a span of days is another matter than one day.
    private static bool IsElsewhen(EventCluster cluster) => cluster.Date is { } date && EventCluster.Days(date) is > 4 and < EventCluster.Year;

    private static string? Sort(EventCluster cluster) => cluster.Mentions.Select(mention => mention.Sort).FirstOrDefault(sort => sort is not null);

    private static bool NamesFit(List<LocalEntity> known, List<LocalEntity> added)
    {
        var named = added.Where(entity => entity.IsNamed).ToList();
        return named.Count == 0 || !known.Exists(entity => entity.IsNamed) || named.Exists(entity => known.Exists(other => other.Id == entity.Id));
    }

    private static bool CountriesFit(List<LocalEntity> known, List<LocalEntity> added) => known.Exists(one => added.Exists(other => one.Country is not null && one.Country == other.Country));

    private static bool CountriesFit(LocalEntity? one, LocalEntity? other) => one is null || other is null || one.Id == other.Id || (one.Country is not null && one.Country == other.Country);

    private static bool PlacesAreOne(EventCluster main, EventCluster other) => main.Place is null || other.Place is null || main.Place.Id == other.Place.Id
        || (main.Kind.Key != "protest" && CountriesFit(main.Place, other.Place) && GazetteerIds.IsCountry(main.Place.GazetteerId) != GazetteerIds.IsCountry(other.Place.GazetteerId));
}
