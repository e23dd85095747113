using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>Brings mentions of one happening together: same kind, nothing that contradicts, and a reason to be the same.</summary>
internal static class EventMerger
{
    /// <summary>How many happenings of a kind are compared with a mention; keeps long texts linear.</summary>
    private const int LookBack = 40;

    public static List<EventCluster> Merge(IReadOnlyList<EventMention> mentions)
    {
        // A headline gives neither day nor names: what comes first in the text would draw to it whatever is told later.
        var headlines = Gather(mentions.Where(mention => mention.IsHeadline));
        var told = Gather(mentions.Where(mention => !mention.IsHeadline));
        return WithoutHeadlines(WithoutNameless([.. headlines, .. told]));
    }

    private static List<EventCluster> Gather(IEnumerable<EventMention> mentions)
    {
        var clusters = new List<EventCluster>();
        var byKind = new Dictionary<string, List<EventCluster>>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            if (!byKind.TryGetValue(mention.Kind.Key, out var known)) byKind[mention.Kind.Key] = known = [];
            EventCluster? best = null;
            var bestScore = 0.0;
            for (var i = known.Count - 1; i >= Math.Max(0, known.Count - LookBack); i--)
            {
                var score = Score(known[i], mention);
                if (score <= bestScore) continue;
                (best, bestScore) = (known[i], score);
            }
            if (best is not null)
            {
                best.Add(mention);
                continue;
            }
            var cluster = new EventCluster(mention);
            clusters.Add(cluster);
            known.Add(cluster);
        }
        return clusters;
    }

    /// <summary>
    /// "We had a call", "the war": happenings that nobody is named in are the one of their sort that the article tells of, where it tells of one only.
    /// </summary>
    private static List<EventCluster> WithoutNameless(List<EventCluster> clusters)
    {
        var nameful = clusters.Where(cluster => cluster.Kind.Key is "consult" or "war" or "agree" or "aid" && !IsNameless(cluster)).ToList();
        if (nameful.Count > LookBack) return clusters;
        var joined = new HashSet<EventCluster>();
        foreach (var nameless in clusters.Where(cluster => cluster.Kind.Key is "consult" or "war" or "agree" or "aid" && IsNameless(cluster)).ToList())
        {
            var candidates = nameful.Where(other => CouldBe(other, nameless)).ToList();
            if (candidates.Count == 0) continue;
            var whole = candidates.Count == 1 ? candidates[0]
                : nameless.Mentions.All(mention => mention.IsDefinite) ? candidates.MaxBy(other => other.Mentions.Count)! : null;
            if (whole is null) continue;
            foreach (var mention in nameless.Mentions) whole.Add(mention);
            joined.Add(nameless);
        }
        clusters.RemoveAll(joined.Contains);
        return clusters;
    }

    /// <summary>What a headline tells is what the article begins with, or tells most of, where nothing contradicts.</summary>
    private static List<EventCluster> WithoutHeadlines(List<EventCluster> clusters)
    {
        var joined = new HashSet<EventCluster>();
        foreach (var headline in clusters.Take(LookBack).Where(cluster => cluster.Mentions.All(mention => mention.IsHeadline)).ToList())
        {
            var fitting = clusters
                .Where(other => other.Kind.Key == headline.Kind.Key && !other.Mentions.All(mention => mention.IsHeadline) && other.Negated == headline.Negated
                    && Settled(other.Modality) == Settled(headline.Modality) && DatesFit(other.Date, headline.Date)
                    && Overlap(other.Actors, headline.Actors) != Fit.Conflict
                    && (Overlap(other.Targets, headline.Targets) != Fit.Conflict || PlacesFit(other.Targets, headline.Targets))
                    && (headline.Mentions[0].Sort is not { } sort || other.Mentions.All(mention => mention.Sort is null || mention.Sort == sort)))
                .ToList();
            if (fitting.Count == 0) continue;
            var begins = fitting.Where(other => !First(other).IsBackground).MinBy(other => First(other).Token);
            var told = fitting.MaxBy(other => other.Mentions.Count(mention => !mention.IsAnother) + (other == begins ? Beginning : 0))!;
            foreach (var mention in headline.Mentions) told.Add(mention);
            joined.Add(headline);
        }
        clusters.RemoveAll(joined.Contains);
        return clusters;
    }

    // So many further words it takes to be told more than what the article begins with.
    private const int Beginning = 2;

    private static EventMention First(EventCluster cluster) => cluster.Mentions.Where(mention => !mention.IsHeadline).MinBy(mention => mention.Token)!;

    private static bool IsNameless(EventCluster cluster) =>
        cluster.Actors.Count == 0 && cluster.Targets.Count == 0 && cluster.Mentions.All(mention => mention.IsNoun && !mention.IsPlural);

    private static bool CouldBe(EventCluster cluster, EventCluster nameless)
    {
        if (cluster.Kind.Key != nameless.Kind.Key || cluster.Negated != nameless.Negated || Settled(cluster.Modality) != Settled(nameless.Modality)) return false;
        var sort = nameless.Mentions[0].Sort;
        if (sort is null && nameless.Kind.Key is "consult" or "aid") return false;
        return DatesFit(cluster.Date, nameless.Date) && cluster.Mentions.All(mention => mention.Sort is null || mention.Sort == sort);
    }

    /// <summary>0 where the mention cannot be of the cluster; higher is likelier.</summary>
    private static double Score(EventCluster cluster, EventMention mention)
    {
        if (cluster.Kind.Key != mention.Kind.Key || cluster.Negated != mention.Negated) return 0;
        if (mention.Sort is { } sort && cluster.Mentions.Any(known => known.Sort is { } other && other != sort)) return 0;
        if (Settled(cluster.Modality) != Settled(mention.Modality)) return 0;
        if (mention.IsOfWar != cluster.Mentions[0].IsOfWar) return 0;
        if (!DatesFit(cluster.Date, mention.Date)) return 0;
        // "A train has again struck a car": not the one of last month.
        if (mention.IsPast ? cluster.Date is null && cluster.Mentions.Any(known => known.IsNews) : mention.IsNews && cluster.Mentions.Any(known => known.IsPast)) return 0;
        if (cluster.Date is null && mention.Date is null && mention.When is { } when && cluster.Mentions.Any(known => known.When is { } other && other != when)) return 0;
        if (mention.Kind.Key == "damage" && mention.What is { } what && cluster.Mentions.Any(known => known.What is { } other && other != what)) return 0;
        if (Recurs(cluster.Mentions[0]) != Recurs(mention) && cluster.Mentions.All(m => m.IsNoun)) return 0;
        var mutual = mention.Kind.Key is "consult" or "agree";
        var actors = Overlap(cluster.Actors, mention.Actors);
        var targets = Overlap(cluster.Targets, mention.Targets);
        if (actors == Fit.Conflict || targets == Fit.Conflict && !PlacesFit(cluster.Targets, mention.Targets)) return 0;
        if (mutual && cluster.Actors.Count >= 2 && mention.Actors.Count >= 2 && cluster.Actors.Count(actor => mention.Actors.Any(other => other.Id == actor.Id)) < 2) return 0;
        var datesAgree = cluster.Date is not null && mention.Date is not null;
        if (!mention.IsNoun && !mention.Kind.IsConsequence && actors != Fit.Same && targets != Fit.Same && !datesAgree) return 0;
        var score = 0.1;
        if (actors == Fit.Same) score += 1;
        if (targets == Fit.Same) score += 1;
        if (datesAgree) score += .5;
        if (mention.IsDefinite) score += .6 + (mention.Participants.Any() ? 0 : Math.Min(.3, .05 * cluster.Mentions.Count));
        if (!mention.IsNoun && actors != Fit.Same && targets != Fit.Same && mention.Participants.Any()) score -= .3;
        if (mention.IsNoun && !mention.IsDefinite && actors != Fit.Same && targets != Fit.Same && !mention.Kind.IsConsequence) score -= .5;
        var distance = mention.Token - cluster.Mentions[^1].Token;
        return score - Math.Min(.09, distance / 10000.0);
    }

    private enum Fit
    {
        Unknown,
        Same,
        Conflict,
    }

    private static Fit Overlap(List<LocalEntity> known, IReadOnlyList<LocalEntity> added)
    {
        if (known.Count == 0 || added.Count == 0) return Fit.Unknown;
        return known.Exists(entity => added.Any(other => other.Id == entity.Id)) ? Fit.Same : Fit.Conflict;
    }

    /// <summary>A town and its country can both be the target of one happening.</summary>
    private static bool PlacesFit(List<LocalEntity> known, IReadOnlyList<LocalEntity> added) =>
        known.Exists(one => added.Any(other => one.Country is not null && one.Country == other.Country));

    // "This week's crash" is that of a day of it.
    private const int Week = 7;

    private static bool DatesFit(PartialDate? one, PartialDate? other)
    {
        if (one is null || other is null) return true;
        if (!one.Agrees(other)) return false;
        double a = EventCluster.Days(one), b = EventCluster.Days(other);
        return Math.Max(a, b) <= Week || Math.Max(a, b) / Math.Min(a, b) <= 3;
    }

    /// <summary>"attacks" tells of several happenings, "the attack" of one.</summary>
    private static bool Recurs(EventMention mention) => mention.IsPlural && !mention.IsDefinite && !mention.Kind.IsConsequence;

    private static bool Settled(Modality modality) => modality is Modality.Asserted;
}
