using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Invented news reports as text, from a seed: a headline, a date line and paragraphs of prose with names, quotes, numbers, places and days. Their lengths
/// are those of five real reports: 400, 430, 620, 1,000 and 2,250 words, 940 on average. Reports of one story share place, people and day and differ in numbers.
/// </summary>
internal sealed class IngestCorpus(int seed)
{
    private static readonly int[] Lengths = [400, 430, 620, 1_000, 2_250];
    private static readonly string[] Given = ["Anna", "Boris", "Carla", "Daniel", "Elena", "Farid", "Grace", "Hassan", "Irina", "Jamal", "Karin", "Luis", "Maria", "Nadia", "Omar", "Petra", "Ramon", "Sofia", "Tomas", "Vera", "Oleksandr", "Yusuf", "Ingrid", "Mateo", "Salma", "Viktor"];
    private static readonly string[] Family = ["Abbott", "Bravo", "Castell", "Dumont", "Eriksen", "Fontaine", "Gruber", "Haddad", "Ivanenko", "Jansen", "Kovacs", "Lindqvist", "Moreau", "Novotny", "Okafor", "Petrenko", "Quispe", "Rahman", "Savchuk", "Tavares", "Urbina", "Vasquez", "Weiss", "Yilmaz", "Zielinski", "Marchetti", "Oduya", "Halvorsen"];
    private static readonly string[] Cities = ["Odesa", "Aleppo", "Lima", "Nairobi", "Bamako", "Kharkiv", "Gaza City", "Manila", "Karachi", "Porto Alegre", "Lagos", "Cali", "Izmir", "Tripoli", "Khartoum", "Dnipro", "Medellin", "Mosul", "Kathmandu", "Arequipa"];
    private static readonly string[] Countries = ["Ukraine", "Syria", "Peru", "Kenya", "Mali", "Sudan", "the Philippines", "Pakistan", "Brazil", "Nigeria", "Colombia", "Turkey", "Libya", "Iraq", "Nepal"];
    private static readonly string[] Organisations = ["the Red Cross", "the United Nations", "the European Commission", "Northwind Energy", "the Civil Defence Agency", "the National Police", "Amnesty International", "the World Food Programme", "the Ministry of Health", "the Coast Guard", "Harbour Logistics", "the Central Bank"];
    private static readonly string[] Roles = ["mayor", "governor", "police chief", "defence minister", "health minister", "spokesperson", "head of the rescue service", "union leader", "deputy prime minister", "hospital director"];
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    // {p} {q}: the story's people; {x}: another person; {r}: a role; {c}: the city; {o}: another city; {n}: the country; {f}: another country;
    // {g}: an organisation; {d}: a weekday; {1} {2} {3}: numbers, small, middling and large.
    private static readonly string[] Sentences =
    [
        "At least {1} people were killed and {2} others injured when a drone struck an apartment block in {c} late on {d}, officials said.",
        "{p}, the {r} of {c}, said rescuers were still searching for {1} people under the rubble.",
        "“We heard two explosions, and then the whole street went dark,” said {x}, a teacher who lives across the road.",
        "{q} told reporters in {o} that {n} would not accept the terms that {f} had proposed on {d}.",
        "The air force said it had shot down {1} of {2} drones launched overnight, while {g} put the number of impacts at {1}.",
        "According to {g}, about {3} residents have left their homes since the fighting began in the north of the country.",
        "The talks, which {p} had described as difficult but useful, ended after four hours without a joint statement.",
        "{p} called {q} on {d} evening and asked for more help with the repair of the power stations, an aide said.",
        "“I am not happy with what I have seen so far,” {q} said, adding that a second round of talks was planned for next week in {o}.",
        "Earlier, {x}, a {r}, had warned that hospitals in {c} were running out of blood, dressings and fuel for their generators.",
        "The prime minister of {n} met the {r} of {o} to discuss the reopening of the port, which has been closed for {1} weeks.",
        "In a statement, {g} denied that any of its {2} employees in {n} had been involved in the transfer of the money.",
        "Police arrested {1} men on suspicion of setting fire to the warehouse, and {x}, their lawyer, said that they rejected the accusation.",
        "“The figures that were published yesterday are wrong,” said {p}, who spoke of {1} dead rather than {2}.",
        "The storm, which made landfall near {o} with winds of {2} kilometres an hour, damaged more than {3} houses and cut off {1} villages.",
        "{g} said it would send {2} tonnes of food and {1} mobile clinics, but lorries had been waiting at the border since {d}.",
        "Residents described how soldiers had gone from house to house and taken away their telephones, although a {r} denied this.",
        "The court in {o} sentenced {x} to {1} years in prison for having passed on documents to {f}, a charge that he has always rejected.",
        "Shares in the company fell by {1} percent after its chairman, {x}, announced that the merger would be put off until the spring.",
        "{p} thanked {f} for its support and said that without it {c} would have been lost within days.",
        "The two leaders, who have not spoken to each other since {d}, are expected to meet on the margins of a summit in {o}.",
        "A spokesperson for {g}, {x}, said that “the situation on the ground changes by the hour” and asked for patience.",
        "Of the {2} wounded, {1} remain in a critical condition, the director of the city hospital said, among them two children.",
        "Opposition parties accused the government of having ignored the warnings that the dam above {c} was no longer safe.",
        "Thousands of people marched through the centre of {o} on {d} to demand the resignation of {q}, whom they hold responsible.",
        "“Nobody told us to leave, and when they told us, the bridge was already gone,” {x} said as she stood in front of what had been her shop.",
        "The agreement, signed by {p} and {q} in {o}, provides for the exchange of {2} prisoners and a pause in the fighting of {1} days.",
        "Officials in {f} said they knew nothing of a telephone call, and a {r} declined to comment on what he called rumours.",
        "It was not immediately clear who had fired the missiles, and no group had claimed responsibility by {d} morning.",
        "{g} counted {2} violations of the ceasefire within a day, most of them along the road that leads from {c} to {o}.",
        "The {r}, {x}, who took office in January, promised an independent inquiry into why the sirens had not sounded.",
        "Since the beginning of the year, {n} has received loans of {3} dollars, of which less than half have been spent.",
        "“If they come with a serious offer, we will look at it,” {p} said on state television, “but they have not come.”",
        "Diplomats who asked not to be named said that {f} had offered to supply {1} air defence systems and had withdrawn the offer a day later.",
        "Heavy rain hampered the work of the {2} firefighters, some of whom had come from {o} to help.",
        "{q} accused {p} of playing for time and said that {f} would stop its deliveries unless there was progress by the end of the month.",
        "The price of bread has doubled in {c} within {1} weeks, and queues form in front of the bakeries long before dawn.",
        "A train that carried {3} passengers derailed near {o}; {g} spoke of {1} dead, the railway of {2} injured.",
        "Analysts see the visit as a sign that {n} and {f} are moving closer together after years of mistrust.",
        "The vaccination campaign, led by {g}, has reached {3} children so far, about a third of those who need it.",
    ];

