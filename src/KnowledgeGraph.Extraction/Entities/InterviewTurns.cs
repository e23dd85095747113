using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>
/// Who "I" and "you" are in an interview: by labels at the start of paragraphs ("NAME:", "Q:"), else by questions and answers where one person
/// is interviewed.
/// </summary>
internal static class InterviewTurns
{
    /// <summary>Who is meant and is no entity: the one who asks, people in general ("you" of an answer), the group that is asked; from
    /// <see cref="Answers"/> on one of several, who gives one answer.</summary>
    public const int Asks = 0, Anyone = 1, Asked = 2, Answers = 3;

    private const int LeastQuestions = 3, LeastAnnounced = 2, MostOfARequest = 60;

    /// <summary>
    /// For each pronoun of the first and second person whose bearer is known: its token and the bearer; null for one that is no entity, told apart by
    /// <see cref="Asks"/>, <see cref="Anyone"/>, <see cref="Asked"/> and <see cref="Answers"/>.
    /// </summary>
    public static List<(int Token, EntityDraft? Bearer, int Other)> Find(Doc doc, IReadOnlyList<EntityDraft> drafts, EntityDraft?[] draftAt)
    {
        var paragraphs = Paragraphs(doc);
        var labelled = paragraphs.Select(p => Label(doc, p, draftAt)).ToList();
        if (labelled.Count(label => label.Length > 0) >= 3) return ByLabel(doc, paragraphs, labelled);
        return ByQuestions(doc, paragraphs, drafts);
    }

    private static List<(int Token, EntityDraft? Bearer, int Other)> ByQuestions(Doc doc, List<(int First, int End)> paragraphs, IReadOnlyList<EntityDraft> drafts)
    {
        var found = new List<(int, EntityDraft?, int)>();
        var questions = paragraphs.Where(p => IsQuestion(doc, p)).ToList();
        var announced = paragraphs.Count > 0 && IsAnnounced(doc, paragraphs[0]);
        if (questions.Count < (announced ? LeastAnnounced : LeastQuestions)) return found;
        var interviewee = Interviewee(doc, paragraphs, drafts, questions[0].First);
        if (questions.Count * 8 < paragraphs.Count) return announced && interviewee is null ? OfSeveral(doc, paragraphs, questions[0].First) : found;
        var quoted = Quoted(doc, paragraphs);
        var asks = new bool[paragraphs.Count];
        for (var p = 0; p < paragraphs.Count; p++) asks[p] = IsQuestion(doc, paragraphs[p]) || IsRequest(doc, paragraphs, quoted, p);
        // The introduction is told by the reporter: the turns begin with the first question.
        var start = Array.IndexOf(asks, true);
        // Where no one person is interviewed, and the answers say "we" and hardly "I", "we" are who is asked.
        if (interviewee is null && !AnswersAsOne(doc, paragraphs, asks, quoted, start)) return found;
        for (var p = start; p < paragraphs.Count; p++)
        {
            var question = asks[p];
            for (var i = paragraphs[p].First; i < paragraphs[p].End; i++)
            {
                if (quoted[i]) continue;
                if (question ? IsYou(doc[i]) : interviewee is null ? IsWe(doc[i]) : IsI(doc[i])) found.Add((i, interviewee, interviewee is null ? Asked : Asks));
                else if (question && IsI(doc[i])) found.Add((i, null, Asks));
                else if (IsYou(doc[i])) found.Add((i, null, Anyone));
            }
        }
        return found;
    }

    // Few questions and many answers, and no one person is interviewed: several are, and each paragraph is the answer of another.
    private static List<(int Token, EntityDraft? Bearer, int Other)> OfSeveral(Doc doc, List<(int First, int End)> paragraphs, int start)
    {
        var found = new List<(int, EntityDraft?, int)>();
        var quoted = Quoted(doc, paragraphs);
        for (var p = 0; p < paragraphs.Count; p++)
            for (var i = Math.Max(start, paragraphs[p].First); i < paragraphs[p].End; i++)
                if (IsI(doc[i]) && !quoted[i]) found.Add((i, null, Answers + p));
        return found;
    }

    private static bool AnswersAsOne(Doc doc, List<(int First, int End)> paragraphs, bool[] asks, bool[] quoted, int start)
    {
        int ones = 0, groups = 0;
        for (var p = start; p < paragraphs.Count; p++)
        {
            if (asks[p]) continue;
            for (var i = paragraphs[p].First; i < paragraphs[p].End; i++)
            {
                if (quoted[i]) continue;
                if (IsI(doc[i])) ones++;
                else if (IsWe(doc[i])) groups++;
            }
        }
        return groups > 3 * ones;
    }

    // "Talk us through the plans." and "You have had a long career.": it has "you" and no "I" outside quotations, and the next paragraph says "I" or "we".
    private static bool IsRequest(Doc doc, List<(int First, int End)> paragraphs, bool[] quoted, int p)
    {
        if (p + 1 >= paragraphs.Count || IsQuestion(doc, paragraphs[p + 1])) return false;
        var (first, end) = paragraphs[p];
        bool you = false, asked = false;
        for (var i = first; i < end; i++)
        {
            if (quoted[i]) continue;
            if (IsI(doc[i])) return false;
            you |= IsYou(doc[i]);
            asked |= doc[i].Text == "?";
        }
        if (!asked && (!you || end - first > MostOfARequest)) return false;
        if (p > 0 && IsQuestion(doc, paragraphs[p - 1])) return false;
        for (var i = paragraphs[p + 1].First; i < paragraphs[p + 1].End; i++) if (IsI(doc[i]) || IsWe(doc[i])) return true;
        return false;
    }

