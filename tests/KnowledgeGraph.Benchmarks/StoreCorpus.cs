using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// An invented newsroom's archive: contributions as extraction makes them, from a seed. Who is in the news follows Zipf's law; events are told by one to
/// some dozens of articles within days; about ten claims, five quotes, eight relations and twenty-five mentions an article of some 3,000 characters.
/// </summary>
internal sealed class StoreCorpus(int seed)
{
    private const int PeopleCount = 20_000, OrganisationCount = 4_000, PlaceCount = 1_500, Days = 1_000;
    private static readonly string[] Outlets = [.. Enumerable.Range(0, 40).Select(i => $"Outlet {i:00}")];
    private static readonly string[] Kinds = ["attack", "disaster", "consult", "protest", "agree", "aid", "arrest", "vote"];
    private static readonly string[] Metrics = ["killed", "injured", "damaged/house", "arrested", "launched/drone", "displaced", "duration_hours", "aid/dollar", "attended", "missing"];
    private static readonly string[] Predicates = ["met", "called", "accused", "urged", "supported", "praised", "attacked", "visited", "thanked", "criticised"];
    private static readonly string[] Onsets = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "br", "kr", "tr", "sh", "ch"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ei"];
    private static readonly string[] Codas = ["", "n", "r", "s", "l", "m", "k", "rt", "nd", "ski"];
    private static readonly string[] Filler = Words(new Random(7), 3_000);

    private readonly string[] _people = [.. Enumerable.Range(0, PeopleCount).Select(i => Name(new Random(seed + i), 2))];
    private readonly string[] _organisations = [.. Enumerable.Range(0, OrganisationCount).Select(i => $"{Name(new Random(seed - 1 - i), 1)} {(i % 3) switch { 0 => "Institute", 1 => "Group", _ => "Party" }}")];
    private readonly string[] _places = [.. Enumerable.Range(0, PlaceCount).Select(i => Name(new Random(seed * 31 + i), 1) + "ville")];

