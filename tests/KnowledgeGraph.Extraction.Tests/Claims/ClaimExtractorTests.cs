using System.Globalization;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Claims;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Claims;

[Collection(LanguageCollection.Name)]
public class ClaimExtractorTests(LanguageFixture language)
{
    [Theory]
    [InlineData("The storm killed twelve people.", "killed 12 exact people")]
    [InlineData("At least 12 people were killed in the storm.", "killed 12 at_least people")]
    [InlineData("The storm left more than 40 people injured.", "injured 40 more_than people")]
    [InlineData("The storm left at least 40 persons injured.", "injured 40 at_least people")]
    [InlineData("Some 300 villagers were evacuated.", "displaced 300 about villagers")]
    [InlineData("The death toll rose to 19 on Friday.", "killed 19 exact people")]
    [InlineData("The institute put the number of dead at 19.", "killed 19 exact people")]
    [InlineData("Up to 60 miners are trapped underground.", "trapped 60 up_to miners")]
    [InlineData("The blast killed 11, six still trapped.", "killed 11 exact people; trapped 6 exact people")]
    [InlineData("Rebels fired 14 rockets at the airport.", "rockets_launched 14 exact rockets")]
    [InlineData("Soldiers shot down nine of the drones.", "drones_intercepted 9 exact drones")]
    [InlineData("Nine of the drones were shot down by interceptor drones.", "drones_intercepted_by_interceptor_drones 9 exact drones")]
    [InlineData("Nine of the drones were shot down by villagers.", "drones_intercepted 9 exact drones")]
    [InlineData("Soldiers intercepted 9 out of 14 rockets.", "rockets_intercepted 9 exact rockets; rockets_launched 14 exact rockets")]
    [InlineData("Eleven of 24 trucks were burned.", "trucks_destroyed 11 exact trucks; trucks 24 exact trucks")]
    [InlineData("The fire destroyed 230 houses.", "houses_destroyed 230 exact houses")]
    [InlineData("The quake lasted 40 seconds.", "duration_seconds 40 exact seconds")]
    [InlineData("The 13-hour siege ended at dawn.", "duration_hours 13 exact hours")]
    [InlineData("A magnitude 6.8 earthquake struck the coast.", "magnitude 6.8 exact magnitude")]
    [InlineData("The ministry promised $3 billion.", "aid 3000000000 exact USD")]
    [InlineData("The bill was $40.", "cost 40 exact USD")]
    [InlineData("The bank sold the unit for 62 euros a share.", "price_per_share 62 exact EUR")]
    [InlineData("The plan would save 13 million euros a year.", "savings 13000000 exact EUR")]
    [InlineData("She found 90 euros.", "amount_eur 90 exact EUR")]
    [InlineData("Its shares rose 24 percent.", "percent_rise_of_shares 24 exact percent")]
    [InlineData("Some 38 percent of the miners walked out.", "percent_on_strike 38 about percent")]
    [InlineData("Between 10 and 15 people were wounded.", "injured 10-15 about people")]
    [InlineData("Five people were killed, among them two women.", "killed 5 exact people; women_killed 2 exact women")]
    [InlineData("Hundreds of thousands of people crowded the square.", "people_crowded 100000- about people")]
    [InlineData("The city bought a 240,000 square metre park.", "area_metres 240000 exact square metres")]
    [InlineData("The fire burned 5 sq km of forest.", "area_kilometres 5 exact square km")]
    [InlineData("The fire burned 5 sq. km of forest.", "area_kilometres 5 exact square km")]
    [InlineData("The fire burned 5 km2 of forest.", "area_kilometres 5 exact square kilometres")]
    [InlineData("It was 104 degrees Fahrenheit at noon.", "temperature_fahrenheit 104 exact degrees Fahrenheit")]
    [InlineData("The temperature reached 104F (40C).", "temperature_fahrenheit 104 exact degrees Fahrenheit")]
    [InlineData("Winds of 100 mph (160 km/h) hit the coast.", "speed_mph 100 exact mph")]
    [InlineData("Nearly 80 trucks were burned.", "trucks_destroyed 80 about trucks")]
    [InlineData("Five dead, 17 hurt: what is known about the raid.", "killed 5 exact people; injured 17 exact people")]
    [InlineData("Interceptors: 320, of which 90 came from stocks.", "interceptors 320 exact interceptors; interceptors_in_part 90 exact interceptors")]
    [InlineData("First came the drones. After them came the rockets: two, the mayor said.", "rockets 2 exact rockets")]
    [InlineData("Killed: 5. Injured: 14.", "killed 5 exact people; injured 14 exact people")]
    [InlineData("The army said 46 drones had been sent and that the defences had downed 38.", "drones_supplied 46 exact drones; drones_intercepted 38 exact drones")]
    [InlineData("The lake holds 38 million m³ of water.", "volume_cubic_metres 38000000 exact cubic metres")]
    [InlineData("Gross storage was 38 million m³ last year.", "volume_cubic_metres 38000000 exact cubic metres")]
    [InlineData("It is a 27 m high zoned dam.", "distance_metres 27 exact metres")]
    [InlineData("The lake holds 38 million cubic metres of water.", "volume_cubic_metres 38000000 exact cubic metres")]
    [InlineData("The staff gave the depth as 0.8 m on Monday.", "distance_metres 0.8 exact metres")]
    [InlineData("Some 0.8 m households were without power.", "without_power 800000.0 about households")]
    [InlineData("Close to 2.5 lakh people were on the ground by noon.", "people 250000.0 about people")]
    [InlineData("A magnitude 6.1 quake shook the coast. The largest aftershock was a 5.4.", "magnitude 6.1 exact magnitude; magnitude 5.4 exact magnitude")]
    [InlineData("Seventeen cameras were working, of the 38 for which the council pays.", "cameras 17 exact cameras; cameras 38 exact cameras")]
    [InlineData("Of the 227 found guilty, 131 come from one town.", "convicted 227 exact people; people 131 exact people")]
    [InlineData("The council cancelled the results of 11 stations, out of 15,812.", "stations_closed 11 exact stations; stations 15812 exact stations")]
    [InlineData("A force of 4,800 had been drafted in.", "forces 4800 exact forces")]
    [InlineData("In all 6,200 posts will go, 4,150 in Germany.", "jobs_cut 6200 exact posts; jobs_cut_in_part 4150 exact posts")]
    [InlineData("He polled 2,309,417 votes, as against 2,097,861 for the president.", "votes 2309417 exact votes; votes 2097861 exact votes")]
    [InlineData("Evacuees number 3,850.", "displaced 3850 exact people")]
    [InlineData("The houses destroyed number 1,150.", "houses_destroyed 1150 exact houses")]
    [InlineData("There are 870 of us in the valley.", "people 870 exact people")]
    [InlineData("The list of the missing was down to seven.", "missing 7 exact people")]
    [InlineData("Ferry capsizes off Zanzibar, killing nine\n\nZANZIBAR, Tanzania — A ferry capsized off the island on Tuesday.", "killed 9 exact people")]
    [InlineData("Two dozen trucks were burned.", "trucks_destroyed 24 exact trucks")]
    [InlineData("The siege lasted eight and a half hours.", "duration_hours 8.5 exact hours")]
    [InlineData("The shaft is 90 kilometers deep.", "distance_kilometres 90 exact kilometers")]
    [InlineData("Four rockets were fired and two of them were intercepted.", "rockets_launched 4 exact rockets; rockets_intercepted 2 exact rockets")]
    [InlineData("Some 300 villagers marched. Organisers put the figure at 900.", "attending 300 about villagers; attending 900 exact villagers")]
    [InlineData("Some 300 villagers took part, including 40 miners.", "attending 300 about villagers; miners 40 exact miners")]
    [InlineData("Forty villagers joined the protest.", "attending 40 exact villagers")]
    [InlineData("Sixteen villagers backed the motion and 19 opposed it. Two abstained.", "voted_for 16 exact villagers; voted_against 19 exact people; abstained 2 exact people")]
    [InlineData("The bill passed by 149 votes to 59.", "voted_for 149 exact votes; voted_against 59 exact votes")]
    [InlineData("There were 53 votes in favour and 44 against.", "voted_for 53 exact votes; voted_against 44 exact votes")]
    [InlineData("Nine people hurt in blast", "injured 9 exact people")]
    [InlineData("All 54 on board died.", "aboard 54 exact people")]
    [InlineData("A woman of 88 was injured.", "")]
    [InlineData("The group was fined 5 billion won.", "fine 5000000000 exact KRW")]
    [InlineData("The group was fined SEK 5.5 billion.", "fine 5500000000.0 exact SEK")]
    [InlineData("The group was fined NZ$40,000.", "fine 40000 exact NZD")]
    [InlineData("The army shot down 97 unmanned aerial vehicles.", "drones_intercepted 97 exact unmanned aerial vehicles")]
    [InlineData("Sixteen villagers voted against it and 12 in favour.", "voted_against 16 exact villagers; voted_for 12 exact villagers")]
    [InlineData("Police detained 37 protesters.", "arrested 37 exact protesters")]
    [InlineData("The number of people killed in the fire rose to nine late on Monday.", "killed 9 exact people")]
    [InlineData("The clinic took in 46 wounded villagers.", "injured 46 exact wounded villagers")]
    [InlineData("Some 45 people are still missing.", "missing 45 about people")]
    [InlineData("Rescuers found five more bodies.", "further_killed 5 exact people")]
    [InlineData("Three of the dead were miners.", "killed_in_part 3 exact people")]
    [InlineData("Unions claim a million for their march.", "")]
    public void Numbers_become_claims(string sentence, string expected) => Assert.Equal(expected, Read(sentence));

