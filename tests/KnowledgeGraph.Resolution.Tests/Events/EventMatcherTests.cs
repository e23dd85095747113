namespace KnowledgeGraph.Resolution.Tests.Events;

public sealed class EventMatcherTests
{
    private static EventProfile Report(
        string article, string? date = "2025-03-04", string? place = "geonames:2267057", string? country = "PT", string kind = "attack", string[]? people = null, string? published = "2025-03-05", string[]? numbers = null,
        string[]? context = null, string[]? story = null, string[]? lead = null)
    {
        var parsed = date is null ? null : Model.PartialDate.Parse(date);
        return new($"v-{article}", article, kind, parsed?.First, parsed?.Last, published is null ? null : DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture), place, country, [], [], people ?? [],
            numbers ?? [], ["attak"], null, false, story ?? [], context ?? [])
        { Lead = lead ?? [] };
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

    private static readonly string[] Lead = ["atack", "gunman", "mall", "mourn", "polic", "suspect", "witness"];

    [Theory]
    // names in both articles, words that both begin with, whether they tell one event
    [InlineData("p:lnd|p:krs|t:coast guard", "p:lnd|p:krs|t:coast guard", false, true)]
    [InlineData("p:lnd|t:coast guard", "p:lnd|t:harbour office", false, false)]
    [InlineData("p:lnd|t:coast guard", "p:lnd|t:harbour office", true, true)]
    [InlineData("p:lnd", "p:krs", false, false)]
    public void Reports_of_unknown_days_join_by_names_and_beginnings(string names, string others, bool beginAlike, bool one) =>
        Assert.Equal(one, One(
            Report("a", null, null, null, published: null, story: names.Split('|'), lead: Lead),
            Report("b", null, null, null, published: null, story: others.Split('|'), lead: beginAlike ? Lead : ["budget", "deficit", "minister", "parliament", "tax", "vote"])));

    [Fact]
    public void A_report_of_this_year_joins_one_of_a_day_where_both_articles_tell_one_story()
    {
        string[] story = ["p:fr", "p:lnd", "t:coast guard"];
        Assert.True(One(Report("a", story: story), Report("b", "2025", story: story)));
        Assert.False(One(Report("a", story: story), Report("b", "2025", place: "geonames:2735943", story: story)));
    }

    [Fact]
    public void A_name_that_no_gazetteer_knows_stands_against_no_place_in_one_story()
    {
        string[] story = ["p:fr", "p:lnd", "t:coast guard"];
        Assert.True(One(Report("a", story: story), Report("b", place: "name:stella marina", country: null, story: story)));
        Assert.False(One(Report("a"), Report("b", place: "name:stella marina", country: null)));
    }

    [Theory]
    [InlineData("protest", true, true)]
    [InlineData("protest", false, false)]
    [InlineData("casualty", true, false)]
    public void The_only_happening_of_its_kind_in_two_articles_of_one_story_is_one(string kind, bool sole, bool one)
    {
        string[] story = ["p:fr", "p:lnd", "t:coast guard"];
        Assert.Equal(one, One(Report("a", null, null, null, kind, story: story) with { IsSole = sole, Words = ["march"], Prominence = Prominence.Main }, Report("b", null, null, null, kind, story: story) with { IsSole = sole, Words = ["ralli"], Prominence = Prominence.Main }));
    }

    [Fact]
    public void Of_two_events_that_fit_the_one_that_fits_more_is_taken()
    {
        string[] context = ["539", "476", "118"], people = ["p:lnd", "p:krs"];
        var night = Report("a", people: people, numbers: ["launched=539"], context: context);
        var other = Report("b", people: people, context: context);
        var told = Report("c", null, people: people, numbers: ["launched=539"], context: context);
        Assert.True(EventMatcher.Compare(night, told).Score > EventMatcher.Compare(other, told).Score);
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
