using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Writes one article about a story and notes where everything stands. Used once.</summary>
internal sealed class StoreArticle(Random random, StoreNames names)
{
    public static IReadOnlyList<string> Metrics { get; } =
        ["killed", "injured", "damaged/house", "arrested", "launched/drone", "displaced", "duration_hours", "aid/dollar", "attended", "missing"];

    private static readonly string[] Predicates = ["met", "called", "accused", "urged", "supported", "praised", "attacked", "visited", "thanked", "criticised", "warned", "member_of", "agreed_with"];
    private static readonly string[] Titles = ["minister", "president", "spokesperson", "mayor", "director"];
    private static readonly string[] Cues = ["said", "warned", "added", "insisted", "wrote"];

    private readonly StringBuilder _text = new();
    private readonly List<LocalEntity> _entities = [];
    private readonly List<List<Mention>> _mentions = [];
    private readonly List<string> _shorts = [];
    private readonly List<Role> _roles = [];
    private readonly List<Quote> _quotes = [];
    private readonly List<Relation> _relations = [];
    private readonly List<Claim> _claims = [];
    private readonly List<Event> _events = [];

    public Contribution Write(StoreStory story, string outlet, string address)
    {
        var people = story.People.Select(rank => names.PersonIn(random, rank)).Where(name => !_shorts.Contains(name.Short)).Select(name => Add(EntityType.Person, name.Full, name.Short)).ToList();
        var organisations = story.Organisations.Select(rank => names.OrganisationIn(random, rank)).Select(name => Add(EntityType.Organisation, name.Name, name.Name, country: name.Country)).ToList();
        var (countryName, code) = StoreNames.Countries[story.Place % StoreNames.Countries.Count];
        var place = Add(EntityType.Place, names.Place(story.Place), names.Place(story.Place), $"geonames:{1_000_000 + story.Place}", code);
        var country = Add(EntityType.Place, countryName, countryName, "country:" + code, code);
        var residents = Add(EntityType.Group, "residents", "residents", country: code, named: false);

        Mention(people[0]);
        Put($" and the {story.Kind} of ");
        Mention(place);
        var title = _text.ToString();
        Put(". ");
        foreach (var entity in people.Concat(organisations)) Introduce(entity);
        Put("A ");
        Hold(people[0], random.Next(3) == 0 ? country : organisations[^1]);
        Happen(story, people, organisations, place, country);
        for (var i = 0; i < 5; i++) Say(i == 4 ? organisations[0] : Pick(people), people[^1], i % 3 == 0 ? organisations[0] : null);
        for (var i = 0; i < 9; i++) Relate(Pick(people), i % 3 == 0 ? Pick(organisations) : Pick(people), story.Day, i % 4 == 0 ? place : null);
        for (var i = 0; i < Metrics.Count; i++) Count(i, story, i % 3 == 2 ? null : organisations[0], i % 4 == 1 ? place : null);
        Mention(residents);
        Put(" waited. ");
        while (_text.Length < 2_800) Put(names.Filler[StoreNames.Zipf(random, names.Filler.Count)] + " ");

        var text = _text.ToString();
        var published = PartialDate.Day(story.Day.AddDays(random.Next(3) == 0 ? 1 : 0));
        var article = new Article(Ids.ForArticle(text, address), text, title, outlet, [], published, null, "en", address, [new Section(new(0, text.Length), SectionKind.Paragraph)]);
        return new(article, "generated/1", null, [.. _entities.Select((entity, index) => entity with { Mentions = [.. _mentions[index].OrderBy(mention => mention.Span)] })],
            _roles, _quotes, _events, _relations, _claims);
    }

    private int Add(EntityType type, string name, string shortName, string? gazetteer = null, string? country = null, bool named = true)
    {
        _entities.Add(new($"e{_entities.Count}", type, name, name == shortName ? [name] : [name, shortName], [], gazetteer, country, null, named));
        _mentions.Add([]);
        _shorts.Add(shortName);
        return _entities.Count - 1;
    }

    private TextSpan Mention(int entity, bool full = false)
    {
        var span = Put(full ? _entities[entity].Name : _shorts[entity]);
        _mentions[entity].Add(new(span, _entities[entity].IsNamed ? MentionKind.Name : MentionKind.Description, 0.9));
        return span;
    }

    private void Introduce(int entity)
    {
        Mention(entity, full: true);
        Put(" was there. ");
    }

