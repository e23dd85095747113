namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Conditions on <c>f</c> with their parameters, built from a filter.</summary>
/// <param name="anyTime">Whether nodes count that a snapshot does not see.</param>
internal sealed class CypherWhere(CypherSession session, bool anyTime = false)
{
    // So many entities are walked one by one, each in order; more are gathered and sorted.
    private const int MostApart = 8;

    private readonly List<string> _conditions = [anyTime ? "true" : session.Seen("f")];
    private readonly List<(string Property, string Value)> _alternatives = [];
    private readonly List<(string Name, object? Value)> _values = [];

    public CypherSession Session => session;

    public (string Name, object? Value)[] Values => [.. _values];

    public override string ToString() => Text(_alternatives.Count == 0 ? _conditions : [.. _conditions, "(" + string.Join(" OR ", _alternatives.Select(Condition)) + ")"]);

    /// <summary>
    /// The conditions in parts, each with the property that it fixes to one value, if any: an index that begins with it gives the order. What passes
    /// any of them passes <see cref="ToString"/>; a node may pass several.
    /// </summary>
    public IReadOnlyList<(string Conditions, string? Fixed)> Parts() =>
        _alternatives.Count == 0 ? [(ToString(), null)] : [.. _alternatives.Select(alternative => (Text([.. _conditions, Condition(alternative)]), (string?)alternative.Property))];

    private static string Text(IEnumerable<string> conditions) => " WHERE " + string.Join(" AND ", conditions);

    private static string Condition((string Property, string Value) alternative) => $"{alternative.Property} = {alternative.Value}";

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

    /// <summary>
    /// One of some entities, retired ids included, in one of some properties with which ordered indexes begin. The first few that are asked for
    /// make <see cref="Parts"/>.
    /// </summary>
    public async Task InOrderedAsync(IReadOnlyList<string>? ids, params IReadOnlyList<string> properties)
    {
        if (ids is not { Count: > 0 }) return;
        var live = await Neo4jIds.EntitiesAsync(session, ids).ConfigureAwait(false);
        if (_alternatives.Count == 0 && live.Count is > 0 and <= MostApart)
        {
            foreach (var value in live.Select(id => Value(id)).ToList()) _alternatives.AddRange(properties.Select(property => (property, value)));
            return;
        }
        var list = Value(live);
        Add("(" + string.Join(" OR ", properties.Select(property => $"{property} IN {list}")) + ")");
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
