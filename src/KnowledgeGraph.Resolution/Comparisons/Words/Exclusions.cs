namespace KnowledgeGraph.Resolution;

/// <summary>Words of which only one can be right in the same place: two days of the week, two numbers of one thing, two nationalities, won and lost.</summary>
internal static class Exclusions
{
    private static readonly HashSet<string> Days = Stems("monday tuesday wednesday thursday friday saturday sunday");
    private static readonly HashSet<string> Months = Stems("january february march april may june july august september october november december");
    private static readonly HashSet<string> Compass = Stems("north south east west northern southern eastern western northeast northwest southeast southwest");
    private static readonly HashSet<string> Times = Stems("morning afternoon evening noon midnight dawn dusk");

    private static readonly HashSet<string> Numbers = Stems(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety first second third fourth fifth");

    private static readonly Dictionary<string, HashSet<string>> Opposites = Pairs(
        "win:lose won:lost victory:defeat accept:reject approve:reject approve:block agree:refuse guilty:acquit convict:acquit guilty:innocent alive:dead survive:die survive:killed open:close reopen:close "
        + "rise:fall increase:decrease grow:shrink gain:loss gain:lose profit:loss higher:lower up:down arrive:leave arrest:release free:detain start:end begin:end continue:stop resume:halt confirm:deny "
        + "accident:deliberate accidental:deliberate accidental:intentional accident:arson accident:attack resign:dismiss resign:sack resign:fire quit:sack men:women man:woman boy:girl male:female son:daughter brother:sister "
        + "husband:wife father:mother uphold:overturn support:oppose favour:against for:against legal:illegal success:failure succeed:fail public:private critical:stable serious:minor slight:serious unanimous:split day:night left:right");

    /// <summary>The first two words, one of each passage, that cannot both be right; null where there are none.</summary>
    public static (string One, string Other)? Between(Passage a, Passage b)
    {
        var onlyA = a.Words.Where(word => !b.Stems.Contains(word.Stem)).ToList();
        var onlyB = b.Words.Where(word => !a.Stems.Contains(word.Stem)).ToList();
        foreach (var one in onlyA)
            foreach (var other in onlyB)
                if (Exclude(one, other, onlyA, onlyB)) return (one.Surface, other.Surface);
        return null;
    }

    private static bool Exclude(ContentWord one, ContentWord other, List<ContentWord> onlyA, List<ContentWord> onlyB)
    {
        foreach (var kind in (HashSet<string>[])[Days, Months, Compass, Times])
            if (kind.Contains(one.Stem) && kind.Contains(other.Stem)) return onlyA.Count(word => kind.Contains(word.Stem)) == 1 && onlyB.Count(word => kind.Contains(word.Stem)) == 1;
        if (Opposites.TryGetValue(one.Stem, out var opposite) && opposite.Contains(other.Stem)) return one.Denied == other.Denied;
        // A number or a nationality is of what follows it.
        if (one.Next.Length == 0 || one.Next != other.Next) return false;
        if (IsNumber(one) && IsNumber(other)) return true;
        return CountryWords.CodeOf(one.Surface) is { } first && CountryWords.CodeOf(other.Surface) is { } second && first != second;
    }

    private static bool IsNumber(ContentWord word) => char.IsAsciiDigit(word.Surface[0]) || Numbers.Contains(word.Stem);

    private static HashSet<string> Stems(string words) => [.. words.Split(' ').Select(WordStem.Of)];

    private static Dictionary<string, HashSet<string>> Pairs(string pairs)
    {
        var found = new Dictionary<string, HashSet<string>>();
        foreach (var pair in pairs.Split(' '))
        {
            var words = pair.Split(':').Select(WordStem.Of).ToArray();
            foreach (var (from, to) in ((string, string)[])[(words[0], words[1]), (words[1], words[0])])
            {
                if (!found.TryGetValue(from, out var list)) found[from] = list = [];
                list.Add(to);
            }
        }
        return found;
    }
}