    /// <summary>What is one thing under several words has one metric; what is counted otherwise has its own.</summary>
    [Theory]
    [InlineData("The brewery will cut 40 jobs.", "jobs_cut 40", "jobs")]
    [InlineData("The brewery laid off 40 workers.", "jobs_cut 40", "those who had them")]
    [InlineData("The brewery wants to shed 40 posts.", "jobs_cut 40", "posts")]
    [InlineData("Some 40 positions are to disappear.", "jobs_cut 40", "positions")]
    [InlineData("As many as 40 people will lose their jobs.", "jobs_cut 40", "who loses them")]
    [InlineData("The brewery announced 40 layoffs.", "jobs_cut 40", "a noun")]
    [InlineData("The ferry had 40 passengers.", "passengers 40", "passengers are not all")]
    [InlineData("There were 40 people on board.", "aboard 40", "all on board")]
    [InlineData("The ferry was carrying 40 people.", "aboard 40", "all on board")]
    [InlineData("The ferry was carrying 40 passengers and a crew of 12.", "passengers 40; crew 12", "two sorts")]
    [InlineData("The ferry had 12 crew members.", "crew 12", "in two words")]
    [InlineData("Forty passengers were killed.", "killed 40", "what became of them")]
    [InlineData("Forty people were taken to hospital.", "hospitalised 40", "no count of the injured")]
    [InlineData("Forty people remain in hospital.", "hospitalised 40", "a state")]
    [InlineData("Forty people were unaccounted for.", "missing 40", "missing")]
    [InlineData("Forty people had not been found.", "missing 40", "not found")]
    [InlineData("The storm killed 40 people, 12 of them children.", "killed 40; children_killed 12", "a sort of them")]
    [InlineData("Police shot dead 12 gunmen.", "fighters_killed 12", "not the victims")]
    [InlineData("Gunmen killed 40 people.", "killed 40", "the gunmen did it")]
    [InlineData("The storm took 40 lives.", "killed 40", "lives")]
    [InlineData("Residents buried 12 of the dead.", "killed_in_part 12", "mourned")]
    [InlineData("The landslide buried 12 people under the mud.", "trapped 12", "under the mud")]
    [InlineData("Some 900 households were without power.", "without_power 900", "households")]
    [InlineData("The storm left 900 homes without power.", "without_power 900", "homes")]
    [InlineData("Power was cut to 900 customers.", "without_power 900", "customers")]
    [InlineData("Floods washed away three bridges.", "bridges_destroyed 3", "washed away")]
    [InlineData("Some 300 homes were under water.", "houses_flooded 300", "flooded")]
    [InlineData("Thieves stole the data of 300 clients.", "data_taken 300", "whose data")]
    [InlineData("The breach affected 300 accounts.", "data_taken 300", "by the breach")]
    [InlineData("Three physicians were there.", "doctors 3", "one word for both")]
    [InlineData("The train was travelling at 92 kilometres an hour.", "speed_kph 92", "a speed, no distance")]
    [InlineData("Gusts of 104 km/h were measured at the harbour.", "speed_kph 104", "a speed with its sign")]
    [InlineData("The temperature rose to 38.9 degrees Celsius at the harbour.", "temperature_degrees 38.9", "degrees of the common scale")]
    [InlineData("It was 112.6 Fahrenheit at the harbour.", "temperature_fahrenheit 112.6", "degrees of the other scale")]
    [InlineData("He was jailed for nine years.", "sentence_years 9", "jailed")]
    [InlineData("She was sentenced to 90 months in prison.", "sentence_years 7.5", "in years")]
    [InlineData("He got a nine-year sentence.", "sentence_years 9", "a noun")]
    [InlineData("Prosecutors had asked for 12 years in prison.", "sentence_sought_years 12", "not what was given")]
    [InlineData("The brewery will close two yards.", "yards_closed 2", "no length")]
    [InlineData("Two co-defendants spoke.", "co_defendants_spoken 2", "a word with a hyphen")]
    [InlineData("The party won 43 seats.", "seats 43", "won, not the money")]
    [InlineData("The number of those injured is put at 40.", "injured 40", "the number of")]
    [InlineData("It ends like this: 40 people were injured.", "injured 40", "behind a colon")]
    [InlineData("A ferry sank with the loss of 45 lives.", "killed 45", "lives")]
    [InlineData("Firefighters saved 45 lives.", "rescued 45", "lives saved")]
    [InlineData("Seven people are known to have died.", "killed 7", "known to")]
    [InlineData("Seven people are feared dead.", "killed 7", "feared")]
    [InlineData("Some 900 residents were ordered to evacuate.", "displaced 900", "ordered to")]
    [InlineData("Four of the wounded were in a critical condition.", "critical 4", "of the wounded")]
    [InlineData("Fifteen others were injured.", "injured 15", "others than the dead")]
    [InlineData("The blaze has consumed 900 hectares of forest.", "area_hectares 900", "an area")]
    [InlineData("Ferry sinks, 21 drown\n\nA ferry sank on Monday.", "killed 21", "a headline's last word")]
    [InlineData("Men looted 15 lorries.", "trucks 15", "one word for both")]
    public void Metric_is_one_for_its_words(string sentence, string expected, string why) => Assert.True(expected == Brief(sentence), $"{why}: {Brief(sentence)}");

