using System.Text.Json;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Conditions of a query with their parameters, built from a filter.</summary>
internal sealed class SqlWhere(SqlSession session)
{
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values = [];
    private readonly List<string> _alternatives = [];

    public SqlSession Session => session;

    public IReadOnlyList<object?> Values => _values;

    /// <summary>Whether some condition leaves so little that sorting it beats walking an index in order.</summary>
    public bool IsSelective { get; private set; }

    /// <summary>Whether a condition fixes one value of a column that an ordered index begins with.</summary>
    public bool IsIndexed { get; private set; }

    /// <summary>Whether some condition looks at the article (as <c>a</c>) of what is looked for.</summary>
    public bool LooksAtArticle => _conditions.Exists(condition => condition.StartsWith("a.", StringComparison.Ordinal) || condition.Contains("(a.", StringComparison.Ordinal));

    public override string ToString() => Text(_conditions.Concat(_alternatives.Count == 0 ? [] : ["(" + string.Join(" OR ", _alternatives) + ")"]));

    /// <summary>
    /// The conditions in parts, of each of which an index gives the order: what passes any of them passes <see cref="ToString"/>. A row may pass several.
    /// </summary>
    public IEnumerable<string> Parts() => _alternatives.Count == 0 ? [ToString()] : _alternatives.Select(alternative => Text(_conditions.Append(alternative)));

    /// <summary>
    /// The conditions in parts to be counted each by an index, and added up with their signs. Of two alternatives what passes both is taken off again; more are counted as one.
    /// </summary>
    public IEnumerable<(int Sign, string Conditions)> Counted() =>
        _alternatives is [var one, var other] ? [(1, Text(_conditions.Append(one))), (1, Text(_conditions.Append(other))), (-1, Text(_conditions.Append(one).Append(other)))] : [(1, ToString())];

    private static string Text(IEnumerable<string> conditions) => string.Join(" AND ", conditions) is { Length: > 0 } all ? " WHERE " + all : "";

    /// <summary>One of several has to hold; each fixes one value of a column that an ordered index begins with.</summary>
    public void Any(IEnumerable<string> alternatives)
    {
        _alternatives.AddRange(alternatives);
        IsIndexed = true;
    }

    /// <summary>From what those that pass are read in order of day, which <see cref="SqlDrive.Day"/> is; null where nothing gives that.</summary>
    public SqlDrive? Drive { get; private set; }

    /// <summary>As without <paramref name="drive"/>; what passes is found by way of it where it is asked for by day.</summary>
    public void Selective(string condition, SqlDrive drive)
    {
        Selective(condition);
        Drive ??= drive with { Instead = condition };
    }

    /// <summary>The conditions where <see cref="Drive"/> stands for one of them.</summary>
    public string Driven() => Text(_conditions.Where(condition => condition != Drive!.Instead).Append(Drive!.Condition));

    public string Value(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count;
    }

    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>Nothing passes.</summary>
    public void Never() => Add("0");

    public void Selective(string condition)
    {
        IsSelective = true;
        Add(condition);
    }

    /// <summary>One of some values; no condition where none are asked for. <paramref name="indexed"/>: an ordered index begins with the column.</summary>
    public void In<T>(string column, IReadOnlyList<T>? values, bool indexed = false)
    {
        if (values is not { Count: > 0 }) return;
        if (values.Count == 1)
        {
            IsIndexed |= indexed;
            Add($"{column} = {Value(values[0])}");
            return;
        }
        IsSelective |= indexed;
        Add($"{column} IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize(values))}))");
    }

    /// <summary>One of some entities, retired ids included; nothing passes where none of them is known.</summary>
    public void InEntities(string column, IReadOnlyList<string>? ids, bool indexed = true)
    {
        if (ids is not { Count: > 0 }) return;
        if (SqliteIds.Entities(session, ids) is { Count: > 0 } numbers) In(column, numbers, indexed);
        else Never();
    }

    public void InEvents(string column, IReadOnlyList<string>? ids, bool indexed = true)
    {
        if (ids is not { Count: > 0 }) return;
        if (SqliteIds.Events(session, ids) is { Count: > 0 } numbers) In(column, numbers, indexed);
        else Never();
    }

    /// <summary>Facts of some articles, by the beginning of their ids.</summary>
    public void OfArticles(string column, IReadOnlyList<string>? articles)
    {
        if (articles is not { Count: > 0 }) return;
        Selective("(" + string.Join(" OR ", articles.Distinct().Select(id => $"({column} > {Value(id + "-")} AND {column} < {Value(id + ".")})")) + ")");
    }

    public void Days(string column, DayRange? range)
    {
        if (range?.From is { } from) Add($"{column} >= {Value(from.DayNumber)}");
        if (range?.To is { } to) Add($"{column} BETWEEN 1 AND {Value(to.DayNumber)}");
    }

    public void AtLeast(string column, double? value)
    {
        if (value is not null) Add($"{column} >= {Value(value)}");
    }

    public void Is(string column, bool? value)
    {
        if (value is not null) Add($"{column} = {Value(value)}");
    }
}

/// <summary>A table that has those that pass a condition in order of day.</summary>
/// <param name="From">The table, and what is looked for (as <c>f</c>) by way of it.</param>
/// <param name="Condition">What it is asked for.</param>
/// <param name="Day">Its column of the day.</param>
internal sealed record SqlDrive(string From, string Condition, string Day)
{
    /// <summary>The condition that it stands for.</summary>
    public string Instead { get; init; } = "";
}