    /// <summary>Article <paramref name="number"/>: always the same, and no two the same.</summary>
    public string Article(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number * 7919));
        // Four reports a story.
        var story = new Random(unchecked(seed + number / 4 * 104_729));
        var cast = new Cast(story, random);
        var day = new DateOnly(2024, 1, 1).AddDays(story.Next(700));
        var text = new StringBuilder();
        text.Append(cast.Fill(Sentences[story.Next(Sentences.Length)]).TrimEnd('.')).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{cast.City.ToUpperInvariant()} (report {number}) — ");
        for (int words = 0, most = Lengths[number % Lengths.Length], inParagraph = 0; words < most;)
        {
            var sentence = cast.Fill(Sentences[random.Next(Sentences.Length)]);
            words += sentence.Count(' ') + 1;
            text.Append(sentence);
            inParagraph = (inParagraph + 1) % (1 + random.Next(3));
            text.Append(inParagraph == 0 ? "\n\n" : " ");
        }
        return text.ToString();
    }

    private sealed class Cast(Random story, Random random)
    {
        private readonly string _first = Person(story), _second = Person(story), _country = Of(Countries, story);
        private readonly HashSet<string> _named = [];

        public string City { get; } = Of(Cities, story);

        public string Fill(string template)
        {
            var text = new StringBuilder();
            for (var i = 0; i < template.Length; i++)
            {
                if (template[i] != '{') text.Append(template[i]);
                else
                {
                    text.Append(Value(template[i + 1]));
                    i += 2;
                }
            }
            return char.ToUpperInvariant(text[0]) + text.ToString(1, text.Length - 1);
        }

        private string Value(char slot) => slot switch
        {
            'p' => Known(_first),
            'q' => Known(_second),
            'x' => Person(random),
            'r' => Of(Roles, random),
            'c' => City,
            'o' => Of(Cities, random),
            'n' => _country,
            'f' => Of(Countries, random),
            'g' => Of(Organisations, random),
            'd' => Of(Weekdays, random),
            '1' => random.Next(2, 40).ToString(CultureInfo.InvariantCulture),
            '2' => random.Next(40, 600).ToString(CultureInfo.InvariantCulture),
            _ => (random.Next(2, 90) * 1000).ToString("#,0", CultureInfo.InvariantCulture),
        };

        // By full name first, later by surname.
        private string Known(string person) => _named.Add(person) || random.Next(4) == 0 ? person : person[(person.IndexOf(' ', StringComparison.Ordinal) + 1)..];

        private static string Person(Random random) => $"{Of(Given, random)} {Of(Family, random)}";

        private static string Of(string[] values, Random random) => values[random.Next(values.Length)];
    }
}
