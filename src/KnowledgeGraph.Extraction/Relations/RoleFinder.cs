using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>
/// Offices and positions of people: before the name ("Chile's Minister of Health Ana Ruiz"), beside it ("Ana Ruiz, the mayor of Lima,"), and after
/// "be", "become" or "as".
/// </summary>
public sealed class RoleFinder(NounLexicon nouns)
{
    public IReadOnlyList<Role> Find(ArticleContext context, PropositionIndex propositions, Referents referents)
    {
        var found = new List<(int First, int End, string Person, string Title, string? Of, double Confidence)>();
        var doc = context.Doc;
        foreach (var entity in context.Entities)
        {
            if (entity is not { Type: EntityType.Person, IsNamed: true }) continue;
            foreach (var mention in entity.Mentions)
            {
                if (mention.Kind != MentionKind.Name) continue;
                var first = doc.TokenIndexAt(mention.Span.Start);
                if (!context.IsProse(first)) continue;
                if (Before(context, referents, first) is { } before && before.Of != entity.Id) found.Add((before.First, first, entity.Id, before.Title, before.Of, .9));
            }
        }
        foreach (var token in doc)
        {
            if (!context.IsProse(token.Index) || !IsRole(token)) continue;
            if (Bearer(context, propositions, referents, token) is not { } bearer) continue;
            var (title, of, first, end) = Describe(context, referents, token);
            found.Add((first, end, bearer.Id, title, of, .8));
        }
        return [.. found
            .GroupBy(role => (role.Person, role.Title, role.Of))
            .Select(same => same.First())
            .Where(role => role.Of is not null || !found.Exists(other => other.Person == role.Person && other.Title == role.Title && other.Of is not null))
            .OrderBy(role => role.First).ThenBy(role => role.Person, StringComparer.Ordinal)
            .Select((role, i) => new Role(
                $"o{i}", role.Person, role.Title, role.Of, new(context.SpanOf(role.First, Math.Max(role.End, role.First + 1)), context.SentenceOf(role.First), role.Confidence)))];
    }

    /// <summary>The role phrase that ends right before a name.</summary>
    private (int First, string Title, string? Of)? Before(ArticleContext context, Referents referents, int name)
    {
        var doc = context.Doc;
        var first = name;
        while (first > 0 && name - first < 14 && context.SectionIndexAt(first - 1) == context.SectionIndexAt(name) && IsTitleWord(doc[first - 1])) first--;
        var role = -1;
        for (var i = first; i < name; i++)
        {
            if (IsRole(doc[i]) && OnlyOfPhraseAfter(doc, i, name)) role = i;
        }
        if (role < 0) return null;
        for (var i = first; i < role; i++)
        {
            if (IsRole(doc[i]) && OnlyOfPhraseAfter(doc, i, name) && HasOf(doc, i, name)) role = i;
            if (role == i) break;
        }
        string? of = null;
        var start = role;
        for (var i = role - 1; i >= first; i--)
        {
            if ((EntityFor(context, referents, i) ?? PersonAt(context, i)) is { } owner)
            {
                of ??= owner.Id;
                break;
            }
            if (doc[i].Pos is "ADJ" or "NOUN" or "PROPN" || doc[i].Text == "-") start = i;
            else break;
        }
        var words = new List<string>();
        var end = name;
        for (var i = role + 1; i < name; i++)
        {
            if (EntityFor(context, referents, i) is not { } inside) continue;
            of ??= inside.Id;
            end = i;
            while (end > role + 1 && doc[end - 1].LowerText() is "of" or "the" or "for") end--;
            break;
        }
        for (var i = start; i < end; i++) words.Add(doc[i].LowerText());
        return (Math.Min(start, first), Title(words), of);
    }

    private bool IsRole(Token token) => token.Tag is "NN" or "NNP" && nouns.IsRole(token.LowerLemma());

    private static bool HasOf(Doc doc, int role, int name) => role + 1 < name && doc[role + 1].LowerText() is "of" or "for";