    private void Hold(int person, int of)
    {
        var start = _text.Length;
        var title = Pick(Titles);
        Put($"{title} of ");
        Mention(of);
        Put(" is ");
        Mention(person);
        Put(". ");
        _roles.Add(new("o0", Id(person), title, Id(of), Evidence(start)));
    }

    private void Happen(StoreStory story, List<int> people, List<int> organisations, int place, int country)
    {
        // Most reports give the day; some the night over two days; some none.
        var date = random.Next(10) switch { < 7 => PartialDate.Day(story.Day), 7 => PartialDate.Parse($"{story.Day:yyyy-MM-dd}/{story.Day.AddDays(1):yyyy-MM-dd}"), _ => (PartialDate?)null };
        Event(story.Kind, story.Kind, [new(ParticipantRole.Target, Id(place)), new(ParticipantRole.Actor, Id(organisations[0]))], date, random.Next(5) == 0 ? country : place, null);
        Event("casualty", "losses", [], date, place, "v0");
        Event("consult", "talks", [new(ParticipantRole.Other, Id(people[0])), new(ParticipantRole.Other, Id(people[^1]))], date, null, null);
    }

    private void Event(string kind, string word, List<Participant> participants, PartialDate? date, int? place, string? partOf)
    {
        var start = _text.Length;
        var trigger = Put(word);
        Put(" followed");
        if (place is { } at)
        {
            Put(" in ");
            Mention(at);
        }
        Put(". ");
        _events.Add(new($"v{_events.Count}", kind, $"{word} {kind}", [trigger], participants, date, place is { } where ? Id(where) : null, partOf, random.Next(40) == 0, Modality.Asserted, Evidence(start)));
    }

    private void Say(int speaker, int about, int? via)
    {
        var start = _text.Length;
        Put("“");
        var from = _text.Length;
        Words(8);
        Mention(about);
        var content = new TextSpan(from, _text.Length);
        Put("”, ");
        var cue = Pick(Cues);
        var cueSpan = Put(cue);
        Put(" ");
        var named = Mention(speaker);
        Put(". ");
        _quotes.Add(new($"q{_quotes.Count}", (QuoteKind)random.Next(3), Id(speaker), named, cueSpan, cue, content, null, via is { } carrier ? Id(carrier) : null, Evidence(start)));
    }

    private void Relate(int subject, int target, DateOnly day, int? place)
    {
        var start = _text.Length;
        Mention(subject);
        Put(" ");
        var predicate = Pick(Predicates);
        var verb = Put(predicate);
        Put(" ");
        Mention(target);
        Put(". ");
        var toEvent = random.Next(8) == 0;
        _relations.Add(new($"r{_relations.Count}", Id(subject), predicate, toEvent ? "v2" : Id(target), verb, random.Next(20) == 0, (Modality)(random.Next(10) == 0 ? 1 : 0),
            random.Next(3) == 0 ? PartialDate.Day(day) : null, place is { } at ? Id(at) : null, random.Next(6) == 0 ? Id(target) : null, Evidence(start)));
    }

    // Later reports know more; some round, and say so.
    private void Count(int metric, StoreStory story, int? source, int? scope)
    {
        var start = _text.Length;
        decimal value = story.Numbers[metric] + (random.Next(4) == 0 ? random.Next(20) : 0);
        var qualifier = random.Next(6) switch { 0 => Qualifier.AtLeast, 1 => Qualifier.MoreThan, 2 => Qualifier.About, _ => Qualifier.Exact };
        if (qualifier == Qualifier.MoreThan && value > 100) value -= value % 100;
        var span = Put(value.ToString(CultureInfo.InvariantCulture));
        Put($" {Metrics[metric]}");
        if (source is { } giver)
        {
            Put(", says ");
            Mention(giver);
        }
        Put(". ");
        _claims.Add(new($"c{metric}", metric % 2 == 0 ? "v1" : "v0", Metrics[metric], value, null, null, qualifier, "people", scope is { } limit ? Id(limit) : null,
            random.Next(10) == 0 ? PartialDate.Day(story.Day) : null, source is { } by ? Id(by) : null, false, span, Evidence(start)));
    }

    private void Words(int count)
    {
        for (var i = 0; i < count; i++) Put(names.Filler[StoreNames.Zipf(random, names.Filler.Count)] + " ");
    }

    private TextSpan Put(string words)
    {
        var start = _text.Length;
        _text.Append(words);
        return new(start, _text.Length);
    }

    private Evidence Evidence(int start)
    {
        var span = new TextSpan(start, _text.Length - 1);
        return new(span, span, 0.6 + 0.05 * random.Next(8));
    }

    private string Id(int entity) => _entities[entity].Id;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
