namespace KnowledgeGraph.Resolution;

/// <summary>Where a report stands in the order of the work: the most precise first, then the first published, then the one whose article begins with most.</summary>
public readonly record struct EventRank(int Precision, DateOnly Published, int Told, string Id) : IComparable<EventRank>
{
    // What happened leads, and not what came of it.
    public static EventRank Of(EventProfile profile) => new(
        (profile.Published is not null && StoryMatcher.IsAftermath(profile.Kind) ? 0 : 16) + (profile.First is not null ? 8 : 0) + (profile.Days == 1 ? 2 : 0) + (profile.Place is not null ? 1 : 0)
            + (profile.Actors.Count > 0 ? 1 : 0) + (profile.Targets.Count + profile.Others.Count > 0 ? 1 : 0),
        profile.Published ?? DateOnly.MaxValue, profile.Lead.Count, profile.Id);

    public int CompareTo(EventRank other)
    {
        if (Precision != other.Precision) return other.Precision.CompareTo(Precision);
        if (Published != other.Published) return Published.CompareTo(other.Published);
        return Told != other.Told ? other.Told.CompareTo(Told) : string.CompareOrdinal(Id, other.Id);
    }
}
