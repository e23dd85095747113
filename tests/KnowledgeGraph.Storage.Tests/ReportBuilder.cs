using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests;

/// <summary>Makes a contribution from a text and words in it: what extraction would find, without it.</summary>
internal sealed class ReportBuilder
{
    private readonly string _text;
    private readonly Article _article;
    private readonly List<LocalEntity> _entities = [];
    private readonly List<Role> _roles = [];
    private readonly List<Quote> _quotes = [];
    private readonly List<Event> _events = [];
    private readonly List<Relation> _relations = [];
    private readonly List<Claim> _claims = [];
    private readonly Dictionary<string, string> _ids = [];

    public ReportBuilder(string text, string outlet = "The Gazette", string? published = "2025-07-04", string? title = null, string? address = null)
    {
        _text = text;
        _article = new(Ids.ForArticle(text, address), text, title, outlet, [], published is null ? null : PartialDate.Parse(published), null, "en", address,
            [new Section(new(0, text.Length), SectionKind.Paragraph)]);
    }

    public string ArticleId => _article.Id;

    public ReportBuilder Entity(
        EntityType type, string name, string? gazetteer = null, string? country = null, char? gender = null, bool named = true, params string[] alsoCalled)
    {
        List<string> names = [name, .. alsoCalled];
        var mentions = names.SelectMany(Occurrences).Distinct().OrderBy(span => span)
            .Select(span => new Mention(span, named ? MentionKind.Name : MentionKind.Description, 0.9)).ToList();
        var kept = mentions.Where(mention => !mentions.Exists(other => other.Span != mention.Span && other.Span.Contains(mention.Span))).ToList();
        var id = $"e{_entities.Count}";
        foreach (var each in names) _ids[each] = id;
        _entities.Add(new(id, type, name, names, kept, gazetteer, country, gender, named));
        return this;
    }

    public ReportBuilder Person(string name, params string[] alsoCalled) => Entity(EntityType.Person, name, alsoCalled: alsoCalled);

    public ReportBuilder Organisation(string name, params string[] alsoCalled) => Entity(EntityType.Organisation, name, alsoCalled: alsoCalled);

    public ReportBuilder Country(string name, string code) => Entity(EntityType.Place, name, $"country:{code}", code);

    public ReportBuilder City(string name, string geonames, string country) => Entity(EntityType.Place, name, $"geonames:{geonames}", country);

    public ReportBuilder Said(string? speaker, string content, QuoteKind kind = QuoteKind.Direct, double confidence = 0.9)
    {
        _quotes.Add(new($"q{_quotes.Count}", kind, Id(speaker), null, null, "say", Span(content), null, null, Evidence(content, confidence)));
        return this;
    }

    public ReportBuilder Event(
        string kind, string trigger, string? date = null, string? place = null, string[]? actors = null, string[]? targets = null, string? partOf = null, Modality modality = Modality.Asserted)
    {
        List<Participant> participants =
            [.. (actors ?? []).Select(name => new Participant(ParticipantRole.Actor, Id(name)!)), .. (targets ?? []).Select(name => new Participant(ParticipantRole.Target, Id(name)!))];
        var id = $"v{_events.Count}";
        _ids[trigger] = id;
        _events.Add(new(id, kind, trigger, [Span(trigger)], participants, date is null ? null : PartialDate.Parse(date), Id(place), Id(partOf), false, modality, Evidence(trigger)));
        return this;
    }

    public ReportBuilder Relation(string subject, string predicate, string? target, string verb, bool negated = false, string? date = null, string? attributedTo = null, double confidence = 0.9)
    {
        _relations.Add(new($"r{_relations.Count}", Id(subject)!, predicate, Id(target), Span(verb), negated, Modality.Asserted, date is null ? null : PartialDate.Parse(date), null,
            Id(attributedTo), Evidence(verb, confidence)));
        return this;
    }

    public ReportBuilder Claim(
        string? of, string metric, decimal value, string words, Qualifier qualifier = Qualifier.Exact, string unit = "people", string? scope = null, string? attributedTo = null, string? asOf = null)
    {
        _claims.Add(new($"c{_claims.Count}", Id(of), metric, value, null, null, qualifier, unit, Id(scope), asOf is null ? null : PartialDate.Parse(asOf), Id(attributedTo), false, Span(words), Evidence(words)));
        return this;
    }

    public ReportBuilder Role(string person, string title, string? of = null)
    {
        _roles.Add(new($"o{_roles.Count}", Id(person)!, title, Id(of), Evidence(title)));
        return this;
    }

    public Contribution Build(string extractor = "test/1") => new(_article, extractor, null, _entities, _roles, _quotes, _events, _relations, _claims);

    private string? Id(string? name) => name is null ? null : _ids.TryGetValue(name, out var id) ? id : throw new ArgumentException($"'{name}' was not introduced.");

    private TextSpan Span(string words) => Occurrences(words).FirstOrDefault() is { IsEmpty: false } span ? span : throw new ArgumentException($"'{words}' is not in the text.");

    private IEnumerable<TextSpan> Occurrences(string words)
    {
        for (var at = _text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(words, at + 1, StringComparison.Ordinal))
            yield return new(at, at + words.Length);
    }

    private Evidence Evidence(string words, double confidence = 0.9)
    {
        var span = Span(words);
        var start = span.Start == 0 ? 0 : _text.LastIndexOf(". ", span.Start, StringComparison.Ordinal) is var dot and >= 0 ? dot + 2 : 0;
        var end = _text.IndexOf(". ", span.End, StringComparison.Ordinal) is var stop and >= 0 ? stop + 1 : _text.Length;
        return new(span, new(start, end), confidence);
    }
}
