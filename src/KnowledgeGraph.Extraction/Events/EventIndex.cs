using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>The events of an article, and from a trigger's token to its event.</summary>
public sealed class EventIndex
{
    private readonly Dictionary<int, Event> _byTrigger;
    private readonly Dictionary<string, Event> _byId;

    internal EventIndex(IReadOnlyList<Event> events, Dictionary<int, Event> byTrigger)
    {
        Events = events;
        _byTrigger = byTrigger;
        _byId = events.ToDictionary(found => found.Id);
    }

    public IReadOnlyList<Event> Events { get; }

    /// <summary>The event that the token evokes; null for other tokens.</summary>
    public Event? EventAt(int token) => _byTrigger.GetValueOrDefault(token);

    public Event Find(string id) => _byId[id];

    /// <summary>The largest happening that the event is part of; itself where it is part of none.</summary>
    public Event WholeOf(Event part)
    {
        for (var steps = 0; part.PartOf is { } whole && steps < 4; steps++) part = _byId[whole];
        return part;
    }
}
