using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Comparisons;

public sealed class ClaimComparerTests
{
    private static ComparableClaim Claim(string article, decimal value, string day = "2025-03-04", Qualifier qualifier = Qualifier.Exact, string metric = "killed", string? scope = null, string? source = null, string unit = "people") =>
        new($"{article}-c0", article, article, DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), metric, value, null, null, qualifier, unit, scope, scope, null, source, false);

    private static ClaimComparison Compare(IReadOnlyList<ComparableClaim> claims) => ClaimComparer.Compare(new(claims[0].Metric, claims));

    [Theory]
    // what one says, what another says, how they differ
    [InlineData(12, Qualifier.Exact, "2025-03-04", 12, Qualifier.Exact, "2025-03-05", DifferenceKind.None)]
    [InlineData(539, Qualifier.Record, "2025-03-04", 539, Qualifier.Exact, "2025-03-04", DifferenceKind.None)]
    [InlineData(12, Qualifier.Exact, "2025-03-04", 19, Qualifier.Exact, "2025-03-05", DifferenceKind.Update)]
    [InlineData(12, Qualifier.AtLeast, "2025-03-04", 19, Qualifier.Exact, "2025-03-04", DifferenceKind.Update)]
    [InlineData(12, Qualifier.Exact, "2025-03-04", 19, Qualifier.Exact, "2025-03-04", DifferenceKind.Conflict)]
    [InlineData(19, Qualifier.Exact, "2025-03-04", 12, Qualifier.Exact, "2025-03-05", DifferenceKind.Conflict)]
    public void Tallies(int first, Qualifier how1, string day1, int second, Qualifier how2, string day2, DifferenceKind kind) =>
        Assert.Equal(kind, Compare([Claim("a", first, day1, how1), Claim("b", second, day2, how2)]).Kind);

    [Theory]
    [InlineData(18.4, 18, DifferenceKind.Rounding)]
    [InlineData(61.37, 61.4, DifferenceKind.Rounding)]
    [InlineData(27.5, 28, DifferenceKind.Rounding)]
    [InlineData(18.6, 18, DifferenceKind.Conflict)]
    [InlineData(61.3, 61.4, DifferenceKind.Conflict)]
    [InlineData(102.4, 102, DifferenceKind.Rounding)]
    public void A_number_stands_for_those_that_round_to_it(double first, double second, DifferenceKind kind) =>
        Assert.Equal(kind, Compare([Share("a", first), Share("b", second)]).Kind);

    private static ComparableClaim Share(string article, double value) => Claim(article, 1, "2025-03-04") with { Metric = "percent_turnout", Unit = "percent", Value = (decimal)value, Low = (decimal)value, High = (decimal)value };

    [Theory]
    [InlineData(539, Qualifier.Exact, 500, Qualifier.MoreThan, DifferenceKind.Rounding)]
    [InlineData(539, Qualifier.Exact, 540, Qualifier.About, DifferenceKind.Rounding)]
    [InlineData(512, Qualifier.Exact, 500, Qualifier.Exact, DifferenceKind.Rounding)]
    [InlineData(539, Qualifier.Exact, 500, Qualifier.Exact, DifferenceKind.Conflict)]
    [InlineData(30, Qualifier.About, 22, Qualifier.About, DifferenceKind.Conflict)]
    [InlineData(47, Qualifier.Exact, 50, Qualifier.About, DifferenceKind.Rounding)]
    [InlineData(47, Qualifier.Exact, 40, Qualifier.MoreThan, DifferenceKind.Rounding)]
    [InlineData(53, Qualifier.Exact, 40, Qualifier.MoreThan, DifferenceKind.Conflict)]
    [InlineData(6800, Qualifier.Exact, 7000, Qualifier.LessThan, DifferenceKind.Rounding)]
    [InlineData(2_200, Qualifier.UpTo, 1_500, Qualifier.UpTo, DifferenceKind.Conflict)]
    [InlineData(539, Qualifier.Exact, 476, Qualifier.Exact, DifferenceKind.Conflict)]
    [InlineData(539, Qualifier.Exact, 100, Qualifier.UpTo, DifferenceKind.Conflict)]
    [InlineData(42, Qualifier.Exact, 50, Qualifier.About, DifferenceKind.Conflict)]
    [InlineData(62, Qualifier.Exact, 60, Qualifier.About, DifferenceKind.Rounding)]
    public void Numbers_of_one_moment(int first, Qualifier how1, int second, Qualifier how2, DifferenceKind kind) =>
        Assert.Equal(kind, Compare([Claim("a", first, qualifier: how1, metric: "launched"), Claim("b", second, qualifier: how2, metric: "launched")]).Kind);

    [Fact]
    public void A_tally_of_unknown_days_grew_and_a_number_that_is_no_tally_did_not()
    {
        ComparableClaim Undated(string article, decimal value, string metric) => Claim(article, value, metric: metric) with { Published = null };
        Assert.Equal(DifferenceKind.Update, Compare([Undated("a", 12, "killed"), Undated("b", 19, "killed")]).Kind);
        Assert.Equal(DifferenceKind.Conflict, Compare([Undated("a", 12, "tents"), Undated("b", 19, "tents")]).Kind);
    }

    [Fact]
    public void What_burned_grows_and_a_rounded_number_between_does_not_stop_it()
    {
        Assert.Equal(DifferenceKind.Update, Compare([Claim("a", 4_800, "2025-03-04", metric: "area_hectares", unit: "hectares"), Claim("b", 11_500, "2025-03-05", metric: "area_hectares", unit: "ha")]).Kind);
        Assert.Equal(DifferenceKind.Update, Compare([Claim("a", 77, "2025-03-04"), Claim("b", 124, "2025-03-05"), Claim("c", 120, "2025-03-06", Qualifier.MoreThan)]).Kind);
    }

    /// <summary>One dimension is compared in one unit, whichever the reports use.</summary>
    [Theory]
    [InlineData("duration_days", 2, "days", "duration_hours", 48, "hours", DifferenceKind.None)]
    [InlineData("duration_hours", 1.5, "hours", "duration_minutes", 90, "minutes", DifferenceKind.None)]
    [InlineData("distance_kilometres", 1.2, "km", "distance_metres", 1_200, "metres", DifferenceKind.None)]
    [InlineData("distance_miles", 10, "miles", "distance_kilometres", 16, "kilometres", DifferenceKind.None)]
    [InlineData("distance_feet", 100, "feet", "distance_metres", 30, "metres", DifferenceKind.None)]
    [InlineData("area_hectares", 500, "hectares", "area_kilometres", 5, "kilometres", DifferenceKind.None)]
    [InlineData("area_hectares", 500, "hectares", "area_kilometres", 5, "square km", DifferenceKind.None)]
    [InlineData("area_acres", 12_000, "acres", "area_hectares", 4_900, "hectares", DifferenceKind.None)]
    [InlineData("tonnes", 2, "tonnes", "kg_launched", 2_000, "kg", DifferenceKind.None)]
    [InlineData("speed_kph", 160, "kilometres", "speed_mph", 100, "miles", DifferenceKind.None)]
    [InlineData("temperature_degrees", 40, "degrees", "temperature_fahrenheit", 104, "degrees Fahrenheit", DifferenceKind.None)]
    [InlineData("duration_weeks", 3, "weeks", "duration_days", 22, "days", DifferenceKind.Rounding)]
    [InlineData("duration_days", 2, "days", "duration_hours", 72, "hours", DifferenceKind.Conflict)]
    [InlineData("distance_miles", 10, "miles", "distance_kilometres", 22, "kilometres", DifferenceKind.Conflict)]
    public void One_value_in_two_units_is_one_value(string metric, double value, string unit, string otherMetric, double other, string otherUnit, DifferenceKind kind)
    {
        var compared = Compare([Claim("a", (decimal)value, metric: metric, unit: unit), Claim("b", (decimal)other, metric: otherMetric, unit: otherUnit)]);
        Assert.Equal(kind, compared.Kind);
        Assert.Contains(compared.Reasons, reason => reason.StartsWith("told in ", StringComparison.Ordinal));
        if (kind == DifferenceKind.None) Assert.Equal((compared.Low, 0d), (compared.High, compared.Spread));
    }

    [Fact]
    public void Lowest_and_highest_are_in_the_unit_of_most_claims_and_the_reasons_name_it()
    {
        var compared = Compare([Claim("a", 3, metric: "duration_days", unit: "days"), Claim("b", 4, metric: "duration_days", unit: "days"), Claim("c", 48, metric: "duration_hours", unit: "hours")]);
        Assert.Equal((2m, 4m), (compared.Low, compared.High));
        Assert.Contains("told in days and in hours, compared in days", compared.Reasons);
    }

    [Fact]
    public void What_one_article_says_in_two_units_stands_with_both()
    {
        var compared = Compare([Claim("a", 2, metric: "duration_days", unit: "days"), Claim("a", 48, metric: "duration_hours", unit: "hours") with { Id = "a-c1" }, Claim("b", 2, metric: "duration_days", unit: "days")]);
        Assert.Empty(compared.Again);
        Assert.Equal("a-c0", compared.Repeats["a-c1"]);
    }

    [Fact]
    public void Sums_in_two_currencies_are_left_as_they_are() =>
        Assert.DoesNotContain(Compare([Claim("a", 5, metric: "amount_usd", unit: "USD"), Claim("b", 9, metric: "amount_gbp", unit: "GBP")]).Reasons, reason => reason.StartsWith("told in ", StringComparison.Ordinal));

    [Fact]
    public void Measures_of_any_size_are_compared() =>
        Assert.Equal(DifferenceKind.Conflict, Compare([Claim("a", 7_000_000_000_000_000_000_000_000_000m, metric: "duration_centuries", unit: "centuries"), Claim("b", 1, metric: "duration_seconds", unit: "seconds")]).Kind);

    [Fact]
    public void Who_is_missing_becomes_less()
    {
        var comparison = Compare([Claim("a", 12, metric: "missing"), Claim("b", 8, "2025-03-05", metric: "missing")]);
        Assert.Equal(DifferenceKind.Update, comparison.Kind);
        Assert.Contains("from 12 to 8 as time went on", comparison.Reasons);
    }

    [Theory]
    // what is counted or measured, the words around the number, how a higher one of the next day differs, one of the reasons
    [InlineData("villages", "5village 3reach 2now", DifferenceKind.Update, "told as a number that changes")]
    [InlineData("villages", "5village 3tuesday 1even", DifferenceKind.Update, "told with a day or an hour")]
    [InlineData("villages", "5village 3estimat 1map", DifferenceKind.Conflict, "told as an estimate or a claim")]
    [InlineData("killed", "5kill 4blast", DifferenceKind.Update, "from 30 to 50 as more became known")]
    [InlineData("attending", "5march 2squar", DifferenceKind.Conflict, "how many there were does not change later")]
    [InlineData("speed_kph", "6train 2brak", DifferenceKind.Conflict, "measured, not counted")]
    public void Numbers_far_from_each_other_are_of_two_hours_or_contradict(string metric, string words, DifferenceKind kind, string reason)
    {
        var comparison = Compare([Claim("a", 30, metric: metric) with { Words = words }, Claim("b", 50, "2025-03-05", metric: metric) with { Words = words }]);
        Assert.Equal(kind, comparison.Kind);
        Assert.Contains(reason, comparison.Reasons);
    }

    [Fact]
    public void Hours_that_are_told_of_do_not_make_two_tallies_of_one_moment_follow_each_other() =>
        Assert.Equal(DifferenceKind.Conflict, Compare([Claim("a", 7) with { Words = "5stadium 2friday 1even" }, Claim("b", 9) with { Words = "5friday 2night" }]).Kind);

    [Fact]
    public void The_number_of_a_party_contradicts_that_of_others() =>
        Assert.Equal(DifferenceKind.Conflict, Compare([Claim("a", 400, metric: "jobs") with { Words = "5job 3compan" }, Claim("b", 650, "2025-03-05", metric: "jobs") with { Words = "5job 2union" }]).Kind);

    [Theory]
    [InlineData(Qualifier.Exact, Qualifier.AtLeast)]
    [InlineData(Qualifier.MoreThan, Qualifier.About)]
    public void One_number_with_a_qualifier_and_without_is_one(Qualifier how1, Qualifier how2) =>
        Assert.Equal(DifferenceKind.None, Compare([Claim("a", 3_500, qualifier: how1), Claim("b", 3_500, "2025-03-05", how2)]).Kind);

    [Fact]
    public void Only_the_number_that_another_affirms_is_denied()
    {
        Assert.Equal(DifferenceKind.Conflict, Compare([Claim("a", 27), Claim("b", 27) with { Negated = true }]).Kind);
        // "27 had not been found", after 40.
        Assert.Equal(DifferenceKind.Update, Compare([Claim("a", 40, metric: "missing"), Claim("b", 27, "2025-03-05", metric: "missing") with { Negated = true }]).Kind);
    }

    [Fact]
    public void The_order_of_claims_tells_nothing()
    {
        ComparableClaim[] claims =
        [
            Claim("a", 19, "2025-03-05") with { Words = "3rise 2toll" }, Claim("b", 12, qualifier: Qualifier.AtLeast) with { Words = "4estimat" },
            Claim("c", 15, "2025-03-06", unit: "miners") with { Words = "2union" }, Claim("a", 7, "2025-03-05", scope: "Faro") with { Id = "a-c1" },
        ];
        var first = Compare(claims);
        for (var turn = 1; turn < claims.Length; turn++)
        {
            var other = ClaimComparer.Compare(new("killed", [.. claims[turn..].Reverse(), .. claims[..turn]]));
            Assert.Equal((first.Kind, string.Join("; ", first.Reasons)), (other.Kind, string.Join("; ", other.Reasons)));
        }
    }

    [Fact]
    public void Numbers_limited_to_two_places_differ_in_scope() =>
        Assert.Equal(DifferenceKind.Scope, Compare([Claim("a", 5, scope: "Lisbon"), Claim("b", 9, scope: "Portugal")]).Kind);

    [Fact]
    public void Numbers_of_two_things_differ_in_definition() =>
        Assert.Equal(DifferenceKind.Definition, Compare([Claim("a", 5, metric: "damaged", unit: "houses"), Claim("b", 31, metric: "damaged", unit: "windows")]).Kind);

    [Theory]
    [InlineData("lawmakers", "people", "killed")]
    [InlineData("houses", "homes", "houses_damaged")]
    [InlineData("workers", "positions", "jobs_cut")]
    [InlineData("passengers", "patients", "critical")]
    public void Two_names_of_one_thing_are_no_two_definitions(string one, string other, string metric) =>
        Assert.NotEqual(DifferenceKind.Definition, Compare([Claim("a", 5, metric: metric, unit: one), Claim("b", 31, metric: metric, unit: other)]).Kind);

    [Fact]
    public void Numbers_near_each_other_are_of_one_thing_whatever_it_is_called() =>
        Assert.NotEqual(DifferenceKind.Definition, Compare([Claim("a", 60, metric: "burned", unit: "shops"), Claim("b", 115, metric: "burned", unit: "stalls")]).Kind);

    [Fact]
    public void Parts_do_not_hide_how_the_numbers_of_all_differ() =>
        Assert.Equal(DifferenceKind.Update, Compare(
            [Claim("a", 6), Claim("a", 4, scope: "Faro") with { Id = "a-c1" }, Claim("b", 11, "2025-03-05"), Claim("b", 7, "2025-03-05", scope: "Beja") with { Id = "b-c1" }]).Kind);

    [Fact]
    public void An_earlier_count_in_a_later_article_does_not_hide_the_growth() =>
        Assert.Equal(DifferenceKind.Update, Compare([Claim("a", 6), Claim("b", 11, "2025-03-05"), Claim("b", 4, "2025-03-05", source: "the mayor") with { Id = "b-c1" }]).Kind);

    [Fact]
    public void One_source_printed_by_three_counts_once()
    {
        var comparison = Compare([Claim("a", 12, source: "police"), Claim("b", 12, source: "police"), Claim("c", 12, source: "police"), Claim("d", 12)]);
        Assert.Equal((2, 4), (comparison.Sources, comparison.Articles));
        Assert.Equal(2, comparison.Repeats.Count);
    }

    public static TheoryData<string, ComparableClaim> Seconds() => new()
    {
        { "said again", Claim("a", 12) },
        { "of another article", Claim("b", 12) },
        { "another number", Claim("a", 13) },
        { "with a qualifier", Claim("a", 12, qualifier: Qualifier.AtLeast) },
        { "of other things", Claim("a", 12, unit: "children") },
        { "limited", Claim("a", 12, scope: "Lisbon") },
        { "by a source", Claim("a", 12, source: "police") },
        { "as of a day", Claim("a", 12) with { AsOf = PartialDate.Parse("2025-03-03") } },
        { "denied", Claim("a", 12) with { Negated = true } },
        { "of a part of the event", Claim("a", 12) with { Event = "part" } },
    };

    [Theory]
    [MemberData(nameof(Seconds))]
    public void Only_what_one_article_says_alike_in_everything_is_said_again(string how, ComparableClaim second)
    {
        var comparison = Compare([Claim("a", 12) with { Event = "whole" }, (second.Event is null ? second with { Event = "whole" } : second) with { Id = "b-c1" }]);
        Assert.Equal(how == "said again" ? ["b-c1 a-c0"] : [], comparison.Again.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Equal(["a-c0", "b-c1"], comparison.Order.Order());
    }

    [Fact]
    public void What_is_said_again_is_said_after_what_others_repeat()
    {
        // Two articles print what the police say, the first of them three times.
        var told = new[] { "a-c2", "b-c0", "a-c0", "a-c1" }.Select(id => Claim(id[..1], 12, id[0] == 'a' ? "2025-03-04" : "2025-03-05", source: "police") with { Id = id }).ToList();
        var comparison = Compare(told);
        Assert.Equal(["a-c1 a-c0", "a-c2 a-c0"], comparison.Again.Select(pair => $"{pair.Key} {pair.Value}").Order());
        Assert.Equal(["a-c1 a-c0", "a-c2 a-c0", "b-c0 a-c0"], comparison.Repeats.Select(pair => $"{pair.Key} {pair.Value}").Order());
    }

    [Fact]
    public void Nothing_is_dropped_and_the_first_to_report_is_named()
    {
        var comparison = Compare([Claim("b", 19, "2025-03-05"), Claim("a", 12, "2025-03-04"), Claim("c", 12, "2025-03-06")]);
        Assert.Equal(["a-c0", "c-c0", "b-c0"], comparison.Order);
        Assert.Equal(("a", 12m, 19m), (comparison.FirstArticle, comparison.Low, comparison.High));
    }
}
