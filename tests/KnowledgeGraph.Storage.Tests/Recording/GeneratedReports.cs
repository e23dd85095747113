using FsCheck;
using FsCheck.Fluent;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>Small reports over few names, days and places, so that they meet in every way that resolution knows.</summary>
internal static class GeneratedReports
{
    private static readonly string[] People = ["Ana Carvalho", "Ana Carvalhо", "Anna Carvalho", "Carvalho", "Rui Tavares", "R. Tavares", "Tavares", "Inês Tavares", "Xi Jinping", "Xi", "Jinping Xi"];
    private static readonly string[] Organisations = ["World Health Organization", "WHO", "World Health Organisation", "Ministry of Defence", "Defence Ministry of Norway", "Red Cross"];
    private static readonly (string Name, string Id, string Country)[] Cities = [("Lisbon", "2267057", "PT"), ("Porto", "2735943", "PT"), ("Bergen", "3161732", "NO")];
    private static readonly string[] Days = ["2025-03-03", "2025-03-03/2025-03-04", "2025-03-04", "2025-03-04/2025-03-05", "2025-03"];

    public static Gen<Contribution> One() =>
        from number in Gen.Choose(0, 11)
        from seed in Gen.Choose(0, 1_000_000)
        select Make(number, new Random(seed));

    /// <summary>Report <paramref name="number"/>, with what <paramref name="random"/> makes of it: one number may come with several contents.</summary>
    public static Contribution Make(int number, Random random)
    {
        string person = Pick(random, People), other = Pick(random, People), organisation = Pick(random, Organisations);
        var city = Pick(random, Cities);
        var (killed, injured) = (random.Next(1, 30), random.Next(100, 140));
        var (households, euros, counted) = (random.Next(2) == 0 ? 214_000 : random.Next(100_000, 300_000), random.Next(2) == 0 ? 5_500_000 : random.Next(1, 9) * 1_000_000, Pick(random, ["customers", "households"]));
        var text = $"Report {number}. A blast in {city.Name} killed {killed} and injured {injured}, {organisation} said. {person} met {other}. “Enough,” said {person}. The search went on. {households} {counted} wait; {euros} euros were given.";
        var published = random.Next(6) == 0 ? null : $"2025-03-0{random.Next(3, 7)}";
        var report = new ReportBuilder(text, Pick(random, ["Post", "News", "Wire"]), published, $"Blast {number}", $"https://example.org/{number}")
            .City(city.Name, city.Id, city.Country).Organisation(organisation).Person(person);
        if (other != person) report.Person(other);
        report.Event("attack", "blast", random.Next(3) == 0 ? null : Pick(random, Days), random.Next(4) == 0 ? null : city.Name, targets: random.Next(2) == 0 ? [city.Name] : null)
            .Event("casualty", "killed", null, city.Name, partOf: "blast")
            .Claim("killed", "killed", killed, $"{killed} and", attributedTo: organisation)
            .Claim("blast", "injured", injured, $"{injured},", random.Next(2) == 0 ? Qualifier.AtLeast : Qualifier.Exact, scope: city.Name)
            .Event("investigation", "search", null, random.Next(2) == 0 ? city.Name : null)
            .Claim("search", counted, households, $"{households} {counted}", unit: counted)
            .Claim("search", "amount_eur", euros, $"{euros} euros", unit: "EUR")
            .Said(person, "Enough");
        if (other != person) report.Relation(person, "met", other, "met");
        return report.Build();
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