    /// <summary>What a sum of money is.</summary>
    [Theory]
    [InlineData("Nordlys agreed to buy Sundby Foods for $3 billion.", "price 3000000000")]
    [InlineData("The deal is worth $3 billion.", "price 3000000000")]
    [InlineData("The brewery was fined 40,000 euros.", "fine 40000")]
    [InlineData("The brewery must pay a fine of 40,000 euros.", "fine 40000")]
    [InlineData("The mayor took bribes worth 40,000 euros.", "bribe 40000")]
    [InlineData("The hackers demanded a ransom of 40,000 euros.", "ransom 40000")]
    [InlineData("The brewery reported a loss of 40,000 euros.", "loss 40000")]
    [InlineData("Damage was put at 40,000 euros.", "damage 40000")]
    [InlineData("The repairs will cost 40,000 euros.", "cost 40000")]
    [InlineData("The brewery made a profit of 40,000 euros.", "profit 40000")]
    [InlineData("The brewery will pay families 40,000 euros each.", "compensation 40000")]
    [InlineData("The town sought 40,000 euros in damages.", "compensation 40000")]
    [InlineData("The agency needs 40,000 euros.", "aid_requested 40000")]
    [InlineData("The government set aside 40,000 euros.", "aid 40000")]
    [InlineData("Shareholders will get 41 euros a share.", "price_per_share 41")]
    [InlineData("The fine was half a million euros.", "fine 500000")]
    [InlineData("The fine was about €18m.", "fine 18000000")]
    [InlineData("The company was fined R120m.", "fine 120000000")]
    [InlineData("The fine was DKK 412.", "fine 412")]
    [InlineData("The fine was MDL 23.6 bln.", "fine 23600000000")]
    [InlineData("The fine was 4,100 lei.", "fine 4100")]
    [InlineData("The mayor took between 2 and 3 million dollars.", "amount_usd ")]
    [InlineData("The price was $40 million, or 43 million by another count.", "price 40000000; price 43000000")]
    [InlineData("The fine was $2.4 bln.", "fine 2400000000")]
    [InlineData("The county set aside Sh50m.", "aid 50000000")]
    [InlineData("The fine was Rs 3 crore.", "fine 30000000")]
    [InlineData("The fine was N500 million.", "fine 500000000")]
    [InlineData("The fine was Q1.2 billion.", "fine 1200000000")]
    [InlineData("The fine was 8,000 reais.", "fine 8000")]
    [InlineData("The states promised 21 million euros. Nearly 12 million is for the harbour. Barely nine million of it is new.", "aid 21000000; amount_eur 12000000; amount_eur 9000000")]
    [InlineData("The states promised 21 million euros. The flood displaced 2 million.", "aid 21000000; displaced 2000000")]
    [InlineData("The states promised 21 million euros on Monday. They met in Arica. The talks were long. Nobody was late. Over two million had gone back since May.", "aid 21000000; people 2000000")]
    [InlineData("Nordlys offers 184 kroner for each share.", "price_per_share 184")]
    [InlineData("The bank will pay the 120-million-kroner penalty.", "fine 120000000")]
    [InlineData("The company was sold for 41.3 billion Danish crowns.", "price 41300000000")]
    [InlineData("The storm reached the coast with winds of 185 kilometres (115 miles) per hour.", "speed_kph 185")]
    public void Sum_is_known_for_what_it_is(string sentence, string expected) => Assert.Equal(expected, Brief(sentence));

