using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>The mentions of one happening, as they are brought together.</summary>
internal sealed class EventCluster(EventMention first)
{
    private readonly List<EventMention> _mentions = [first];

    public EventKind Kind { get; } = first.Kind;

    public IReadOnlyList<EventMention> Mentions => _mentions;

    public EventCluster? PartOf { get; set; }

    public PartialDate? Date { get; private set; } = first.Date;

    public LocalEntity? Place { get; private set; } = first.Place;

    public List<LocalEntity> Actors { get; } = [.. first.Actors];

    public List<LocalEntity> Targets { get; } = [.. first.Targets];

    public Modality Modality { get; private set; } = first.Modality;

    public bool Negated { get; private set; } = first.Negated;

    public void Add(EventMention mention)
    {
        _mentions.Add(mention);
        // A night keeps both its days, whichever hour of it is told.
        if (Date is null || mention.Date is not null && Days(mention.Date) < Days(Date) && Days(Date) > Night) Date = mention.Date ?? Date;
        Place ??= mention.Place;
        AddNew(Actors, mention.Actors);
        AddNew(Targets, mention.Targets);
        if (mention.Modality == Modality.Asserted) Modality = Modality.Asserted;
        Negated &= mention.Negated;
    }

    /// <summary>What the larger happening tells and this one leaves open.</summary>
    public void Inherit(EventCluster whole)
    {
        // "The worst accident this year" tells the day of nothing.
        if (whole.Date is not null && Days(whole.Date) < Year) Date ??= whole.Date;
        Place ??= whole.Place;
        if (Actors.Count == 0 && Kind.Key is "casualty" or "damage") AddNew(Actors, whole.Actors.Where(actor => !Targets.Exists(target => target.Id == actor.Id)));
    }

    private const int Night = 2;

    /// <summary>Days from which a date tells the day of nothing.</summary>
    public const int Year = 365;

    /// <summary>Days that a date covers: 1 for a day, 30 for a month.</summary>
    public static int Days(PartialDate date) => date.Last.DayNumber - date.First.DayNumber + 1;

    private static void AddNew(List<LocalEntity> list, IEnumerable<LocalEntity> more)
    {
        foreach (var entity in more)
        {
            if (!list.Exists(known => known.Id == entity.Id)) list.Add(entity);
        }
    }
}