    /// <summary>Article <paramref name="number"/> of the archive: always the same.</summary>
    public Contribution Article(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number * 7919));
        var happening = Happening(number, random);
        var story = new Random(unchecked(seed + happening * 104_729));
        var day = new DateOnly(2022, 1, 1).AddDays(happening % Days);
        var place = Zipf(story, PlaceCount);
        int[] people = [.. Enumerable.Range(0, 3).Select(_ => Zipf(story, PeopleCount)).Append(Zipf(random, PeopleCount)).Distinct()];
        int[] organisations = [.. new[] { Zipf(story, OrganisationCount), Zipf(random, OrganisationCount) }.Distinct()];
        return new Writer(random, story, day, Outlets[random.Next(Outlets.Length)], $"https://archive.example/{number}", Kinds[happening % Kinds.Length])
            .Write([.. people.Select(index => _people[index])], [.. organisations.Select(index => _organisations[index])], _places[place], place);
    }

    /// <summary>Names that the archive is full of: the first is the most frequent.</summary>
    public string Person(int rank) => _people[rank];

    // One article in three tells something new; the others follow a story of the last days, big ones more often.
    private static int Happening(int number, Random random) => random.Next(3) == 0 ? number / 3 : Math.Max(0, number / 3 - (int)Math.Pow(random.NextDouble(), 3) * 40 - random.Next(6));

    private static int Zipf(Random random, int count) => Math.Min(count - 1, (int)Math.Pow(count, random.NextDouble()) - 1);

    private static string Name(Random random, int words) => string.Join(' ', Words(random, words).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ =>
        string.Concat(Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Onsets[random.Next(Onsets.Length)] + Vowels[random.Next(Vowels.Length)])) + Codas[random.Next(Codas.Length)])];

    /// <summary>Writes the text and notes where everything stands.</summary>
    private sealed class Writer(Random random, Random story, DateOnly day, string outlet, string address, string kind)
    {
        private readonly StringBuilder _text = new();
        private readonly List<LocalEntity> _entities = [];
        private readonly Dictionary<string, List<Mention>> _mentions = [];
        private readonly List<Quote> _quotes = [];
        private readonly List<Relation> _relations = [];
        private readonly List<Claim> _claims = [];
        private readonly List<Event> _events = [];

        public Contribution Write(IReadOnlyList<string> people, IReadOnlyList<string> organisations, string place, int placeNumber)
        {
            var title = $"{people[0]} and the {kind} of {place}";
            Put(title + ". ");
            foreach (var person in people) Add(EntityType.Person, person, null, null);
            foreach (var organisation in organisations) Add(EntityType.Organisation, organisation, null, null);
            Add(EntityType.Place, place, $"geonames:{1_000_000 + placeNumber}", "XK");
            var country = Add(EntityType.Place, "Kosovo", "country:XK", "XK");
            Happen(place);
            for (var i = 0; i < 5; i++) Say(people[random.Next(people.Count)], people);
            for (var i = 0; i < 8; i++) Relate(people[random.Next(people.Count)], people[random.Next(people.Count)]);
            for (var i = 0; i < 10; i++) Count(i, organisations[0]);
            Prose(160);
            var text = _text.ToString();
            var entities = _entities.Select(entity => entity with { Mentions = [.. _mentions[entity.Id].OrderBy(mention => mention.Span)] }).ToList();
            var article = new Article(Ids.ForArticle(text, address), text, title, outlet, [], PartialDate.Day(day.AddDays(random.Next(2))), null, "en", address, [new Section(new(0, text.Length), SectionKind.Paragraph)]);
            return new(article, "generated/1", null, entities, [new Role("o0", "e0", "minister", country, Evidence(new(0, title.Length)))], _quotes, _events, _relations, _claims);
        }

        private string Add(EntityType type, string name, string? gazetteer, string? country)
        {
            var id = $"e{_entities.Count}";
            _entities.Add(new(id, type, name, [name], [], gazetteer, country, null, true));
            _mentions[id] = [];
            Mention(name);
            Put(" ");
            return id;
        }

        private TextSpan Mention(string name)
        {
            var span = Put(name);
            _mentions[_entities.First(entity => entity.Name == name).Id].Add(new(span, MentionKind.Name, 0.9));
            return span;
        }

        private void Happen(string place)
        {
            var start = _text.Length;
            var trigger = Put(kind);
            Put(" in ");
            Mention(place);
            Put(". ");
            var where = _entities.First(entity => entity.Name == place).Id;
            _events.Add(new("v0", kind, $"{kind} in {place}", [trigger], [new(ParticipantRole.Target, where), new(ParticipantRole.Actor, "e0")], PartialDate.Day(day), where, null, false, Modality.Asserted, Evidence(new(start, _text.Length))));
            start = _text.Length;
            trigger = Put("losses");
            Put(" followed. ");
            _events.Add(new("v1", "casualty", $"losses in {place}", [trigger], [], PartialDate.Day(day), where, "v0", false, Modality.Asserted, Evidence(new(start, _text.Length))));
        }

        private void Say(string speaker, IReadOnlyList<string> people)
        {
            var start = _text.Length;
            Put("“");
            var from = _text.Length;
            Prose(8);
            Mention(people[^1]);
            var content = new TextSpan(from, _text.Length);
            Put("”, said ");
            Mention(speaker);
            Put(". ");
            _quotes.Add(new($"q{_quotes.Count}", QuoteKind.Direct, _entities.First(entity => entity.Name == speaker).Id, null, null, "say", content, null, null, Evidence(new(start, _text.Length))));
        }

        private void Relate(string subject, string target)
        {
            var start = _text.Length;
            Mention(subject);
            Put(" ");
            var predicate = Predicates[random.Next(Predicates.Length)];
            var verb = Put(predicate);
            Put(" ");
            Mention(target);
            Put(". ");
            _relations.Add(new($"r{_relations.Count}", _entities.First(entity => entity.Name == subject).Id, predicate, _entities.First(entity => entity.Name == target).Id, verb, false, Modality.Asserted, null, null, null, Evidence(new(start, _text.Length))));
        }

        private void Count(int index, string source)
        {
            var start = _text.Length;
            decimal value = story.Next(1, 900) + (random.Next(4) == 0 ? random.Next(5) : 0);
            var span = Put(value.ToString(CultureInfo.InvariantCulture));
            Put($" {Metrics[index]}, ");
            Mention(source);
            Put(" said. ");
            _claims.Add(new($"c{index}", index % 2 == 0 ? "v1" : "v0", Metrics[index], value, null, null, random.Next(5) == 0 ? Qualifier.AtLeast : Qualifier.Exact, "people", null, null,
                _entities.First(entity => entity.Name == source).Id, false, span, Evidence(new(start, _text.Length))));
        }

        private void Prose(int words)
        {
            for (var i = 0; i < words; i++) Put(Filler[Zipf(random, Filler.Length)] + " ");
        }

        private TextSpan Put(string words)
        {
            var start = _text.Length;
            _text.Append(words);
            return new(start, _text.Length);
        }

        private static Evidence Evidence(TextSpan span) => new(span, span, 0.9);
    }
}
