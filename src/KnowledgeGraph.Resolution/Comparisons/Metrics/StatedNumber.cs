using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>One number under one name, with the claims of an event that state it; where the name says nothing or the number is small, those of one article.</summary>
internal sealed class StatedNumber(string key, string metric, MeasuredThing thing, IReadOnlyList<ComparableClaim> claims)
{
    // Words of so many claims say what those of all do.
    private const int MostRead = 8;

    private ClaimWords? _words;

    public string Key => key;

    public string Metric => metric;

    public MeasuredThing Thing => thing;

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<ComparableClaim> Claims => claims;

    public ComparableClaim First => claims[0];

    /// <summary>The article of all its claims; null where there are several.</summary>
    public string? OnlyArticle { get; } = claims.All(claim => claim.Article == claims[0].Article) ? claims[0].Article : null;

    public decimal Number { get; } = ClaimComparer.Middle(claims[0]);

    /// <summary>The number in the unit on which all of its dimension go; itself where it has none.</summary>
    public decimal InBase => thing.Unit is { } unit ? unit.InBase(Number) : Number;

    /// <summary>Both numbers as they are, or in the smaller of their two units.</summary>
    public static (decimal A, decimal B) InOneUnit(StatedNumber a, StatedNumber b) =>
        a.Thing.Unit is not { } one || b.Thing.Unit is not { } other || one == other || one.Dimension != other.Dimension ? (a.Number, b.Number)
        : one.Size < other.Size ? (a.Number, other.In(one, b.Number)) : (one.In(other, a.Number), b.Number);

    private readonly (decimal From, decimal To) _meaning = ClaimComparer.Meaning(claims[0]);

    /// <summary>Whether some number lies in what both can mean.</summary>
    public static bool Agree(StatedNumber a, StatedNumber b) =>
        a.Thing.Unit == b.Thing.Unit ? Math.Max(a._meaning.From, b._meaning.From) <= Math.Min(a._meaning.To, b._meaning.To) : ClaimComparer.Agree(a.First, b.First);

    /// <summary>How many digits of the number say something; 0 where it is a range.</summary>
    public int DigitCount { get; } = claims[0].Value is { } value ? Digits.Count(value) : 0;

    /// <summary>What is counted; null where its word is no noun that is known.</summary>
    public Noun? Noun { get; } = Nouns.English.Find(thing.LastWord);

    /// <summary>Where the first of its claims stands in its article.</summary>
    public int Start { get; } = claims.Min(claim => claim.Start);

    /// <summary>Whether no article ties it to a happening.</summary>
    public bool IsOfNoEvent { get; } = claims.All(claim => claim.Event is null);

    /// <summary>How many other numbers under the metric's name an article of its claims gives before it, at least.</summary>
    public int Before { get; set; }

    /// <summary>How many numbers under the metric's name an article of its claims gives, at least.</summary>
    public int Several { get; set; } = 1;

    public ClaimWords Words => _words ??= ClaimWords.Read(claims.Take(MostRead).Select(claim => claim.Words));
}
