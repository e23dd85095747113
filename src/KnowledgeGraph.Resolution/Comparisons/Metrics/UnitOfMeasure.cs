namespace KnowledgeGraph.Resolution;

/// <summary>A unit in which something is measured: what it is of, and how large it is among the units of that.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Dimension">Numbers of one dimension can be compared, whatever their units.</param>
/// <param name="Size">How many of the dimension's base unit (second, metre, square metre, metre a second, kilogram, litre, degree Celsius) it is.</param>
/// <param name="Zero">Where its zero is, in the base unit.</param>
internal sealed record UnitOfMeasure(string Name, string Dimension, decimal Size, decimal Zero = 0)
{
    private const string Time = "time", Length = "length", Area = "area", Speed = "speed", Mass = "mass", Volume = "volume", Temperature = "temperature";

    private const string Square = "square ";

    // Beyond it no measure is told, and the products below could not be had.
    private const decimal Largest = 1_000_000_000_000_000m;

    private const int Digits = 4;

    private const decimal Second = 1, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour, Year = 365.25m * Day, Mile = 1609.344m, Foot = 0.3048m, Pound = 0.45359237m;

    // The name first, then its other spellings, folded.
    private static readonly Dictionary<string, UnitOfMeasure> BySpelling = new (string Words, string Dimension, decimal Size, decimal Zero)[]
    {
        ("seconds|second", Time, Second, 0), ("minutes|minute", Time, Minute, 0), ("hours|hour", Time, Hour, 0), ("days|day", Time, Day, 0), ("weeks|week", Time, 7 * Day, 0),
        ("months|month", Time, Year / 12, 0), ("years|year", Time, Year, 0), ("decades|decade", Time, 10 * Year, 0), ("centuries|century", Time, 100 * Year, 0),
        ("millimetres|millimetre|millimeters|millimeter|mm", Length, 0.001m, 0), ("centimetres|centimetre|centimeters|centimeter|cm", Length, 0.01m, 0), ("inches|inch", Length, Foot / 12, 0),
        ("feet|foot|ft", Length, Foot, 0), ("yards|yard", Length, 3 * Foot, 0), ("metres|metre|meters|meter|m", Length, 1, 0), ("kilometres|kilometre|kilometers|kilometer|km", Length, 1_000, 0), ("miles|mile", Length, Mile, 0),
        ("acres|acre", Area, 4_046.8564224m, 0), ("hectares|hectare|ha", Area, 10_000, 0),
        ("km/h|kph|kmh", Speed, 1 / 3.6m, 0), ("mph", Speed, Mile / 3_600, 0), ("knots|knot", Speed, 1_852 / 3_600m, 0),
        ("grams|gram|g", Mass, 0.001m, 0), ("pounds|pound|lbs|lb", Mass, Pound, 0), ("kilograms|kilogram|kilos|kilo|kg|kgs", Mass, 1, 0), ("tonnes|tonne|tons|ton", Mass, 1_000, 0),
        ("litres|litre|liters|liter", Volume, 1, 0), ("gallons|gallon", Volume, 3.785411784m, 0), ("cubic metres|cubic metre|cubic meters|cubic meter", Volume, 1_000, 0),
        ("degrees|degree|degrees celsius|celsius|celsiuses|c", Temperature, 1, 0), ("degrees Fahrenheit|fahrenheit|fahrenheits|f", Temperature, 5 / 9m, -160 / 9m),
    }.SelectMany(unit => unit.Words.Split('|').Select(word => (Word: Folding.Fold(word), Unit: new UnitOfMeasure(unit.Words.Split('|')[0], unit.Dimension, unit.Size, unit.Zero)))).ToDictionary(pair => pair.Word, pair => pair.Unit);

    /// <summary>The unit of a claim; null where it counts, or in what nobody can convert.</summary>
    /// <param name="metric">Without whose it is: of an area the claim's unit may be the side of a square, of a speed the way of an hour.</param>
    public static UnitOfMeasure? Of(string metric, string unit)
    {
        var folded = Folding.Fold(unit);
        if (!BySpelling.TryGetValue(folded.StartsWith(Square, StringComparison.Ordinal) ? folded[Square.Length..] : folded, out var found) || found.Dimension != Length) return found;
        var words = metric.Split('_');
        return words.Contains("area") ? new(Square + found.Name, Area, found.Size * found.Size)
            : words.Contains("speed") ? found.Name == "miles" ? BySpelling["mph"] : found.Name == "kilometres" ? BySpelling[Folding.Fold("km/h")] : found with { Name = found.Name + " an hour", Dimension = Speed, Size = found.Size / Hour }
            : found;
    }

    /// <summary>Whether it tells how much there is of something.</summary>
    public bool IsQuantity => Dimension is Mass or Volume;

    /// <summary>What a word of a metric's name measures; null where it is no unit.</summary>
    public static string? DimensionOf(string word) => BySpelling.GetValueOrDefault(word)?.Dimension;

    /// <summary>What a number in this unit is in another of its dimension.</summary>
    public decimal In(UnitOfMeasure other, decimal number) =>
        this == other ? number : Math.Round((InBase(number) - other.Zero) / other.Size, Digits);

    /// <summary>What it is in the dimension's base unit.</summary>
    public decimal InBase(decimal number) => Math.Clamp(number, -Largest, Largest) * Size + Zero;
}
