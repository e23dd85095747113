using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Invented news reports in plain English: headline, dateline and paragraphs of quotes, counts, meetings and attacks. Article n is always the same.</summary>
internal static class ExtractionCorpus
{
    private static readonly string[] Given = "Anna Paul Maria John Olena Ivan Fatima Omar Lucia Pedro Ingrid Lars Mei Kenji Amara Kofi Sofia Marco Nadia Viktor Elif Emre Ruth Daniel".Split(' ');
    private static readonly string[] Family = "Weber Martin Lopez Baker Petrenko Novak Haddad Rahman Rossi Alvarez Berg Lund Tanaka Sato Okafor Mensah Costa Ricci Popova Sokolov Yilmaz Demir Cohen Meyer".Split(' ');
    private static readonly string[] Cities = "Oslo|Lima|Nairobi|Osaka|Lyon|Porto|Gdansk|Tampere|Izmir|Cordoba|Kumasi|Hanoi|Leeds|Austin|Perth|Quito".Split('|');
    private static readonly string[] Countries = "Norway|Peru|Kenya|Japan|France|Portugal|Poland|Finland|Turkey|Argentina|Ghana|Vietnam|Chile|Canada|Spain|Brazil".Split('|');
    private static readonly string[] Bodies = "Harbour Authority|National Rescue Service|Northern Rail|Ministry of Health|River Commission|Central Bank|Union of Teachers|Delta Energy|Coast Guard|Regional Council".Split('|');

    private static readonly string[] Sentences =
    [
        "{P}, the {R} of {C}, met {Q} in {T} on Monday to discuss the dispute over fishing rights.",
        "“We will not leave a single village without power,” {p} told reporters after the meeting.",
        "At least {n} people were killed and {m} injured when a storm hit the port of {T}, the {B} said.",
        "{C} accused {D} of moving troops to the border, a claim that officials in {T} rejected.",
        "The {B} said on Tuesday that {n} houses had been damaged and more than {m} families had fled.",
        "According to {Q}, the talks between {C} and {D} ended late on Friday without result.",
        "“It was the longest night of my life,” said {Q}, who lives near the river, “and nobody came to help us.”",
        "{C} launched {n} drones and {m} missiles at {D} overnight, its air force said, of which {k} were shot down.",
        "The {R} denied that {C} had agreed to pay ${n} million for the ships.",
        "{P} called on {D} to release {k} sailors who were arrested last week.",
        "Two of the victims were children, said {Q}, a spokesperson for the {B}.",
        "The company, which employs about {m} people in {T}, plans to close its plant by March.",
        "Police arrested {k} people during a protest against higher fares in {T} on Sunday.",
        "He said that the {B} had warned the city three times before the fire, but that nothing had been done.",
        "If the parties do not sign, {P} said, the election planned for May may be postponed.",
        "The {B} has supplied {C} with food and medicine worth ${k} million since January.",
        "A magnitude {k}.2 earthquake struck about {m} kilometres south of {T} early on Thursday.",
        "The two sides are expected to meet again next week, when {Q} will visit {C}.",
    ];

    /// <summary>Article <paramref name="number"/> with at least this many characters.</summary>
    public static string Article(int number, int length)
    {
        var random = new Random(number * 7919 + 17);
        string Of(string[] words) => words[random.Next(words.Length)];
        string[] people = [$"{Of(Given)} {Of(Family)}", $"{Of(Given)} {Of(Family)}"];
        string[] countries = [Of(Countries), Of(Countries)];
        string city = Of(Cities), body = Of(Bodies), role = Of(["president", "prime minister", "foreign minister", "mayor"]);
        var text = new StringBuilder($"{countries[0]} and {countries[1]} at odds after night in {city}\n\n{city.ToUpperInvariant()} (Andes Wire) — ");
        while (text.Length < length)
        {
            for (var i = 0; i < 2 + random.Next(3); i++) text.Append(Sentence(Of(Sentences))).Append(' ');
            text.Length--;
            text.Append("\n\n");
            // A long text is many stories, as a day's live report is.
            if (random.Next(20) == 0) (people[random.Next(2)], countries[random.Next(2)], city, body) = ($"{Of(Given)} {Of(Family)}", Of(Countries), Of(Cities), Of(Bodies));
        }
        return text.ToString();

        string Sentence(string template) => template
            .Replace("{P}", people[0], StringComparison.Ordinal).Replace("{p}", people[0].Split(' ')[1], StringComparison.Ordinal).Replace("{Q}", people[1], StringComparison.Ordinal)
            .Replace("{R}", role, StringComparison.Ordinal).Replace("{C}", countries[0], StringComparison.Ordinal).Replace("{D}", countries[1], StringComparison.Ordinal)
            .Replace("{T}", city, StringComparison.Ordinal).Replace("{B}", body, StringComparison.Ordinal)
            .Replace("{n}", Number(10, 900), StringComparison.Ordinal).Replace("{m}", Number(100, 5_000), StringComparison.Ordinal).Replace("{k}", Number(3, 9), StringComparison.Ordinal);

        string Number(int from, int to) => random.Next(from, to).ToString(CultureInfo.InvariantCulture);
    }
}
