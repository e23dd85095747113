namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two names can be one organisation's. Legal forms do not count; words are paired as they sound; a name that has a distinguishing
/// word more than the other is another organisation, unless one is the other's acronym.
/// </summary>
public static class OrganisationNames
{
    /// <summary>The score from which two names are called one organisation's when nothing else is known.</summary>
    public const double Threshold = 0.6;

    public static MatchScore Compare(string a, string b) => Compare(OrganisationName.Parse(a), OrganisationName.Parse(b));

    public static MatchScore Compare(OrganisationName a, OrganisationName b)
    {
        string whole = string.Concat(a.Tokens), other = string.Concat(b.Tokens);
        if (whole == other) return new(a.Forms.SequenceEqual(b.Forms) ? 1 : 0.97, ["the same words"]);
        if (IsAcronym(whole, b) || IsAcronym(other, a)) return new(0.85, ["one is the other's acronym"]);
        if (whole.Length == 0 || other.Length == 0) return MatchScore.No("a name without words");
        var asOne = TokenDistance.Between(whole, other);
        if (asOne <= 0.3) return new(0.95, ["the same sound"]);

        var reasons = new List<string>();
        List<string> left = [.. a.Tokens], right = [.. b.Tokens];
        double cost = 0, matched = 0;
        foreach (var word in a.Tokens)
            if (right.Remove(word)) { left.Remove(word); matched += word.Length; }
        foreach (var word in left.ToList())
        {
            var best = right.OrderBy(candidate => TokenDistance.Between(word, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).FirstOrDefault();
            if (best is null) break;
            var distance = TokenDistance.Between(word, best);
            var allowance = word.Length <= 3 || best.Length <= 3 ? 0.5 : TokenDistance.Allowance(Math.Min(word.Length, best.Length));
            if (distance > allowance) continue;
            cost += 0.3 * distance;
            matched += word.Length;
            left.Remove(word);
            right.Remove(best);
            reasons.Add($"'{word}' is close to '{best}'");
        }
        if (matched == 0 && asOne > 1) return MatchScore.No("no word in common");
        if (left.Count > 0 && right.Count > 0)
        {
            if (asOne <= 1 && whole.Length >= 8) return new(0.75, ["words parted in another way"]);
            return new(0.2, [.. reasons, $"'{string.Join(' ', left)}' against '{string.Join(' ', right)}'"]);
        }
        var free = left.Concat(right).ToList();
        if (free.Count > 0) reasons.Add($"without '{string.Join(' ', free)}'");
        var extra = free.Sum(word => (double)word.Length) / (matched + free.Sum(word => word.Length));
        return new(Math.Clamp(0.95 - cost - extra, 0, 1), reasons);
    }

    private static bool IsAcronym(string letters, OrganisationName of) =>
        of.Tokens.Count >= 3 && letters.Length >= 3 && letters == of.Acronym;
}
