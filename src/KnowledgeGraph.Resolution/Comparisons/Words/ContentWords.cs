namespace KnowledgeGraph.Resolution;

/// <summary>A word that carries content, with what was said around it.</summary>
/// <param name="Stem">What is compared.</param>
/// <param name="Surface">Folded as written.</param>
/// <param name="Denied">Whether a "not", "no", "never", "denied" or the like stands before it.</param>
/// <param name="Next">Stem of the content word after it; empty for the last.</param>
internal readonly record struct ContentWord(string Stem, string Surface, bool Denied, string Next);

/// <summary>Running text as the words that carry its content.</summary>
internal static class ContentWords
{
    // Words that say nothing of what happened.
    private static readonly HashSet<string> Empty =
    [
        .. ("a an the this that these those there here it its he him his she her hers they them their theirs we us our ours you your i me my who whom whose which what when where why how "
            + "and or but nor so yet as at by for from in into of off on onto out over to toward towards up upon with within about after again against all also although am among an any are around be because been before being "
            + "between both can could did do does doing down during each else ever few had has have having if is just least less like many may might more most much must of once only other others own per rather "
            + "same shall should since some such than then though through thus too under until very was were while will would one said say says saying told tell tells according accord added add adds mr mrs ms dr s "
            + "made make makes reported report reports stated states").Split(' '),
    ];

    private static readonly HashSet<string> Nots = [.. "not no never nor neither none without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt".Split(' ')];

    // What comes after these did not happen, as their subject says.
    private static readonly HashSet<string> Denials = [.. "deny denies denied denying fail fails failed failing refuse refuses refused refusing refute refuted refutes lack lacks lacked unable false untrue".Split(' ')];

    private const int ReachOfNot = 1, ReachOfDenial = 6;

    /// <summary>Whether a text says that something is not so: "denied", "failed", "refused".</summary>
    public static bool Denies(string text) => Folding.Fold(text).Split(' ').Any(Denials.Contains);

    public static List<ContentWord> Of(string text)
    {
        var words = new List<(string Stem, string Surface, bool Denied)>();
        var reach = 0;
        foreach (var surface in Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Nots.Contains(surface)) reach = Math.Max(reach, ReachOfNot);
            else if (Denials.Contains(surface)) reach = Math.Max(reach, ReachOfDenial);
            else if (!Empty.Contains(surface))
            {
                words.Add((WordStem.Of(surface), surface, reach > 0));
                reach--;
            }
        }
        return [.. words.Select((word, index) => new ContentWord(word.Stem, word.Surface, word.Denied, index + 1 < words.Count ? words[index + 1].Stem : ""))];
    }
}
