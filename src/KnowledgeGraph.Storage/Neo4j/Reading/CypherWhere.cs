namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Conditions on <c>f</c> with their parameters, built from a filter.</summary>
/// <param name="anyTime">Whether nodes count that a snapshot does not see.</param>
internal sealed class CypherWhere(CypherSession session, bool anyTime = false)
{
    private readonly List<string> _conditions = [anyTime ? "true" : session.Seen("f")];
    private readonly List<(string Name, object? Value)> _values = [];

    public CypherSession Session => session;

    public (string Name, object? Value)[] Values => [.. _values];

    public override string ToString() => " WHERE " + string.Join(" AND ", _conditions);

    public string Value(object? value)
    {
        var name = "p" + _values.Count;
        _values.Add((name, value));
        return "$" + name;
    }

    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>Nothing passes.</summary>
    public void Never() => Add("false");

    /// <summary>One of some values; no condition where none are asked for.</summary>
    public void In<T>(string property, IReadOnlyList<T>? values)
    {
        if (values is { Count: > 0 }) Add($"{property} IN {Value(values)}");
    }

    /// <summary>One of some enumeration values, which are stored by name.</summary>
    public void InNames<T>(string property, IReadOnlyList<T>? values) where T : struct, Enum => In(property, values?.Select(value => value.ToString()).ToList());

    /// <summary>One of some entities, retired ids included.</summary>
    public async Task InEntitiesAsync(string property, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > 0 }) Add($"{property} IN {Value(await Neo4jIds.EntitiesAsync(session, ids).ConfigureAwait(false))}");
    }

    public async Task InEventsAsync(string property, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > 0 }) Add($"{property} IN {Value(await Neo4jIds.EventsAsync(session, ids).ConfigureAwait(false))}");
    }

    /// <summary>A list property holds one of some entities.</summary>
    public async Task AnyEntityAsync(string property, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > 0 }) Add($"any(x IN {property} WHERE x IN {Value(await Neo4jIds.EntitiesAsync(session, ids).ConfigureAwait(false))})");
    }

    public void Days(string property, DayRange? range)
    {
        if (range?.From is { } from) Add($"{property} >= {Value(from.DayNumber)}");
        if (range?.To is { } to) Add($"1 <= {property} <= {Value(to.DayNumber)}");
    }

    public void AtLeast(string property, double? value)
    {
        if (value is not null) Add($"{property} >= {Value(value)}");
    }

    public void Is(string property, bool? value)
    {
        if (value is not null) Add($"{property} = {Value(value)}");
    }

    /// <summary>A metric, and with it those that only add what is counted.</summary>
    public void Metrics(IReadOnlyList<string>? metrics)
    {
        if (metrics is { Count: > 0 })
            Add("(" + string.Join(" OR ", metrics.Distinct().Select(metric => $"f.metric = {Value(metric)} OR f.metric STARTS WITH {Value(metric + "/")}")) + ")");
    }
}
