namespace KnowledgeGraph.Resolution.Tests.Events;

public sealed class EventMatcherTests
{
    private static EventProfile Report(
        string article, string? date = "2025-03-04", string? place = "geonames:2267057", string? country = "PT", string kind = "attack", string[]? people = null, string? published = "2025-03-05", string[]? numbers = null,
        string[]? context = null)
    {
        var parsed = date is null ? null : Model.PartialDate.Parse(date);
        return new($"v-{article}", article, kind, parsed?.First, parsed?.Last, published is null ? null : DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture), place, country, [], [], people ?? [],
            numbers ?? [], ["attak"], null, false, [], context ?? []);
    }

    private static bool One(EventProfile a, EventProfile b) => EventMatcher.Compare(a, b).Score >= EventMatcher.Same;

    [Fact]
    public void The_same_day_and_place_is_one_event() => Assert.True(One(Report("a"), Report("b")));

    [Fact]
    public void Another_day_is_another_event() => Assert.False(One(Report("a"), Report("b", "2025-03-09")));

    [Fact]
    public void Two_nights_that_share_a_day_are_two_events() => Assert.False(One(Report("a", "2025-03-03/2025-03-04"), Report("b", "2025-03-04/2025-03-05")));

    [Fact]
    public void A_night_and_its_morning_are_one_event() => Assert.True(One(Report("a", "2025-03-03/2025-03-04"), Report("b", "2025-03-04")));

    [Fact]
    public void Two_cities_on_one_day_are_two_events() => Assert.False(One(Report("a"), Report("b", place: "geonames:2735943")));

    [Fact]
    public void A_campaign_of_a_month_is_not_one_of_its_days() => Assert.False(One(Report("a", "2025-03"), Report("b")));

    [Fact]
    public void Other_people_met_another_time() =>
        Assert.False(One(Report("a", kind: "consult", people: ["p:trmp", "p:ptn"]), Report("b", kind: "consult", people: ["p:trmp", "p:slnsk"])));

    [Fact]
    public void An_undated_report_joins_by_unusual_numbers_that_both_articles_have()
    {
        string[] context = ["539", "476", "118"];
        Assert.True(One(Report("a", numbers: ["launched=539"], context: context), Report("b", null, null, null, published: null, numbers: ["launched=539"], context: context)));
        Assert.False(One(Report("a", numbers: ["launched=539"], context: context), Report("b", null, null, null, published: null, numbers: ["launched=539"])));
    }

    [Fact]
    public void The_order_of_reports_does_not_matter()
    {
        EventProfile[] reports = [Report("a"), Report("b", "2025-03-03/2025-03-04"), Report("c", "2025-03-09"), Report("d", "2025-03-04/2025-03-05"), Report("e", null)];
        var forwards = EventClusters.Cluster(reports).Select(cluster => string.Join(',', cluster.Members));
        var backwards = EventClusters.Cluster([.. reports.Reverse()]).Select(cluster => string.Join(',', cluster.Members));
        Assert.Equal(forwards, backwards);
    }
}
