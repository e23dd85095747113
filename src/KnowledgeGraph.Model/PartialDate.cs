using System.Globalization;

namespace KnowledgeGraph.Model;

/// <summary>
/// A date as precisely as it is known: a day, a month, a year, or an interval of these. Written as the profile of ISO 8601 that
/// EDTF level 0 defines: <c>2025-07-04</c>, <c>2025-07</c>, <c>2025</c>, <c>2025-07-03/2025-07-04</c>.
/// Ordered by first day, then last day. Two partial dates agree when their ranges of days overlap.
/// </summary>
public sealed class PartialDate : IEquatable<PartialDate>, IComparable<PartialDate>
{
    private readonly string _text;

    private PartialDate(string text, DateOnly first, DateOnly last)
    {
        _text = text;
        First = first;
        Last = last;
    }

    /// <summary>The earliest day that the date can mean.</summary>
    public DateOnly First { get; }

    /// <summary>The latest day that the date can mean, inclusive.</summary>
    public DateOnly Last { get; }

    public static PartialDate Day(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day);

    public static PartialDate Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first, first.AddMonths(1).AddDays(-1));
    }

    public static PartialDate Year(int year) =>
        new(year.ToString("D4", CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The days from the first of one to the last of the other; the single date where both are equal.</summary>
    public static PartialDate Between(PartialDate from, PartialDate to)
    {
        if (to.Last < from.First) (from, to) = (to, from);
        if (from.Equals(to)) return from;
        var start = from._text.Split('/')[0];
        var end = to._text.Split('/')[^1];
        return new($"{start}/{end}", from.First, to.Last);
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes. False for anything else, also for days that do not exist.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = null!;
        if (text is null) return false;
        var parts = text.Split('/');
        if (parts.Length == 2)
        {
            if (!TryParseSingle(parts[0], out var from) || !TryParseSingle(parts[1], out var to) || to.Last < from.First) return false;
            date = Between(from, to);
            return true;
        }
        return parts.Length == 1 && TryParseSingle(text, out date);
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes; <see cref="FormatException"/> names what came instead.</summary>
    public static PartialDate Parse(string text) => TryParse(text, out var date)
        ? date
        : throw new FormatException($"'{text}' is not a date: expected YYYY, YYYY-MM, YYYY-MM-DD or two of these with '/' between.");

    /// <summary>Whether some day fits both.</summary>
    public bool Agrees(PartialDate other) => First <= other.Last && other.First <= Last;

    public bool Equals(PartialDate? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as PartialDate);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    public int CompareTo(PartialDate? other)
    {
        if (other is null) return 1;
        var byFirst = First.CompareTo(other.First);
        return byFirst != 0 ? byFirst : Last.CompareTo(other.Last);
    }

    public override string ToString() => _text;

    private static bool TryParseSingle(string text, out PartialDate date)
    {
        date = null!;
        if (!text.All(c => c is '-' or (>= '0' and <= '9'))) return false;
        switch (text.Length)
        {
            case 4 when DateOnly.TryParseExact(text + "-01-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year):
                date = Year(year.Year);
                return true;
            case 7 when DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month):
                date = Month(month.Year, month.Month);
                return true;
            case 10 when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                date = Day(day);
                return true;
            default:
                return false;
        }
    }
}
