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
    private const int LeastQuestions = 3;

    /// <summary>
    /// For each pronoun of the first and second person whose bearer is known: its token and the bearer; null for the one who asks, and for people in
    /// general ("you" of an answer), told apart by a number.
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
        if (questions.Count < LeastQuestions || questions.Count * 8 < paragraphs.Count) return found;
        if (Interviewee(doc, paragraphs, drafts) is not { } interviewee) return found;
        // The introduction is told by the reporter: the turns begin with the first question.
        var start = questions[0].First;
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var paragraph = paragraphs[p];
            if (paragraph.First < start) continue;
            var question = IsQuestion(doc, paragraph);
            for (var i = paragraph.First; i < paragraph.End; i++)
            {
                if (IsQuoted(doc, paragraph, i)) continue;
                if (question ? IsYou(doc[i]) : IsI(doc[i])) found.Add((i, interviewee, 0));
                else if (question && IsI(doc[i])) found.Add((i, null, 0));
                else if (IsYou(doc[i])) found.Add((i, null, p + 1));
            }
        }
        return found;
    }

    // The only person named in the headline.
    private static EntityDraft? Interviewee(Doc doc, List<(int First, int End)> paragraphs, IReadOnlyList<EntityDraft> drafts)
    {
        var persons = drafts.Where(draft => draft.Type == EntityType.Person && draft.Mentions.Exists(m => m.Kind == MentionKind.Name)).ToList();
        if (persons.Count == 0 || paragraphs.Count == 0) return null;
        var titleEnd = paragraphs[0].End;
        var inTitle = persons.Where(person => person.Mentions[0].First < titleEnd).ToList();
        return inTitle.Count == 1 ? inTitle[0] : null;
    }

    private static List<(int Token, EntityDraft? Bearer, int Other)> ByLabel(Doc doc, List<(int First, int End)> paragraphs, List<(int Length, EntityDraft? Speaker)> labels)
    {
        var found = new List<(int, EntityDraft?, int)>();
        EntityDraft? speaker = null, other = null;
        for (var p = 0; p < paragraphs.Count; p++)
        {
            if (labels[p].Length > 0)
            {
                if (labels[p].Speaker != speaker) (speaker, other) = (labels[p].Speaker, speaker);
            }
            for (var i = paragraphs[p].First + labels[p].Length; i < paragraphs[p].End; i++)
            {
                if (speaker is not null && IsI(doc[i]) && !IsQuoted(doc, paragraphs[p], i)) found.Add((i, speaker, 0));
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

    private static bool IsQuoted(Doc doc, (int First, int End) paragraph, int token)
    {
        var open = false;
        for (var i = paragraph.First; i < token; i++)
            open = doc[i].Text switch { "“" => true, "”" => false, "\"" => !open, _ => open };
        return open;
    }

    private static bool IsI(Token token) => token.Tag is ("PRP" or "PRP$") && token.Text.ToLowerInvariant() is ("i" or "me" or "my" or "mine" or "myself");

    private static bool IsYou(Token token) => token.Tag is ("PRP" or "PRP$") && token.Text.ToLowerInvariant() is ("you" or "your" or "yours" or "yourself");
}