    // "The Gazette interviews X", "An interview with X": the headline says what follows.
    private static bool IsAnnounced(Doc doc, (int First, int End) headline)
    {
        for (var i = headline.First; i < headline.End; i++) if (doc[i].Lemma.Equals("interview", StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    // The only person named in the headline, or said to be interviewed before the turns begin.
    private static EntityDraft? Interviewee(Doc doc, List<(int First, int End)> paragraphs, IReadOnlyList<EntityDraft> drafts, int turns)
    {
        var persons = drafts.Where(draft => draft.Type == EntityType.Person && draft.Mentions.Exists(m => m.Kind == MentionKind.Name)).ToList();
        if (persons.Count == 0 || paragraphs.Count == 0) return null;
        var titleEnd = paragraphs[0].End;
        var inTitle = persons.Where(person => person.Mentions[0].First < titleEnd).ToList();
        if (inTitle.Count == 1) return inTitle[0];
        var interviewed = persons.Where(person => person.Mentions.Exists(mention => mention.First < turns && IsInterviewed(doc[mention.Head]))).ToList();
        return interviewed.Count == 1 ? interviewed[0] : null;
    }

    // "The Gazette interviewed X", "an interview with X", "spoke to X".
    private static bool IsInterviewed(Token name)
    {
        if (name.Dep == "appos") name = name.Head;
        if (name.Dep == "dobj") return name.Head.Lemma == "interview";
        if (name.Dep != "pobj" || name.Head.Text is not ("with" or "to")) return false;
        return name.Head.Head.Lemma is "interview" or "speak" or "talk" or "conversation" && (name.Head.Head.Tag != "NN" || name.Head.Head.Lemma is "interview" or "conversation");
    }

    private static List<(int Token, EntityDraft? Bearer, int Other)> ByLabel(Doc doc, List<(int First, int End)> paragraphs, List<(int Length, EntityDraft? Speaker)> labels)
    {
        var found = new List<(int, EntityDraft?, int)>();
        var quoted = Quoted(doc, paragraphs);
        EntityDraft? speaker = null, other = null;
        for (var p = 0; p < paragraphs.Count; p++)
        {
            if (labels[p].Length > 0)
            {
                if (labels[p].Speaker != speaker) (speaker, other) = (labels[p].Speaker, speaker);
            }
            for (var i = paragraphs[p].First + labels[p].Length; i < paragraphs[p].End; i++)
            {
                if (speaker is not null && IsI(doc[i]) && !quoted[i]) found.Add((i, speaker, 0));
                if (other is not null && IsYou(doc[i]) && IsQuestion(doc, paragraphs[p])) found.Add((i, other, 0));
            }
        }
        return found;
    }

    // "NAME:" or "Q:" at the start: its length in tokens (0: none), and the person where it is a name.
    private static (int Length, EntityDraft? Speaker) Label(Doc doc, (int First, int End) paragraph, EntityDraft?[] draftAt)
    {
        for (var i = paragraph.First; i < Math.Min(paragraph.End, paragraph.First + 5); i++)
        {
            if (doc[i].Text != ":") continue;
            if (i == paragraph.First) return (0, null);
            if (draftAt[i - 1] is { Type: EntityType.Person } person) return (i + 1 - paragraph.First, person);
            return doc[i - 1].Text.Length <= 2 && char.IsUpper(doc[i - 1].Text[0]) && i - paragraph.First == 1 ? (2, null) : (0, null);
        }
        return (0, null);
    }

    private static List<(int First, int End)> Paragraphs(Doc doc)
    {
        var paragraphs = new List<(int, int)>();
        var first = 0;
        for (var i = 0; i <= doc.Count; i++)
        {
            if (i < doc.Count && !NameFinder.IsBreak(doc[i])) continue;
            if (i > first) paragraphs.Add((first, i));
            first = i + 1;
        }
        return paragraphs;
    }

    private static bool IsQuestion(Doc doc, (int First, int End) paragraph)
    {
        for (var i = paragraph.End - 1; i >= Math.Max(paragraph.First, paragraph.End - 2); i--) if (doc[i].Text == "?") return true;
        return false;
    }

    // For each token whether a quotation that begins in its paragraph is open before it.
    private static bool[] Quoted(Doc doc, List<(int First, int End)> paragraphs)
    {
        var quoted = new bool[doc.Count];
        foreach (var (first, end) in paragraphs)
        {
            var open = false;
            for (var i = first; i < end; i++)
            {
                quoted[i] = open;
                open = doc[i].Text switch { "“" => true, "”" => false, "\"" => !open, _ => open };
            }
        }
        return quoted;
    }

    private static bool IsI(Token token) => token.Tag is ("PRP" or "PRP$") && token.Text.ToLowerInvariant() is ("i" or "me" or "my" or "mine" or "myself");

    private static bool IsWe(Token token) => token.Tag is ("PRP" or "PRP$") && token.Text.ToLowerInvariant() is ("we" or "us" or "our" or "ours" or "ourselves");

    private static bool IsYou(Token token) => token.Tag is ("PRP" or "PRP$") && token.Text.ToLowerInvariant() is ("you" or "your" or "yours" or "yourself");
}
