using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Events;

[Collection(LanguageCollection.Name)]
public sealed class EventTests(LanguageFixture language)
{
    [Theory]
    [InlineData("Chile attacked Peru on Monday. The attack lasted an hour.", "attack [attacked, attack] actor=Chile target=Peru", "a definite noun speaks of the same happening")]
    [InlineData("Maria Lopez met John Baker in Geneva.", "consult [met] actor=Maria Lopez actor=John Baker", "both take part")]
    [InlineData("Maria Lopez arrested after protest in Arica", "coerce [arrested] target=Maria Lopez", "a headline leaves the auxiliary out")]
    [InlineData("Canada sent weapons to Ukraine.", "aid [sent] actor=Canada target=Ukraine", "aid has a giver and a receiver")]
    public void Happening_has_triggers_and_participants(string text, string expected, string why)
    {
        var events = new Reading(language, text).Events.ToList();
        Assert.True(events.Contains(expected), $"{why}: found {string.Join(" / ", events)}");
    }

    [Fact]
    public void Casualties_are_part_of_the_attack_that_caused_them()
    {
        var events = new Reading(language, "Chile attacked Peru on Monday. Two people were killed in the attack.").Facts.Events;
        var attack = Assert.Single(events.Events, found => found.Kind == "attack");
        var casualties = Assert.Single(events.Events, found => found.Kind == "casualty");
        Assert.Equal(attack.Id, casualties.PartOf);
    }

    [Theory]
    [InlineData("The singer died of a heart attack.", "attack")]
    [InlineData("The guards opened fire.", "damage")]
    [InlineData("A bus hit John Baker in Arica.", "attack")]
    [InlineData("The flaw allows remote code execution.", "casualty")]
    [InlineData("The film opens in March.", "protest")]
    [InlineData("An earthquake struck the coast of Chile.", "attack")]
    [InlineData("The port was hit by a storm.", "attack")]
    [InlineData("A tram slammed into a wall in Arica.", "attack")]
    [InlineData("Two nurses were fighting for their lives in Arica.", "war")]
    [InlineData("Nine sailors lost their lives off Chile.", "contest")]
    [InlineData("Crews battled a wildfire near Arica.", "war")]
    [InlineData("A turboprop hit a hillside in Chile.", "attack")]
    [InlineData("Hurricane Maruta slammed into Arica.", "attack")]
    public void Happening_is_not_read_into_other_words(string sentence, string wrong) =>
        Assert.DoesNotContain(new Reading(language, sentence).Facts.Events.Events, found => found.Kind == wrong);

    [Theory]
    [InlineData("Peruvian drones set fire to a refinery in Arica on Monday, killing two people, in reply to a strike on Lima.", "set", "the strike on Lima killed others")]
    [InlineData("Rebels attacked Arica on Monday, killing two people, in retaliation for the raid from the air on Lima.", "attacked", "so did the raid")]
    [InlineData("Rockets hit Arica on Monday, killing two people. The army called it revenge for the bombardment of Lima. Nine houses were damaged.", "hit", "an answer to it follows")]
    public void What_a_report_only_says_was_answered_is_the_whole_of_nothing_it_tells(string text, string trigger, string why)
    {
        var facts = new Reading(language, text).Facts.Events.Events;
        var whole = Assert.Single(facts, found => found.Kind == "attack" && found.Triggers.Any(span => text[span.Start..span.End] == trigger));
        Assert.True(facts.Where(found => found.Kind is "casualty" or "damage").All(part => part.PartOf == whole.Id), why);
    }

    [Fact]
    public void Calls_of_different_people_are_different_happenings()
    {
        var events = new Reading(language, "Maria Lopez called John Baker. Maria Lopez later called Erik Strand.").Facts.Events.Events;
        Assert.Equal(2, events.Count(found => found.Kind == "consult"));
    }

    [Theory]
    [InlineData("Nurses marched in Chile on Monday. Some 40 people demonstrated at night. Police watched the march.", "protest", 1, "one march in several words")]
    [InlineData("Nurses marched in Arica on Monday. Another protest is known from Lima.", "protest", 2, "another one")]
    [InlineData("An earthquake struck Chile on Monday. The quake set off a landslide.", "disaster", 2, "two sorts")]
    [InlineData("Rebels attacked Arica on Monday. Rebels attacked Arica in 2019.", "attack", 2, "two days")]
    [InlineData("Two trams collided in Chile on Monday. The crash happened in Arica.", "accident", 1, "a country and a town of it")]
    [InlineData("A tram ploughed into a bus in Arica. A ferry hit a boat.", "attack", 0, "what traffic does is an accident")]
    public void One_happening_is_told_in_many_words(string text, string kind, int expected, string why)
    {
        _ = why;
        Assert.Equal(expected, new Reading(language, text).Facts.Events.Events.Count(found => found.Kind == kind));
    }

