using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Comparisons.Metrics;

/// <summary>
/// Claims as an article, a metric, a number and a unit ("a killed 12 people"); a tilde before the number stands for "about", and what is in brackets are the words around it.
/// What comes of them: each group by its name, with its articles and numbers.
/// </summary>
public sealed class ClaimGroupsTests
{
    private static ComparableClaim Claim(string line, int at)
    {
        var (told, words) = line.Split(" [") is [var first, var around] ? (first, string.Join(' ', around.TrimEnd(']').Split(' ').Select(word => "9" + word))) : (line, null);
        var parts = told.Split(' ', 4);
        var number = decimal.Parse(parts[2].TrimStart('~'), CultureInfo.InvariantCulture);
        return new($"{parts[0]}-c{at}", parts[0], null, null, parts[1], number, null, null, parts[2][0] == '~' ? Qualifier.About : Qualifier.Exact, parts[3], null, null, null, null, false)
        { Start = at, Words = words };
    }

    private static string Groups(string claims) => Groups(claims.Split(", ").Select(Claim));

    private static string Groups(IEnumerable<ComparableClaim> claims) => string.Join("; ", ClaimGroups.Of(claims)
        .Select(group => $"{group.Metric}: {string.Join(' ', group.Claims.Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Article}{claim.Value:0.##}")))}"));

    [Theory]
    [InlineData("a killed 12 people, b killed 15 people", "killed: a12 b15", "one metric")]
    [InlineData("a customers 214000 customers, b households 214000 households", "customers: a214000 b214000", "a number that nobody hits upon by chance")]
    [InlineData("a customers 40 customers, b households 40 households", "customers: a40; households: b40", "a number that many have")]
    [InlineData("a customers 214000 customers, b households 214000 households, b customers 610000 customers", "customers: a214000 b214000; customers/610000: b610000", "a report that states both with two numbers")]
    [InlineData("a killed 539 people, b injured 539 people", "injured: b539; killed: a539", "two fates")]
    [InlineData("a firefighters_battled 310 firefighters, b firefighters_sent 325 firefighters", "firefighters_battled: a310 b325", "what is counted says more than the verb")]
    [InlineData("a trucks_burned 310 trucks, b trucks_sent 900 trucks", "trucks_burned: a310; trucks_sent: b900", "too far apart to be one by the noun")]
    [InlineData("a employees/acme 900 employees, b employees 920 employees", "employees/acme: a900 b920", "one firm's, the other report leaves out whose")]
    [InlineData("a employees/acme 900 employees, b employees/lofren 900 employees", "employees/acme: a900; employees/lofren: b900", "two firms'")]
    [InlineData("a sentence_years/lofren 18 years, b sentence_years/doctor_anna_lofren 18 years", "sentence_years/doctor_anna_lofren: a18 b18", "one person's, named in full by one")]
    [InlineData("a sentence_years/seungho 9 years, b sentence_years/baek_seung_ho 9 years", "sentence_years/baek_seung_ho: a9 b9", "one person's, written in one word and in two")]
    public void What_states_one_number_stands_together(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData("a amount_eur 5500000 EUR, b amount_eur 5500000 EUR", "amount_eur/5500000: a5500000 b5500000", "one sum, named by neither")]
    [InlineData("a amount_eur 5500000 EUR, b amount_eur 7000000 EUR", "", "two sums that nothing names, in one report each")]
    [InlineData("a amount_eur 1380000000 EUR, b amount_eur ~1400000000 EUR", "amount_eur/1380000000: a1380000000 b1400000000", "one rounded")]
    [InlineData("a savings 9000000000 kroner, b amount_sek 9000000000 SEK", "savings: a9000000000 b9000000000", "named by one, in one currency under two names")]
    [InlineData("a savings 9000000 EUR, b amount_usd 9000000 USD", "savings: a9000000", "two currencies")]
    [InlineData("a percent 31.5 percent, b percent 31.5 percent", "percent/31.5: a31.5 b31.5", "one share")]
    [InlineData("a percent 10 percent, b percent 10 percent", "", "a share that many things have")]
    public void Numbers_that_nothing_names_are_one_where_they_agree(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData("a duration_days 2 days [siege], b duration_hours 48 hours [siege]", "duration_hours: a2 b48", "one length of time, named by the unit in which it is shown")]
    [InlineData("a area_hectares 500 hectares, b area_kilometres 5 kilometres", "area_hectares: a500 b5", "one area")]
    [InlineData("a distance_miles 10 miles [epicentr], b distance_kilometres 16 kilometres [epicentr]", "distance_kilometres/16: a10 b16", "one distance, rounded")]
    [InlineData("a duration_days 2 days, b duration_minutes 2 minutes", "duration_days: a2; duration_minutes: b2", "one number of two units")]
    public void Numbers_in_two_units_of_one_dimension_may_be_one(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData("a killed 31 people, a killed 8 people, b killed 33 people", "killed: a31 b33", "eight of the 31")]
    [InlineData("a killed 31 people [toll blast], a killed 8 people [toll], b killed 8 people [toll blast]", "killed: a31 a8 b8", "eight in all by another report: what both begin with differs")]
    [InlineData("a killed 46 people, a killed 3100 people, b killed 53 people", "killed: a46 b53", "this year")]
    [InlineData("a displaced 6310 people, b displaced 1300000 people", "displaced: b1300000; displaced/6310: a6310", "a town's and a country's")]
    [InlineData("a seats 119 seats, b seats 122 seats, b seats 226 seats, c seats 226 seats", "seats: a119 b122; seats/226: b226 c226", "the seats won and all there are")]
    [InlineData("a votes 2904112 votes, a votes 595342 votes, b votes 2904112 votes, b votes 600000 votes", "votes: a2904112 b2904112; votes/595342: a595342 b600000", "votes and the margin")]
    [InlineData("a killed 14 people, a killed 23 people, b killed 23 people, c killed 23 people", "killed: a14 a23 b23 c23", "a report that begins with another number differs from itself")]
    [InlineData("a killed 14 people [toll], a killed 23 people [toll morgue], b killed 60 people [morgue], b killed 23 people [toll morgue], c killed 23 people [toll morgue]", "killed: a14 a23 b60 b23 c23", "and so do two, each with its own")]
    public void Parts_and_numbers_of_more_stand_apart(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData("a amount_usd 420000000 USD [pledg donor], b amount_usd 465000000 USD [pledg donor]", "amount_usd/420000000: a420000000 b465000000", "two sums that donors pledged")]
    [InlineData("a amount_usd 420000000 USD [pledg donor rebuild], b amount_usd 36000000 USD [budget deficit oil]", "", "two sums of two things")]
    [InlineData("a percent 41 percent [worker join strik], b percent 41.5 percent [worker join strik], a percent 90 percent [union claim], b percent 88 percent [union claim]", "percent/41.5: a41 b41.5; percent/88: a90 b88", "two shares, each by its words")]
    public void Words_around_numbers_tell_what_they_measure(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData("a ships 138 ships [port crew wait], b vessels 140 vessels [port crew idle]", "ships: a138 b140", "ships are vessels")]
    [InlineData("a labourers 60 labourers [site build foreman], b workers 62 workers [site build register]", "labourers: a60 b62", "labourers are workers")]
    [InlineData("a labourers 60 labourers [site build foreman], b excavators 62 excavators [dig rubble street]", "excavators: b62; labourers: a60", "and no machines")]
    public void What_is_counted_may_have_two_names(string claims, string expected, string why) => Assert.True(Groups(claims) == expected, $"{why}: {Groups(claims)}");

    [Theory]
    [InlineData(80, "hospitals: a6 b9")]
    [InlineData(4_000, "hospitals: a6; hospitals/9: b9")]
    public void Numbers_that_stand_far_apart_in_their_texts_are_of_two_things(int at, string expected) =>
        Assert.Equal(expected, Groups([Claim("a hospitals 6 hospitals [ward treat]", 40), Claim("b hospitals 9 hospitals [ward open]", at)]));

    [Theory]
    [InlineData(null, "crews: a310 b310")]
    [InlineData("event", "")]
    public void What_is_lent_and_of_one_other_happening_is_compared_there(string? own, string expected) =>
        Assert.Equal(expected, Groups([Claim("a crews 310 crews [fire]", 40) with { IsLent = true, Event = own }, Claim("b crews 310 crews [fire]", 60) with { IsLent = true, Event = own }]));

    [Fact]
    public void The_largest_of_numbers_and_none_at_all_are_compared_with_others()
    {
        var none = Claim("a killed 12 people", 0) with { Value = null };
        var largest = Claim("b killed 12 people", 1) with { Value = decimal.MaxValue, Qualifier = Qualifier.AtLeast };
        Assert.All(ClaimGroups.Of([none, largest, Claim("c killed 12 people", 2)]), group => ClaimComparer.Compare(group));
    }

    [Fact]
    public void A_text_of_thousands_of_numbers_is_grouped_without_looking_at_each_pair()
    {
        var claims = Enumerable.Range(0, 20_000).Select(i => Claim($"a amount_eur {1_000 + i} EUR", i)).Concat(Enumerable.Range(0, 20_000).Select(i => Claim($"b noun{i}_seen {i + 10} noun{i}s", i)));
        Assert.Equal(20_000, ClaimGroups.Of(claims).Count);
    }

    [Fact]
    public void The_order_of_claims_changes_nothing()
    {
        string[] claims = ["a customers 214000 customers", "b households 214000 households", "c households 61000 households", "c homes 214000 homes", "d amount_eur 5500000 EUR", "e cost 5500000 EUR"];
        var told = claims.Select(Claim).ToList();
        var expected = Show(told);
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var shuffled = told.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(expected, Show(shuffled));
        }

        static string Show(IEnumerable<ComparableClaim> claims) => string.Join("; ", ClaimGroups.Of(claims).Select(group => $"{group.Metric}: {string.Join(' ', group.Claims.Select(claim => claim.Id))}"));
    }
}