    [Theory]
    [InlineData("The ship carried 23,400 t of grain.", "tonnes_supplied 23400")]
    [InlineData("The harbour can load 4.2 million t a year.", "tonnes 4200000")]
    [InlineData("The dam is 27 m high.", "distance_metres 27")]
    [InlineData("The mast measured gusts of 68 km/h.", "speed_kph 68")]
    public void Unit_may_be_a_letter(string sentence, string expected) => Assert.Equal(expected, Brief(sentence));

    /// <summary>Shares in a hundred.</summary>
    [Theory]
    [InlineData("Shares in the brewery lost 7 percent.", "percent_fall_of_shares 7")]
    [InlineData("The brewery's shares closed 5.5 percent lower.", "percent_fall_of_shares 5.5")]
    [InlineData("Consumer prices rose 4.1 percent.", "percent_rise_of_prices 4.1")]
    [InlineData("Turnout was 61 percent, down from 66 percent.", "percent_turnout 61; percent_turnout_before 66")]
    [InlineData("Nearly 62 percent of voters turned out.", "percent_turnout 62")]
    [InlineData("It won 43 percent of the vote.", "percent_vote_share 43")]
    [InlineData("Unemployment stood at 7.2 percent.", "percent_unemployment 7.2")]
    [InlineData("The employers offered 4.5 percent.", "percent_offer 4.5")]
    [InlineData("The company has put 5 percent on the table.", "percent_offer 5")]
    [InlineData("Only 71 percent of toddlers are vaccinated.", "percent_vaccinated 71")]
    [InlineData("Vaccination stands at 70 percent.", "percent_vaccinated 70")]
    public void Share_is_known_for_what_it_is(string sentence, string expected) => Assert.Equal(expected, Brief(sentence));