    [Theory]
    [InlineData("Nine sailors lost their lives off Chile.", "casualty")]
    [InlineData("The flood cost 34 lives in Arica.", "casualty")]
    [InlineData("A freight train hit a tractor in Arica.", "accident")]
    [InlineData("Officials counted the dead after the raid from the air on Arica.", "attack")]
    [InlineData("Police carried out a raid on a flat in Arica.", "coerce")]
    public void Happening_is_read_from_its_words(string sentence, string kind) =>
        Assert.Contains(new Reading(language, sentence).Facts.Events.Events, found => found.Kind == kind);

    [Theory]
    [InlineData("An explosion tore through a factory in Arica on Monday, killing seven people.", "explosion", "an explosion is what they died of")]
    [InlineData("A ferry sank off Chile on July 7. The disaster killed 42 people by July 9, officials said.", "accident", "one of them later")]
    public void The_dead_are_those_of_what_they_died_of(string text, string kind, string why)
    {
        var events = new Reading(language, "July 11, 2025\n\n" + text).Facts.Events.Events;
        Assert.True(Assert.Single(events, found => found.Kind == "casualty").PartOf == Assert.Single(events, found => found.Kind == kind).Id, why);
    }

    [Fact]
    public void What_a_headline_tells_is_the_news_and_not_what_happened_before()
    {
        var events = new Reading(language, """
            Second shelling in a week hits port

            July 14, 2025

            A shelling of the port of Arica killed seven people and wounded 15 on Sunday, officials said.

            The army did not comment. Last Monday's shelling of the market left 50 dead.
            """).Facts.Events.Events.Where(found => found.Kind == "attack").Select(found => found.Date?.ToString());
        Assert.Equal(["2025-07-13", "2025-07-07"], events);
    }

    [Fact]
    public void What_happened_again_is_not_what_happened_a_week_before()
    {
        var events = new Reading(language, """
            July 14, 2025

            A week after the crash, a train has again struck a car in Arica. A nurse was killed.

            In the collision on July 3, twelve people died.
            """).Facts.Events.Events.Where(found => found.Kind == "accident").ToList();
        Assert.DoesNotContain(events, found => found.Date?.ToString() == "2025-07-03" && found.Triggers.Count > 2);
        Assert.True(events.Count >= 2);
    }

    [Fact]
    public void A_week_narrows_to_the_day_that_is_told() =>
        Assert.Equal("2025-07-08", Assert.Single(new Reading(language, "July 11, 2025\n\nThe toll of this week's train crash in Chile has risen to 12. Nine were killed when the train struck a car in Arica on July 8.").Facts.Events.Events, found => found.Kind == "accident").Date?.ToString());

    [Fact]
    public void What_a_quake_sets_off_is_part_of_it()
    {
        var events = new Reading(language, "An earthquake struck Chile on Monday. The quake set off a landslide.").Facts.Events.Events.Where(found => found.Kind == "disaster").ToList();
        Assert.Equal(2, events.Count);
        Assert.Equal(events[0].Id, events[1].PartOf);
    }

    [Fact]
    public void The_dead_of_a_war_are_not_those_of_one_night()
    {
        var events = new Reading(language, "Rebels attacked Arica on Monday. Nine people were killed. The war has killed thousands of people.").Facts.Events.Events;
        Assert.Equal(2, events.Count(found => found.Kind == "casualty"));
    }

    [Fact]
    public void What_happened_in_a_year_that_is_looked_back_to_is_of_that_year() =>
        Assert.Equal("2009", Assert.Single(new Reading(language, "July 4, 2025\n\nA ferry sank off Chile on Thursday. It was the worst accident since 2009, when 12 people were killed in a storm.").Facts.Events.Events, found => found.Kind == "casualty").Date?.ToString());

    [Theory]
    [InlineData("Eight people were killed in Chile's night attack on Arica, the mayor said.", "Arica", "whose attack it is does not say where")]
    [InlineData("Eight people were killed in Chile's worst storm.", "Chile", "where a storm was is what its owner says")]
    public void The_dead_are_where_what_killed_them_was(string text, string place, string why)
    {
        var reading = new Reading(language, text);
        Assert.True(reading.Name(Assert.Single(reading.Facts.Events.Events, found => found.Kind == "casualty").Place) == place, why);
    }

    [Fact]
    public void Clash_at_a_march_is_part_of_it()
    {
        var events = new Reading(language, "Nurses marched in Arica on Monday. The march was long. Police attacked the crowd.").Facts.Events.Events;
        Assert.Equal(Assert.Single(events, found => found.Kind == "protest").Id, Assert.Single(events, found => found.Kind == "attack").PartOf);
    }

    [Fact]
    public void A_night_keeps_both_its_days() =>
        Assert.Equal("2025-07-03/2025-07-04", Assert.Single(new Reading(language, "July 4, 2025\n\nRebels attacked Arica overnight into Friday. The attack ended in the early hours of Friday.").Facts.Events.Events).Date?.ToString());

    [Fact]
    public void Happening_that_is_denied_is_marked()
    {
        var found = Assert.Single(new Reading(language, "Chile did not attack Peru.").Facts.Events.Events);
        Assert.True(found.Negated);
    }
}