    private static bool IsTitleWord(Token token) =>
        token.Pos is "NOUN" or "PROPN" or "ADJ" or "PART" && token.Tag != "TO" || token.LowerText() is "of" or "the" or "for" or "and" or "-" or "his" or "her" or "'s" or "’s";

    private static bool OnlyOfPhraseAfter(Doc doc, int role, int name)
    {
        if (role + 1 == name) return true;
        return doc[role + 1].LowerText() is "of" or "for" && !Enumerable.Range(role + 1, name - role - 1).Any(i => doc[i].Tag == "POS");
    }

    /// <summary>The person whose role the noun names: by apposition, copula, or "as"; null where the noun stands for itself.</summary>
    private static LocalEntity? Bearer(ArticleContext context, PropositionIndex propositions, Referents referents, Token role)
    {
        if (role.Dep == "appos" && Named(context, role.Head) is { } apposed) return apposed;
        if (role.ChildWith("appos") is { } name && Named(context, name) is { } own) return own;
        if (role.Dep is "attr" or "oprd" && propositions.At(role.HeadIndex) is { Negated: false, Modality: Modality.Asserted } copula)
        {
            var argument = role.Dep == "oprd" ? copula.First(ArgumentRole.Object) ?? copula.First(ArgumentRole.Subject) : copula.First(ArgumentRole.Subject);
            if (argument is not null && referents.Of(argument.Head) is { Type: EntityType.Person, IsNamed: true } subject) return subject;
        }
        return null;
    }

    private static LocalEntity? Named(ArticleContext context, Token token) =>
        context.EntityOfHead(token.Index) is { Type: EntityType.Person, IsNamed: true } person && context.MentionAt(token.Index)?.Kind == MentionKind.Name ? person : null;

    private static (string Title, string? Of, int First, int End) Describe(ArticleContext context, Referents referents, Token role)
    {
        string? of = null;
        var words = new List<string>();
        int first = role.Index, end = role.Index + 1;
        foreach (var child in role.Children)
        {
            if (child.Dep is not ("compound" or "amod" or "poss" or "nmod") || child.Index > role.Index) continue;
            if (EntityFor(context, referents, child.Index) is { } owner)
            {
                of ??= owner.Id;
                first = Math.Min(first, child.LeftEdge.Index);
            }
            else if (child.Dep is "compound" or "amod")
            {
                words.AddRange(child.Subtree.Where(word => word.Index < role.Index).Select(word => word.LowerText()));
                first = Math.Min(first, child.LeftEdge.Index);
            }
        }
        words.Add(role.LowerText());
        foreach (var child in role.Children)
        {
            if (child.Dep != "prep" || child.LowerText() is not ("of" or "for" or "at" or "to") || child.ChildWith("pobj") is not { } inner) continue;
            end = inner.Index + 1;
            if (referents.Of(inner.Index) is { } whole) of ??= whole.Id;
            else if (child.LowerText() == "of")
            {
                words.Add("of");
                words.AddRange(inner.Subtree.Where(word => word.Index <= inner.Index && word.Pos is not "DET").Select(word => word.LowerText()));
                if (inner.ChildWith("prep")?.ChildWith("pobj") is { } deeper && referents.Of(deeper.Index) is { } country) of ??= country.Id;
            }
        }
        return (Title(words), of, first, end);
    }

    /// <summary>"Lopez aide Ben Cole": the one whom the bearer of the role serves.</summary>
    private static LocalEntity? PersonAt(ArticleContext context, int token) =>
        context.EntityAt(token) is { Type: EntityType.Person, IsNamed: true } person && context.MentionAt(token)?.Kind == MentionKind.Name ? person : null;

    private static LocalEntity? EntityFor(ArticleContext context, Referents referents, int token) =>
        (referents.Of(token) ?? context.EntityAt(token)) is { Type: EntityType.Place or EntityType.Organisation } entity && entity.IsNamed ? entity : null;

    private static string Title(List<string> words)
    {
        while (words.Count > 1 && words[0] is "the" or "a" or "an" or "his" or "her" or "-" or "new" or "current" or "then") words.RemoveAt(0);
        return string.Join(' ', words).Replace(" - ", "-", StringComparison.Ordinal);
    }
}
