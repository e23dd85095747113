namespace KnowledgeGraph.Resolution;

/// <summary>A folded English word without its endings, and irregular forms as their base: enough to see that "shooting" and "shot" are one.</summary>
public static class WordStem
{
    private static readonly string[] Endings = ["ations", "ation", "ions", "ion", "ings", "ing", "ments", "ment", "ers", "er", "ies", "ied", "es", "ed", "s", "e"];

    private static readonly Dictionary<string, string> Irregular =
        "won:win shot:shoot shooting:shoot died:die death:die deaths:die dead:die dies:die dying:die fell:fall took:take taken:take gave:give left:leave said:say told:tell bought:buy sold:sell "
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat("stole:steal stolen:steal caught:catch broke:break made:make held:hold led:lead found:find fought:fight sent:send struck:strike went:go going:go gone:go came:come".Split(' '))
            .Concat("began:begin begun:begin was:be were:be is:be are:be been:be has:have had:have rose:rise risen:rise spoke:speak spoken:speak met:meet lost:lose kept:keep ran:run wrote:write upheld:uphold built:build grew:grow withdrew:withdraw withdrawn:withdraw sank:sink sunk:sink hurt:hurt paid:pay felt:feel thought:think brought:bring chose:choose chosen:choose drove:drive".Split(' '))
            .Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1]);

    public static string Of(string word)
    {
        if (Irregular.TryGetValue(word, out var known)) return known;
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length < 3 || !word.EndsWith(ending, StringComparison.Ordinal)) continue;
            if (ending == "s" && word[^2] == 's') return word;
            var stem = word[..^ending.Length];
            var doubled = stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z');
            return doubled ? stem[..^1] : stem;
        }
        return word;
    }
}