    /// <summary>Parts of a whole are shares in a hundred, parts of a number are numbers.</summary>
    [Theory]
    [InlineData("Nine in ten trains were cancelled.", "percent_cancelled 90")]
    [InlineData("Seven villagers in ten walked out.", "percent_on_strike 70")]
    [InlineData("Three out of four miners walked out.", "percent_on_strike 75")]
    [InlineData("More than two-thirds of voters turned out.", "percent_turnout 66.7")]
    [InlineData("Consumer prices rose by almost a quarter.", "percent_rise_of_prices 25")]
    [InlineData("Her party won 31.4 percent of the vote, ahead of his party's 29.3.", "percent_vote_share 31.4; percent 29.3")]
    [InlineData("A quarter of a million villagers marched.", "attending 250000")]
    [InlineData("A hundred and twelve people were injured.", "injured 112")]
    [InlineData("The blast injured two and a half thousand people.", "injured 2500")]
    [InlineData("Some 58 000 villagers marched.", "attending 58000")]
    [InlineData("The siege lasted two and three-quarter hours.", "duration_hours 2.75")]
    [InlineData("The siege lasted seven hours and 15 minutes.", "duration_hours 7.25")]
    [InlineData("The siege lasted more than an hour.", "duration_hours 1")]
    [InlineData("He was jailed for eight years and six months.", "sentence_years 8.5")]
    [InlineData("The search began half an hour before the alarm.", "duration_before_hours 0.5")]
    [InlineData("The temperature reached 44C at noon.", "temperature_degrees 44")]
    public void Number_of_parts_is_one_number(string sentence, string expected) => Assert.Equal(expected, Brief(sentence));

