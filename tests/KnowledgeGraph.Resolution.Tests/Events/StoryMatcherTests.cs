namespace KnowledgeGraph.Resolution.Tests.Events;

/// <summary>Articles as their beginnings, the names in them and their day; whether what they are about is one happening.</summary>
public sealed class StoryMatcherTests
{
    private static readonly string[] Ferry = ["ferri", "lofren", "ostrik", "sank", "captain", "harbour"];

    /// <param name="names">Focal ones, then a bar and those named in passing; the first is what the article is about, the first two where a plus stands between them.</param>
    private static EventProfile Article(string id, string day, string kind, string words, string names, string? people = null, Prominence prominence = Prominence.Main)
    {
        var parts = names.Split(" | ");
        List<string> focal = [.. parts[0].Split([' ', '+'], StringSplitOptions.RemoveEmptyEntries)], passing = [.. parts.Skip(1).SelectMany(part => part.Split(' '))];
        DateOnly? published = day == "-" ? null : new DateOnly(2025, 3, int.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        return new(id, "a" + id, kind, null, null, published, null, null, [], [], [], [], [], null, false, [.. (people ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)], [])
        {
            Prominence = prominence,
            Lead = words.Split(' '),
            // An article goes on with what it begins with.
            Body = words.Split(' '),
            LeadNames = [.. focal, .. passing],
            Focal = focal.Count,
            Protagonists = Math.Min(focal.Count, parts[0].Contains('+', StringComparison.Ordinal) ? 2 : 1),
            LeadPeople = [.. (people ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };
    }

    private static bool One(EventProfile a, EventProfile b) => EventMatcher.Compare(a, b).Score >= EventMatcher.Same;

    [Theory]
    // day, kind, beginning, names of the one; the same of the other
    [InlineData("4", "accident", "lofren ostrik ferri capsiz harbour", "lofren ostrik", "5", "accident", "lofren ostrik divers wreck mourn", "ostrik lofren", true, "the ferry that capsized, a day later")]
    [InlineData("4", "accident", "lofren ostrik ferri capsiz harbour", "lofren ostrik", "5", "casualty", "lofren ostrik dead passeng capsiz", "lofren ostrik", true, "told by its result")]
    [InlineData("4", "accident", "lofren ostrik ferri capsiz harbour", "lofren ostrik", "5", "other", "lofren ostrik quay silent", "lofren ostrik", true, "told without a word for it")]
    [InlineData("4", "disaster", "ostrik flood river dead", "ostrik", "12", "disaster", "ostrik flood river dead", "ostrik", false, "the same town a week later")]
    [InlineData("4", "transaction", "kastel lofren takeov premium harbour crane sundvik board sharehold dockyard tonnag stake", "kastel+lofren", "4", "transaction", "kastel brygg sale valve plant akron equity bidder foundri pension lathe creditor", "kastel+brygg", false, "the same company's other deal")]
    [InlineData("4", "attack", "dron strike ostrik livestock market trader goat paramilitary awning herd butcher stall crater rickshaw fodder", "ostrik", "4", "attack", "dron strike lofren maternity ward dialysis governor paramilitary incubator nurse corridor generator oxygen midwif ambulanc", "lofren | ostrik", false, "another strike of the same day that speaks of the first")]
    [InlineData("4", "accident", "coach motorway overturn fog", "silina", "4", "accident", "train lorri cross collid", "lofren", false, "two accidents of one day")]
    [InlineData("-", "legal", "ostrik mayor brib sentenc dun lofren", "lofren ostrik", "-", "legal", "ostrik mayor brib convict dun lofren", "lofren ostrik", true, "a verdict, undated")]
    [InlineData("-", "legal", "ostrik mayor brib sentenc dun lofren", "lofren ostrik", "-", "legal", "ostrik clerk brib sentenc dun kastel", "kastel ostrik", false, "his clerk's verdict")]
    [InlineData("-", "other", "lofren patch flaw brows", "lofren", "4", "other", "lofren patch flaw brows", "lofren", true, "one undated, one of a day")]
    [InlineData("-", "disaster", "boca hurrican lofren landfal port wind roof", "lofren ostrik", "-", "disaster", "hurrican lofren wind toll climb island debris", "lofren kastel | ostrik", true, "one hurricane, undated, each beside what the other names in passing or not")]
    [InlineData("-", "protest", "ostrik march wage union squar", "ostrik", "-", "protest", "brygg march wage union squar", "brygg", false, "two marches, undated")]
    [InlineData("4", "consult", "kremlin call phone hour weapon tariff envoy readout handshak trade ceasefir", "kastel brygg", "4", "attack", "dron strike kremlin condemn night block rubbl stairwell siren crater firefight", "kastel brygg", false, "two things of one day that the same people speak of")]
    [InlineData("4", "election", "senat bill advert betting sponsor shirt", "~senat ~deput", "4", "law", "senat bill water farm rice tap", "~senat ~deput", false, "one parliament, two bills")]
    [InlineData("4", "accident", "lofren ferri capsiz captain", "lofren ostrik brygg", "9", "accident", "lofren ferri salvage inquiry", "kastel lofren ostrik", true, "two rare names in both, days later")]
    [InlineData("4", "attack", "dron barrag night ostrik grid", "ostrik kastel", "4", "attack", "dron barrag night grid brygg", "brygg kastel ostrik", true, "one night, told from two towns")]
    [InlineData("4", "accident", "lofren ostrik ferri capsiz", "lofren ostrik", "5", "contest", "match final goal season", "brygg", false, "nothing in common")]
    public void What_articles_are_about_is_one(string day, string kind, string words, string names, string day2, string kind2, string words2, string names2, bool one, string why)
    {
        var (a, b) = (Article("1", day, kind, words, names), Article("2", day2, kind2, words2, names2));
        Assert.True(One(a, b) == one, $"{why}: {EventMatcher.Compare(a, b)}");
        Assert.Equal(EventMatcher.Compare(a, b).Score, EventMatcher.Compare(b, a).Score, 9);
        if (one || EventKeys.MeetAsStories(a, b)) Assert.NotEmpty(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)));
    }

    [Theory]
    [InlineData("ostrik =PL", "ostrik =PL", true, "the same town")]
    [InlineData("ostrik =PL", "brygg =PL", false, "two towns of one country")]
    [InlineData("=PL", "=DE", false, "two countries")]
    [InlineData("ostrik =PL", "", true, "one begins with no place, which says nothing")]
    public void Places_that_articles_begin_with_tell_two_happenings_apart(string places, string places2, bool one, string why)
    {
        var a = Article("1", "4", "protest", "march squar chant banner union wage polic cordon drum", "kastel") with { LeadPlaces = Places(places) };
        var b = Article("2", "4", "protest", "march chant banner union drum tram stop teach pension council whistl", "lofren kastel") with { LeadPlaces = Places(places2) };
        Assert.True(One(a, b) == one, $"{why}: {EventMatcher.Compare(a, b)}");

        static string[] Places(string places) => places.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("accident", 4, "casualty", 7, true, "the dead are buried days later")]
    [InlineData("accident", 7, "casualty", 4, false, "nobody dies of what is yet to come")]
    [InlineData("accident", 4, "accident", 7, false, "two accidents")]
    [InlineData("attack", 4, "casualty", 16, false, "too long after")]
    public void What_comes_of_a_happening_may_be_told_of_a_later_day(string kind, int day, string kind2, int day2, bool one, string why)
    {
        DateOnly Day(int number) => new(2025, 3, number);
        const string Words = "lofren ostrik ferri capsiz harbour mourn";
        var a = Article("1", "7", kind, Words, "lofren ostrik") with { First = Day(day), Last = Day(day) };
        var b = Article("2", "8", kind2, Words, "lofren ostrik") with { First = Day(day2), Last = Day(day2) };
        Assert.True(One(a, b) == one, $"{why}: {EventMatcher.Compare(a, b)}");
    }

    [Theory]
    [InlineData("wildfire", true)]
    [InlineData("quake", false)]
    public void A_fire_burns_for_days_and_a_quake_is_of_one(string word, bool one)
    {
        EventProfile Of(string id, int day) => Article(id, "6", "disaster", "ostrik lofren hectar flame village", "ostrik lofren") with
        {
            First = new(2025, 3, day),
            Last = new(2025, 3, day),
            Words = [SoundForm.Of(WordStem.Of(word))],
        };
        Assert.Equal(one, One(Of("1", 5), Of("2", 6)));
    }

    [Theory]
    [InlineData(4, true, "happened on the day of the other's publication")]
    [InlineData(1, true, "days before it")]
    [InlineData(12, false, "happened after it")]
    public void What_has_no_day_of_publication_may_say_when_it_happened(int day, bool one, string why)
    {
        const string Words = "lofren ostrik ferri capsiz harbour mourn";
        var dateless = Article("1", "-", "accident", Words, "lofren ostrik") with { First = new(2025, 3, day), Last = new(2025, 3, day) };
        Assert.True(one == One(dateless, Article("2", "4", "accident", Words, "lofren ostrik")), why);
    }

    [Theory]
    [InlineData("election", 6, true, "votes are counted for days")]
    [InlineData("election", 7, false, "not for longer")]
    [InlineData("accident", 6, false, "a crash is of one day")]
    public void An_election_is_told_by_the_day_of_the_vote_and_by_that_of_the_result(string kind, int later, bool one, string why)
    {
        EventProfile Of(string id, int day) => Article(id, "12", kind, "ostrik lofren ballot tally concede", "ostrik lofren") with { First = new(2025, 3, day), Last = new(2025, 3, day) };
        Assert.True(one == One(Of("1", 5), Of("2", 5 + later)), why);
    }

    [Fact]
    public void Articles_without_a_day_meet_by_a_name_and_a_word()
    {
        var (a, b) = (Article("1", "-", "disaster", "boca hurrican landfal port roof", "lofren"), Article("2", "4", "disaster", "hurrican toll climb island debris", "lofren"));
        Assert.True(EventKeys.MeetAsStories(a, b));
        Assert.NotEmpty(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)));
        // The name's own word is not another.
        Assert.False(EventKeys.MeetAsStories(Article("1", "-", "disaster", "lofren boca", "~lofren"), Article("2", "-", "disaster", "lofren debris", "~lofren")));
    }

    [Theory]
    [InlineData("lofren brygg", "lofren kastel", true, "both are about it above all")]
    [InlineData("brygg kastel lofren", "lofren sundvik", true, "one is about it above all")]
    [InlineData("brygg kastel lofren", "sundvik ostrik lofren", false, "neither is")]
    [InlineData("brygg kastel sundvik ostrik lofren", "lofren", false, "one names it after others")]
    [InlineData("~lofren", "~lofren", false, "a name that many articles have")]
    [InlineData("brygg | lofren", "lofren", false, "named in passing")]
    public void Articles_without_a_day_meet_by_what_they_are_about(string names, string names2, bool meet, string why)
    {
        var (a, b) = (Article("1", "-", "disaster", "boca landfal", names), Article("2", "4", "other", "toll climb", names2));
        Assert.True(EventKeys.MeetAsStories(a, b) == meet, why);
        Assert.True(EventKeys.MeetAsStories(b, a) == meet, why);
        Assert.True(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)).Any() == meet, why);
        Assert.True(EventKeys.Filed(b).Intersect(EventKeys.Asked(a)).Any() == meet, why);
    }

    [Theory]
    [InlineData("brygg kastel sundvik ~ostrik lofren", "~ostrik holt lofren", true, "two names, wherever they stand")]
    [InlineData("brygg kastel sundvik ~ostrik ~lofren", "~ostrik holt ~lofren", false, "both are in every day's news")]
    [InlineData("brygg kastel sundvik lofren", "~ostrik holt lofren", false, "one name")]
    [InlineData("a b c d e f g lofren ostrik", "lofren ostrik", false, "among many others")]
    public void Articles_meet_by_two_names_that_they_begin_with(string names, string names2, bool meet, string why)
    {
        foreach (var (day, day2) in new[] { ("4", "5"), ("-", "5"), ("-", "-") })
        {
            var (a, b) = (Article("1", day, "disaster", "boca landfal", " | " + names), Article("2", day2, "other", "toll climb", " | " + names2));
            Assert.True(EventKeys.MeetAsStories(a, b) == meet, why);
            Assert.True(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)).Any() == meet, why);
            Assert.True(EventKeys.Filed(b).Intersect(EventKeys.Asked(a)).Any() == meet, why);
        }
        Assert.False(EventKeys.MeetAsStories(Article("1", "4", "disaster", "boca landfal", names), Article("2", "28", "other", "toll climb", names2)));
    }

    [Fact]
    public void Articles_that_meet_as_stories_share_a_key_whatever_days_they_are_of()
    {
        string[] days = ["-", .. Enumerable.Range(1, 28).Select(day => day.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        string[] names = ["lofren", "lofren ostrik", "ostrik kastel lofren", "brygg sundvik lofren ostrik kastel"];
        var articles = (from day in days from name in names select Article($"{day}{name}", day, "accident", "ferri harbour captain tide", name)).ToList();
        foreach (var a in articles)
            foreach (var b in articles)
                if (EventKeys.MeetAsStories(a, b)) Assert.True(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)).Any(), $"{a.Id} and {b.Id}");
    }

    [Fact]
    public void Of_two_reports_each_asks_for_a_key_of_the_others_or_neither_does()
    {
        DateOnly On(int day) => new(2025, 3, day);
        (DateOnly?, DateOnly?)[] dates = [(null, null), (On(4), On(4)), (On(3), On(5)), (On(1), On(9)), (new(2025, 1, 1), new(2025, 12, 31))];
        var reports = (from published in new[] { "-", "4", "12", "25" }
                       from date in dates
                       from prominence in new[] { Prominence.Main, Prominence.Passing }
                       select Article($"{published} {date} {prominence}", published, "accident", "lofren ferri capsiz", "lofren ostrik", "p:krs p:lnd", prominence) with { First = date.Item1, Last = date.Item2, Context = ["539", "1234"] }).ToList();
        foreach (var a in reports)
            foreach (var b in reports)
                Assert.True(EventKeys.Filed(a).Intersect(EventKeys.Asked(b)).Any() == EventKeys.Filed(b).Intersect(EventKeys.Asked(a)).Any(), $"{a.Id} and {b.Id}");
    }

    [Theory]
    [InlineData("4", "4", true, "of one day")]
    [InlineData("4", "9", true, "published within six days")]
    [InlineData("4", "28", false, "weeks apart")]
    [InlineData("-", "28", true, "one is of no day")]
    [InlineData("-", "-", true, "both are")]
    public void What_articles_begin_with_leads_to_others_of_those_days_or_of_none(string day, string other, bool meet, string why)
    {
        var (a, b) = (Article("1", day, "accident", "lofren ferri capsiz", "lofren ostrik"), Article("2", other, "casualty", "lofren ferri capsiz", "lofren ostrik"));
        Assert.True(meet == EventKeys.Filed(a).Intersect(EventKeys.Asked(b)).Any(), why);
        Assert.True(meet == EventKeys.MeetAsStories(a, b), why);
    }

    [Theory]
    [InlineData("4", "4", true)]
    [InlineData("4", "5", false)]
    [InlineData(null, "5", true)]
    public void Unusual_numbers_lead_to_reports_of_the_same_day_or_of_none(string? day, string? other, bool meet)
    {
        EventProfile Of(string id, string? date, string published) => Article(id, published, "accident", "a", "", prominence: Prominence.Passing) with
        {
            First = date is null ? null : new(2025, 3, int.Parse(date, System.Globalization.CultureInfo.InvariantCulture)),
            Last = date is null ? null : new(2025, 3, int.Parse(date, System.Globalization.CultureInfo.InvariantCulture)),
            Actors = ["o:" + id],
            Context = ["539", "1234"],
        };
        Assert.Equal(meet, EventKeys.Filed(Of("1", day, "4")).Intersect(EventKeys.Asked(Of("2", other, "28"))).Any());
    }

    [Theory]
    [InlineData("p:krs p:lnd", "p:krs p:brn")]
    [InlineData("p:krs", "p:brn")]
    public void Undated_other_people_speak_against_it(string people, string others)
    {
        double Score(string named) => StoryMatcher.Compare(
            Article("1", "-", "contest", "titl belt round arena knockout lofren champion", "lofren", people), Article("2", "-", "contest", "titl belt crowd retain stoppag lofren veteran", "lofren", named))!.Score;
        Assert.True(Score(people) > 0.5);
        Assert.True(Score(people) > Score(others) + 0.1, $"{Score(people)} and {Score(others)}");
    }

    [Fact]
    public void What_is_told_in_passing_is_known_by_itself_alone()
    {
        var words = string.Join(' ', Ferry);
        Assert.Null(StoryMatcher.Compare(Article("1", "4", "accident", words, "lofren"), Article("2", "4", "accident", words, "lofren", prominence: Prominence.Passing)));
        Assert.False(One(Article("1", "4", "accident", words, "lofren"), Article("2", "4", "casualty", words, "lofren", prominence: Prominence.Lead)));
    }

    [Theory]
    [InlineData("2025-03-04", "2025-03-09", "PT", "PT", false)]
    [InlineData("2025-03-04", "2025-03-04", "PT", "ES", false)]
    [InlineData("2025-03-04", null, "PT", null, true)]
    public void Another_day_or_country_stands_against_it_however_alike_the_articles_are(string first, string? second, string country, string? other, bool one)
    {
        EventProfile On(string id, string? date, string? land)
        {
            var parsed = date is null ? null : Model.PartialDate.Parse(date);
            return Article(id, "5", "accident", string.Join(' ', Ferry), "lofren") with { First = parsed?.First, Last = parsed?.Last, Country = land };
        }
        Assert.Equal(one, One(On("1", first, country), On("2", second, other)));
    }

    [Fact]
    public void A_follower_that_is_about_the_happening_brings_others_to_its_leader()
    {
        var wire = Article("1", "4", "accident", "lofren ferri capsiz harbour crew", "lofren kapten | ostrik");
        var broadsheet = Article("2", "5", "accident", "lofren ostrik wreck mourn priest capsiz harbour", "ostrik lofren");
        var local = Article("3", "6", "casualty", "ostrik choir priest mourn", "ostrik");
        Assert.False(One(wire, local));
        Assert.Equal(["1 2 3"], EventClusters.Cluster([wire, broadsheet, local]).Select(cluster => string.Join(' ', cluster.Members)));
        Assert.Equal(["1", "3"], EventClusters.Cluster([wire, local]).Select(cluster => string.Join(' ', cluster.Members)));
    }

    [Fact]
    public void Leaders_whose_followers_tell_of_one_happening_are_of_one_event()
    {
        // Neither leader fits the other; who follows the first brings the second.
        var wire = Article("1", "4", "accident", "lofren ferri capsiz harbour crew", "lofren kapten | ostrik") with { First = new(2025, 3, 4), Last = new(2025, 3, 4) };
        var local = Article("2", "6", "accident", "ostrik choir priest mourn wreck", "ostrik") with { First = new(2025, 3, 4), Last = new(2025, 3, 4) };
        var broadsheet = Article("3", "5", "accident", "lofren ostrik wreck mourn priest capsiz harbour", "ostrik lofren");
        Assert.False(One(wire, local));
        Assert.Equal(["1", "2"], EventClusters.Cluster([wire, local]).Select(cluster => string.Join(' ', cluster.Members)));
        var joined = Assert.Single(EventClusters.Cluster([broadsheet, local, wire]));
        Assert.Equal(("1", "1 2 3"), (joined.Id, string.Join(' ', joined.Members)));
        Assert.Equal(2, joined.Reasons.Count);
    }
}
