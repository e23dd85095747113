using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Columns that may be null, and those that hold the model's values as text.</summary>
internal static class SqliteRows
{
    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static decimal? DecimalOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    public static PartialDate? DateOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : PartialDate.Parse(row.GetString(column));

    /// <summary>A day counted from 0001-01-01; 0 is unknown.</summary>
    public static DateOnly? DayOrNull(this SqliteDataReader row, int column) => row.GetInt32(column) is var day and > 0 ? DateOnly.FromDayNumber(day) : null;

    public static TextSpan Span(this SqliteDataReader row, int column) => new(row.GetInt32(column), row.GetInt32(column + 1));

    public static TextSpan? SpanOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Span(column);

    /// <summary>A text in UTF-8 or bytes, where the engine has them until the next row.</summary>
    public static ReadOnlySpan<byte> Bytes(this SqliteDataReader row, int column) => raw.sqlite3_column_blob(row.Handle!, column);

    /// <summary>An array of texts, read when it is asked.</summary>
    public static IReadOnlyList<string> Texts(this SqliteDataReader row, int column) => row.List(column, Texts);

    /// <summary>An entity's names, read when they are asked: an array of pairs of a name and how many articles have it.</summary>
    public static IReadOnlyList<EntityName> Names(this SqliteDataReader row, int column) => row.List(column, Names);

    private static IReadOnlyList<T> List<T>(this SqliteDataReader row, int column, Func<ReadOnlySpan<byte>, List<T>> read) =>
        row.Bytes(column) is { Length: > 2 } json ? new JsonList<T>(json.ToArray(), read) : [];

    private static List<string> Texts(ReadOnlySpan<byte> json)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String) texts.Add(reader.GetString()!);
        return texts;
    }

    private static List<EntityName> Names(ReadOnlySpan<byte> json)
    {
        var names = new List<EntityName>();
        var reader = new Utf8JsonReader(json);
        var name = "";
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String) name = reader.GetString()!;
            else if (reader.TokenType == JsonTokenType.Number) names.Add(new(name, reader.GetInt32()));
        return names;
    }
}
