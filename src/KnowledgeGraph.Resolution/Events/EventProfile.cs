using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>What resolution needs of one report of an event; made from its contribution alone, so that joining events waits for nothing.</summary>
/// <param name="Id">The report's own id: the global event's id where it is the first to report it.</param>
/// <param name="Article">Id of the article.</param>
/// <param name="Kind">A key of the event ontology.</param>
/// <param name="First">First day on which it can have happened; null where not stated.</param>
/// <param name="Last">Last such day.</param>
/// <param name="Published">The article's day of publication.</param>
/// <param name="Place">Gazetteer id, or <c>name:</c> and the folded name.</param>
/// <param name="Country">Country of the place.</param>
/// <param name="Actors">Keys of those who act: see <see cref="ParticipantKeys"/>.</param>
/// <param name="Targets">Keys of those acted upon.</param>
/// <param name="Others">Keys of those who take part otherwise.</param>
/// <param name="Numbers">Claims measured on it: metric, <c>=</c>, value.</param>
/// <param name="Words">Sound forms of the words of its triggers and label.</param>
/// <param name="PartOf">Id of the report, in the same article, of which it is a part; null where none.</param>
/// <param name="Planned">Whether it is told as still to come.</param>
/// <param name="Story">Keys of those whom the article names most, countries left out: articles that share several tell one story.</param>
/// <param name="Context">Unusual numbers anywhere in the article (from 100, neither round nor a year): articles that share several tell one story.</param>
public sealed record EventProfile(
    string Id,
    string Article,
    string Kind,
    DateOnly? First,
    DateOnly? Last,
    DateOnly? Published,
    string? Place,
    string? Country,
    IReadOnlyList<string> Actors,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Others,
    IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Words,
    string? PartOf,
    bool Planned,
    IReadOnlyList<string> Story,
    IReadOnlyList<string> Context)
{
    public IReadOnlyList<string> Story
    {
        get;
        init
        {
            field = value;
            StoryList = new(value);
        }
    } = Story;

    internal KeyList StoryList { get; private init; } = new(Story);

    public IReadOnlyList<string> Context
    {
        get;
        init
        {
            field = value;
            ContextList = new(value);
        }
    } = Context;

    internal KeyList ContextList { get; private init; } = new(Context);

    // "The 13-hour attack" is called an attack.
    private static readonly HashSet<string> Lengths = [.. "second minute hour day night week month year long".Split(' ').Select(WordStem.Of)];

    /// <summary>
    /// Stems of the words that the article begins with, the most unusual first (<see cref="StoryLead"/>): of what its headline or first sentences tell; where its
    /// day of publication is not known, of all else too, since these have to make up for it.
    /// </summary>
    public IReadOnlyList<string> Lead
    {
        get;
        init
        {
            field = value;
            LeadList = new(value);
        }
    } = [];

    internal KeyList LeadList { get; private init; } = new([]);

    /// <summary>A word of each name in the article, of those that it is about first (<see cref="StoryLead"/>).</summary>
    public IReadOnlyList<string> LeadNames
    {
        get;
        init
        {
            field = value;
            LeadNameList = new(value);
        }
    } = [];

    internal KeyList LeadNameList { get; private init; } = new([]);

    /// <summary>Stems of the words that tell most of the whole article (<see cref="StoryWords"/>), the most telling first; of what the article is about alone.</summary>
    public IReadOnlyList<string> Body
    {
        get;
        init
        {
            field = value;
            BodyList = new(value);
        }
    } = [];

    internal KeyList BodyList { get; private init; } = new([]);

    /// <summary>Numbers of the whole article (<see cref="StoryFigures"/>); of what the article is about alone.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>How many of <see cref="LeadNames"/> the article begins with or comes back to; the others it names in passing.</summary>
    public int Focal { get; init; }

    /// <summary>How many of the first of <see cref="LeadNames"/> the article is about.</summary>
    public int Protagonists { get; init; }

    /// <summary>Keys of the people whom the article begins with.</summary>
    public IReadOnlyList<string> LeadPeople { get; init; } = [];

    /// <summary>The places that the article begins with: see <see cref="StoryLead.Places"/>.</summary>
    public IReadOnlyList<string> LeadPlaces { get; init; } = [];

    /// <summary>How far the report is what its article is about.</summary>
    public Prominence Prominence { get; init; }

    /// <summary>Of a part, sound forms of the words that evoke what it is a part of; empty otherwise.</summary>
    public IReadOnlyList<string> Whole { get; init; } = [];

    /// <summary>Whether its article tells of no other happening of its kind that is not a part of it.</summary>
    public bool IsSole { get; init; }

    /// <summary>Number of days it can mean; null where not stated.</summary>
    public int? Days => First is { } first && Last is { } last ? last.DayNumber - first.DayNumber + 1 : null;

    /// <summary>Profiles of a contribution's events, in its order.</summary>
    public static IReadOnlyList<EventProfile> Of(Contribution contribution)
    {
        if (contribution.Events.Count == 0) return [];
        var entities = contribution.Entities.ToDictionary(entity => entity.Id);
        var claims = contribution.Claims.Where(claim => claim.Event is not null && claim.Value is not null).ToLookup(claim => claim.Event);
        var ids = new Dictionary<string, string>();
        var seen = new HashSet<string>();
        foreach (var report in contribution.Events)
        {
            var start = report.Triggers.Count > 0 ? report.Triggers[0].Start : report.Evidence.Span.Start;
            var id = Ids.Make("v", contribution.Article.Id, report.Kind, start.ToString(CultureInfo.InvariantCulture));
            ids[report.Id] = seen.Add(id) ? id : Ids.Make("v", contribution.Article.Id, report.Kind, start.ToString(CultureInfo.InvariantCulture), report.Id);
        }
        var context = Unusual(contribution.Claims);
        var story = MostNamed(contribution.Entities);
        var byId = contribution.Events.ToDictionary(report => report.Id);
        var lead = StoryLead.Of(contribution);
        var prominent = MainReports.Of(contribution);
        return [.. contribution.Events.Select(report => Of(contribution.Article, AsOfWhole(report, byId), entities, claims[report.Id], ids, story, context) with
        {
            Whole = WholeOf(report, byId, contribution.Article.Text),
            IsSole = TellsNoOther(report, contribution.Events, contribution.Article.Published?.First),
            Prominence = prominent.GetValueOrDefault(report.Id),
        })
            .Select(profile => profile.WithArticle(contribution))
            .Select(profile => profile.Prominence != Prominence.Passing ? profile with { Lead = lead.Words, LeadNames = lead.Names, Focal = lead.Focal, Protagonists = lead.Protagonists, LeadPeople = lead.People, LeadPlaces = lead.Places }
                : profile.Published is null ? profile with { Lead = lead.Words } : profile)];
    }

    /// <summary>With what the whole article tells, where the report is what it is about.</summary>
    /// <param name="contribution">Of the report's article.</param>
    public EventProfile WithArticle(Contribution contribution) =>
        Prominence == Prominence.Main ? this with { Body = StoryWords.Of(contribution.Article.Text), Figures = StoryFigures.Of(contribution.Claims) } : this;

    private static bool TellsNoOther(Event report, IReadOnlyList<Event> all, DateOnly? published) =>
        report is { PartOf: null, Negated: false, Modality: Modality.Asserted }
        && all.All(other => other.Id == report.Id || other.Kind != report.Kind || other.Negated || other.Modality != Modality.Asserted || other.PartOf == report.Id || IsPast(other, report, published));

    // What happened on another day is told of in passing.
    private static bool IsPast(Event other, Event report, DateOnly? published) =>
        other.Date is { } then && (report.Date is { } now ? !then.Agrees(now) : MainReports.IsLongAgo(other, published));

    // A part happened when and where the whole did, unless it says otherwise.
    private static Event AsOfWhole(Event report, Dictionary<string, Event> byId)
    {
        if (report.PartOf is null || !byId.TryGetValue(report.PartOf, out var whole)) return report;
        return report with { Date = report.Date ?? whole.Date, Place = report.Place ?? whole.Place };
    }

    private static List<string> MostNamed(IReadOnlyList<LocalEntity> entities) =>
        [.. entities.Where(entity => entity.IsNamed && entity.Type is EntityType.Person or EntityType.Organisation or EntityType.Place)
            .OrderByDescending(entity => entity.Mentions.Count).ThenBy(entity => entity.Name, StringComparer.Ordinal)
            .SelectMany(NamesOf).Where(key => key[0] != 'c').Distinct().Take(12)];

    // A single word that no list knows is a person in one article, a company or a place in the next.
    private static IEnumerable<string> NamesOf(LocalEntity entity) =>
        entity is { Type: not EntityType.Person, Country: null, GazetteerId: null } && entity.Name.Length is >= 4 and <= EntityProfile.LongestName && !entity.Name.Contains(' ', StringComparison.Ordinal)
            ? ["p:" + SoundForm.Skeleton(Folding.Fold(entity.Name))] : ParticipantKeys.Of(entity);

    private static List<string> WholeOf(Event report, Dictionary<string, Event> byId, string text) =>
        report.PartOf is null || !byId.TryGetValue(report.PartOf, out var whole) ? []
            : [.. whole.Triggers.Where(span => span.End <= text.Length && span.Length is > 0 and < 100).SelectMany(span => Folding.Fold(span.Slice(text)).Split(' ')).Select(WordStem.Of).Select(SoundForm.Of).Distinct().Order(StringComparer.Ordinal).Take(8)];

    private static List<string> Unusual(IReadOnlyList<Claim> claims) =>
        [.. claims.Select(claim => claim.Value).Where(value => value is >= 100 && value % 50 != 0 && value is not (>= 1900 and <= 2100)).Select(value => value!.Value)
            .Distinct().Order().Take(8).Select(value => value.ToString("0.###", CultureInfo.InvariantCulture))];

    private static EventProfile Of(
        Article article, Event report, Dictionary<string, LocalEntity> entities, IEnumerable<Claim> claims, Dictionary<string, string> ids,
        IReadOnlyList<string> story, IReadOnlyList<string> context)
    {
        IReadOnlyList<string> Keys(ParticipantRole role) =>
            [.. report.Participants.Where(part => part.Role == role && entities.ContainsKey(part.Entity))
                .SelectMany(part => ParticipantKeys.Of(entities[part.Entity])).Distinct().Order(StringComparer.Ordinal)];
        var place = report.Place is not null ? entities.GetValueOrDefault(report.Place) : null;
        // Those who are not named take part by their descriptions: "gunmen", "an aid convoy".
        var described = report.Participants.Select(part => entities.GetValueOrDefault(part.Entity)).Where(entity => entity is { IsNamed: false }).Select(entity => entity!.Name);
        var words = report.Triggers.Where(span => span.End <= article.Text.Length && span.Length is > 0 and < 100).Select(span => span.Slice(article.Text)).Append(report.Label).Concat(described);
        return new(
            ids[report.Id],
            article.Id,
            report.Kind,
            report.Date?.First,
            report.Date?.Last,
            article.Published?.First,
            place is null ? null : place.GazetteerId ?? "name:" + Folding.Fold(place.Name),
            place?.Country,
            Keys(ParticipantRole.Actor),
            Keys(ParticipantRole.Target),
            Keys(ParticipantRole.Other),
            [.. claims.Select(claim => $"{claim.Metric}={claim.Value!.Value.ToString("0.###", CultureInfo.InvariantCulture)}").Distinct().Order(StringComparer.Ordinal)],
            [.. words.SelectMany(text => Folding.Fold(text).Split(' ')).Where(word => word.Length > 3).Select(WordStem.Of).Where(word => !Lengths.Contains(word)).Select(SoundForm.Of).Distinct().Order(StringComparer.Ordinal).Take(12)],
            report.PartOf is not null ? ids.GetValueOrDefault(report.PartOf) : null,
            report.Modality == Modality.Planned,
            story,
            context);
    }
}
