using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Events;

[Collection(LanguageCollection.Name)]
public sealed class EventKindTests(LanguageFixture language)
{
    /// <summary>The kinds of all happenings in a sentence.</summary>
    [Theory]
    [InlineData("Nurses in Lima went on strike on Monday.", "protest", "work stops")]
    [InlineData("The strike by train drivers in Oslo ended on Friday.", "protest", "people who work strike")]
    [InlineData("Dock workers struck over pay on Tuesday.", "protest", "over pay")]
    [InlineData("Teachers called a nationwide strike for March.", "protest", "called, and nationwide")]
    [InlineData("A general strike closed the port of Arica.", "protest", "general")]
    [InlineData("The union staged a 48-hour strike at the plant.", "protest", "staged")]
    [InlineData("The pilots' strike grounded 300 flights.", "protest", "whose strike")]
    [InlineData("Prisoners began a hunger strike in Lima.", "protest", "hunger")]
    [InlineData("Workers at Nordlys walked out on Monday.", "protest", "walked out")]
    [InlineData("Staff at the airport downed tools on Monday.", "protest", "downed tools")]
    [InlineData("The strikes over pay will last a week.", "protest", "over pay")]
    [InlineData("A strike on the port killed two people.", "attack+casualty", "on a place")]
    [InlineData("The air strikes hit a depot near Odesa.", "attack", "from the air")]
    [InlineData("Chile carried out a missile strike in Peru.", "attack", "with a weapon")]
    [InlineData("The drone strike by the army destroyed a bridge.", "attack+damage", "with a weapon")]
    [InlineData("Bus drivers across Glasgow have voted to strike next month.", "election+protest", "voted for")]
    [InlineData("Junior doctors in England walked off the job on Tuesday.", "protest", "walked off the job")]
    [InlineData("Refuse collectors are on strike in Birmingham.", "protest", "on strike")]
    [InlineData("The two-week strike at the car maker Volga ended after a pay deal.", "agree+protest", "at a firm")]
    [InlineData("Unions called off a planned strike by baggage handlers.", "protest", "called off by unions")]
    [InlineData("An Israeli strike on Beirut killed a commander.", "attack+casualty", "on a city")]
    [InlineData("Kenya struck militants in Somalia on Sunday.", "attack", "a state strikes")]
    [InlineData("Warplanes struck a market in Mandalay.", "attack", "from the air")]
    [InlineData("Overnight strikes damaged a power station in Kharkiv.", "attack+damage", "what they damage")]
    [InlineData("The strikes in Yemen continued for a second day.", "attack", "nobody who works")]
    public void Strike_is_a_walkout_or_an_attack(string sentence, string kinds, string why) => AssertKinds(sentence, kinds, why);

    [Theory]
    [InlineData("The sale of the brewery to Nordlys closed on Monday.", "transaction", "a sale")]
    [InlineData("Nordlys announced job cuts on Monday.", "transaction", "job cuts")]
    [InlineData("Nordlys will shed 900 staff.", "transaction", "staff shed")]
    [InlineData("Nordlys cut 40 posts.", "transaction", "posts cut")]
    [InlineData("A data breach at Nordlys came to light on Monday.", "crime", "data breach")]
    [InlineData("Nordlys recalled 4,000 cars on Monday.", "recall", "cars called back")]
    [InlineData("The recall began on Monday.", "recall", "a recall")]
    public void What_companies_do_and_suffer_is_told(string sentence, string kinds, string why) => AssertKinds(sentence, kinds, why);