    /// <summary>What a number counts may stand before it, behind it, or nowhere near it.</summary>
    [Theory]
    [InlineData("Of the 90 drones that were sent, 61 were shot down.", "drones_supplied 90; drones_intercepted 61")]
    [InlineData("Of the dead, 16 came from one street.", "killed_in_part 16")]
    [InlineData("The ministry put the number of villagers hurt at 41 and the number of arrests at 52.", "injured 41; arrested 52")]
    [InlineData("The toll rose to 83, the ministry said, and the number of the injured to 214.", "killed 83; injured 214")]
    [InlineData("The storm injured 40 people, eight of them critically.", "injured 40; critical 8")]
    [InlineData("Some 300 people were injured. The union stood by its own figure of 340.", "injured 300; injured 340")]
    [InlineData("Some 300 people were injured. The real number will be closer to 340.", "injured 300; injured 340")]
    [InlineData("Some 71 people are still missing, down from almost 100 on Monday.", "missing 71; missing_before 100")]
    [InlineData("The institute put the magnitude of the shock at 6.9.", "magnitude 6.9")]
    [InlineData("The senators voted 37 to 34 for the bill.", "voted_for 37; voted_against 34")]
    [InlineData("The members rejected the offer by a vote of 14 to 3.", "voted_against 14; voted_for 3")]
    [InlineData("Rescuers found the body of a ninth victim.", "killed 9")]
    [InlineData("She is the third person to die of the fever.", "killed 3")]
    [InlineData("It was the sixth accident at the plant since 2009.", "accidents 6")]
    [InlineData("The ferry had a capacity of 250.", "capacity 250")]
    [InlineData("It happened in a town of about 40,000.", "population 40000")]
    [InlineData("Two hours later 460 got away.", "people 460")]
    [InlineData("The storm destroyed 1,900 homes and another 3,500 damaged.", "houses_destroyed 1900; houses_damaged 3500")]
    [InlineData("The quake struck 21 kilometres (13 miles) off the coast.", "distance_kilometres 21")]
    [InlineData("Ferry sinks, one dead\n\nA ferry sank on Monday.", "killed 1")]
    public void What_a_number_counts_is_found_where_it_is_left_out(string sentence, string expected) => Assert.Equal(expected, Brief(sentence));

