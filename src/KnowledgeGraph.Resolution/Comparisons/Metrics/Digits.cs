using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>The digits of a number that say something, as those after which only noughts follow do not.</summary>
internal static class Digits
{
    private const decimal Smallest = 0.001m;

    /// <summary>How many say something: 214,000 has three, 40 has one, 7.5 two, 0 none.</summary>
    public static int Count(decimal number)
    {
        if (number == 0) return 0;
        var digits = number.ToString(CultureInfo.InvariantCulture);
        if (digits.Contains('.', StringComparison.Ordinal)) digits = digits.TrimEnd('0');
        digits = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        return digits.TrimEnd('0').Length;
    }

    /// <summary>What the last of them counts: 1 of 16, 10 of 160, 0.1 of 1.6; of 0 and of what has more decimals than three, 1 and 0.001.</summary>
    /// <param name="most">What it counts at most, a power of ten.</param>
    public static decimal Last(decimal number, decimal most)
    {
        var step = 1m;
        while (step > Smallest && number % step != 0) step /= 10;
        while (number != 0 && step < most && number % (step * 10) == 0) step *= 10;
        return step;
    }
}