    [Theory]
    [InlineData("A court in Oslo sentenced Karl Berg to five years in prison.", "legal", "a sentence")]
    [InlineData("Karl Berg was acquitted of fraud by a jury in Oslo.", "crime+legal", "an acquittal")]
    [InlineData("Karl Berg was found guilty of bribery on Monday.", "legal", "a verdict in words")]
    [InlineData("Karl Berg appealed against his conviction.", "legal", "an appeal")]
    [InlineData("The supreme court upheld the ruling on Monday.", "legal", "a ruling upheld")]
    [InlineData("The court overturned the conviction of Karl Berg.", "legal", "a conviction overturned")]
    [InlineData("Karl Berg pleaded guilty to fraud.", "crime+legal", "a plea")]
    [InlineData("Karl Berg was jailed for life for murder.", "crime+legal", "jailed for a term")]
    [InlineData("Karl Berg went on trial in Oslo on Monday.", "legal", "a trial")]
    [InlineData("A judge dismissed the lawsuit against Nordlys.", "investigation", "the lawsuit itself")]
    [InlineData("The judge awarded Maria Lopez $2 million in damages.", "legal", "damages")]
    [InlineData("A jury convicted the former mayor of bribery.", "legal", "a conviction")]
    [InlineData("The tribunal handed down a ten-year sentence.", "legal", "a sentence handed down")]
    [InlineData("She was sentenced to death in absentia.", "legal", "a sentence is no death")]
    [InlineData("Lawyers for Ito lodged an appeal with the high court.", "legal", "an appeal lodged")]
    [InlineData("The appeals court threw out the case.", "legal", "a case thrown out")]
    [InlineData("Ito won his appeal on Thursday.", "legal", "an appeal won")]
    public void What_courts_do_is_legal(string sentence, string kinds, string why) => AssertKinds(sentence, kinds, why);

    [Theory]
    [InlineData("Nordlys will buy the brewery Aske for $2 billion.", "transaction", "bought")]
    [InlineData("Nordlys announced a merger with Aske.", "transaction", "a merger")]
    [InlineData("Nordlys agreed to merge with Aske.", "transaction", "merged")]
    [InlineData("Nordlys launched a hostile takeover bid for Aske.", "transaction", "a bid")]
    [InlineData("Nordlys filed for bankruptcy on Monday.", "transaction", "bankruptcy")]
    [InlineData("Nordlys went bankrupt last year.", "transaction", "bankrupt")]
    [InlineData("Nordlys will lay off 300 workers.", "transaction", "laid off")]
    [InlineData("Nordlys cut 300 jobs in Oslo.", "transaction", "jobs cut")]
    [InlineData("Nordlys sold its stake in Aske to a bank.", "transaction", "a stake sold")]
    [InlineData("Shares of Nordlys were hit by weak demand.", "", "weak demand attacks nobody")]
    [InlineData("Higher prices hit Nordlys hard.", "", "prices attack nobody")]
    [InlineData("Nordlys launched a new phone on Monday.", "launch", "a product")]
    [InlineData("The phone from Nordlys targets young buyers.", "", "a product attacks nobody")]
    [InlineData("Nordlys is targeting growth in China.", "", "an aim")]
    [InlineData("The company slammed the report.", "", "words are no attack")]
    [InlineData("Nordlys shares were battered on Monday.", "", "shares are no target")]
    [InlineData("Nordlys hit a record profit of $3 billion.", "", "a mark reached")]
    [InlineData("Nordlys struck a deal with Aske.", "agree", "a deal struck")]
    [InlineData("Helvia Bank is taking over a rival for $3 billion.", "transaction", "a rival taken over")]
    [InlineData("The airline Zephyr collapsed into administration.", "transaction", "administration")]
    [InlineData("Zephyr plans to cut 2,000 jobs.", "transaction", "jobs to be cut")]
    [InlineData("Shareholders of Credo approved the merger.", "transaction", "a merger approved")]
    [InlineData("Inflation hit families hard.", "", "inflation attacks nobody")]
    [InlineData("The app targets teenagers.", "", "an app attacks nobody")]
    [InlineData("Rivals slammed the report as unfair.", "", "words")]
    [InlineData("The rouble hit a record low.", "", "a mark reached")]
    [InlineData("The phone maker struck a partnership with Credo.", "cooperate", "a partnership struck")]
    public void What_companies_do_is_no_war(string sentence, string kinds, string why) => AssertKinds(sentence, kinds, why);

    // What an article is about is a happening whether or not it is of a kind.
    private void AssertKinds(string sentence, string kinds, string why)
    {
        var found = string.Join('+', new Reading(language, sentence).Facts.Events.Events.Select(e => e.Kind).Where(kind => kind != "other").Distinct().Order(StringComparer.Ordinal));
        Assert.True(found == kinds, $"{why}: {sentence} expected [{kinds}], found [{found}]");
    }
}
