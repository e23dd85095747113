namespace KnowledgeGraph.Resolution;

/// <summary>Numbers that reports give in several units of one dimension, in the one of them that most claims have; of equally many the smallest.</summary>
internal static class OneUnit
{
    /// <summary>The claims with their numbers in that unit, and the units; the claims themselves where all have one, or where some have none that can be converted.</summary>
    public static (IReadOnlyList<ComparableClaim> Claims, string? Reason) Of(IReadOnlyList<ComparableClaim> claims)
    {
        if (claims.All(claim => claim.Unit == claims[0].Unit)) return (claims, null);
        var units = claims.Select(claim => MeasuredThing.Of(claim.Metric, claim.Unit).Unit).TakeWhile(unit => unit is not null).OfType<UnitOfMeasure>().ToList();
        if (units.Count < claims.Count || units.Exists(unit => unit.Dimension != units[0].Dimension) || units.Distinct().Count() < 2) return (claims, null);
        var byUse = units.GroupBy(unit => unit).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Size).ThenBy(group => group.Key.Name, StringComparer.Ordinal).Select(group => group.Key).ToList();
        var stated = claims.Where((_, index) => units[index] == byUse[0]).Select(claim => claim.Value).ToList();
        return ([.. claims.Select((claim, index) => Snapped(In(claim, units[index], byUse[0]), stated))], $"told in {string.Join(" and in ", byUse.Select(unit => unit.Name).Order(StringComparer.Ordinal))}, compared in {byUse[0].Name}");
    }

    // "10 miles" is 16 km where another report says so: who told it in miles rounded it there.
    private static ComparableClaim Snapped(ComparableClaim claim, List<decimal?> stated) =>
        claim is { Value: { } value, Slack: > 0 } && stated.Where(other => other is { } near && Math.Abs(near - value) <= Math.Min(claim.Slack, Math.Abs(value) * MostSnapped)).MinBy(other => Math.Abs(other!.Value - value)) is { } same ? claim with { Value = same } : claim;

    private const decimal MostSnapped = 0.02m;

    private static ComparableClaim In(ComparableClaim claim, UnitOfMeasure own, UnitOfMeasure one)
    {
        if (own == one) return claim;
        decimal? Converted(decimal? number) => number is { } known ? own.In(one, known) : null;
        return claim with
        {
            Value = Converted(claim.Value),
            Low = Converted(claim.Low),
            High = Converted(claim.High),
            Unit = one.Name,
            Slack = claim.Value is { } value ? Math.Abs(own.In(one, value + Digits.Last(value, MostCounted) / 2) - own.In(one, value)) : 0,
        };
    }

    private const decimal MostCounted = 1_000_000;
}
