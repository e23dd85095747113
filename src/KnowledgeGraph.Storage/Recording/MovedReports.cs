namespace KnowledgeGraph.Storage;

/// <summary>Which events change where reports of one article move to others.</summary>
/// <typeparam name="TEvent">How the store names events.</typeparam>
internal sealed class MovedReports<TEvent>
{
    /// <param name="reports">The event of each report before and now.</param>
    public MovedReports(IReadOnlyCollection<(TEvent Was, TEvent Now)> reports)
    {
        Changed = [.. reports.Where(report => !Equals(report.Was, report.Now)).SelectMany(report => new[] { report.Was, report.Now })];
        All = [.. reports.SelectMany(report => new[] { report.Was, report.Now })];
        AllChange = Changed.Any(one => reports.Count(report => Equals(report.Was, one) || Equals(report.Now, one)) > 1);
    }

    /// <summary>Those that reports leave and join.</summary>
    public HashSet<TEvent> Changed { get; }

    /// <summary>
    /// Those that the article tells of, before or now. What it says beside one is compared by which of its other events it shares with the articles compared: of
    /// these change those that another article tells of beside one of <see cref="Changed"/>.
    /// </summary>
    public HashSet<TEvent> All { get; }

    /// <summary>Whether all of them change: its reports of one event were parted or brought together, so that it tells more or less of each.</summary>
    public bool AllChange { get; }
}