    /// <summary>A rise is no range.</summary>
    [Theory]
    [InlineData("The number of villagers injured rose from 34 to 41.", "34")]
    [InlineData("The siege may last from four to six weeks.", "four to six")]
    [InlineData("Between five and eight people were injured.", "five and eight")]
    public void Two_numbers_are_a_range_where_nothing_rose_or_fell(string sentence, string first) => Assert.Equal(first, Claims(sentence)[0].ValueSpan.Slice(sentence));

    [Fact]
    public void Claims_of_one_value_with_two_qualifiers_are_two() =>
        Assert.Equal("killed 12 exact people; killed 12 about people", Read("The storm killed 12 people. The storm killed about 12 people."));

    [Theory]
    [InlineData("It was one of the worst storms in memory.", "a turn of phrase")]
    [InlineData("The storm came in 2019.", "a year")]
    [InlineData("The update is called MX08-078.", "part of a code")]
    [InlineData("The train left at 4:12 a.m.", "a clock time")]
    [InlineData("Maria, 34, is a teacher.", "an age")]
    [InlineData("A 34-year-old teacher spoke.", "an age")]
    [InlineData("The two leaders spoke.", "points back")]
    [InlineData("It was a Category 3 storm.", "tells which")]
    public void What_counts_nothing_is_no_claim(string sentence, string why)
    {
        _ = why;
        Assert.Equal("", Read(sentence));
    }

    [Fact]
    public void Every_claim_slices_to_its_number()
    {
        const string text = "At least 12 people were killed and forty-one wounded when 3 trucks burned.";
        foreach (var claim in Claims(text))
        {
            Assert.Contains(claim.ValueSpan.Slice(text), new[] { "12", "forty-one", "3" });
            Assert.True(claim.Evidence.Sentence.Contains(claim.Evidence.Span));
            Assert.True(claim.Evidence.Span.Contains(claim.ValueSpan));
        }
    }

    private string Read(string sentence) => string.Join("; ", Claims(sentence).Select(c =>
        string.Create(CultureInfo.InvariantCulture, $"{c.Metric} {(c.Value is { } v ? v.ToString(CultureInfo.InvariantCulture) : $"{c.Low}-{c.High}")} {Name(c.Qualifier)} {c.Unit}")));

    // Metric and value alone, with the product's own list of persons.
    private string Brief(string sentence) => string.Join("; ", Claims(sentence, language.Resources.Facts.Nouns.IsPerson).Select(c =>
        string.Create(CultureInfo.InvariantCulture, $"{c.Metric} {c.Value:0.##}")));

    private IReadOnlyList<Claim> Claims(string sentence, Func<string, bool>? isPerson = null)
    {
        var doc = language.Annotate(sentence);
        var article = ArticleReader.FromText(sentence);
        return new ClaimExtractor(language.Resources.Metrics).Extract(
            new(doc, new TimeIndex(article, doc), _ => true, _ => null, _ => null, _ => null, isPerson ?? (lemma => lemma is "people" or "person" or "villager" or "miner" or "woman" or "protester")));
    }

    private static string Name(Qualifier qualifier) => qualifier switch
    {
        Qualifier.AtLeast => "at_least",
        Qualifier.MoreThan => "more_than",
        Qualifier.UpTo => "up_to",
        Qualifier.LessThan => "less_than",
        _ => qualifier.ToString().ToLowerInvariant(),
    };
}
