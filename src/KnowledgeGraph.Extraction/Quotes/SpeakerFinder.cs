using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Who stands behind a reporting verb, by the tree and, where quotation marks led the parser astray, by position.</summary>
internal sealed class SpeakerFinder(ArticleContext context, PropositionIndex propositions, Referents referents, IReadOnlyList<QuotedPassage> passages)
{
    private readonly bool[] _quoted = MarkQuoted(context.Doc.Count, passages);

    public bool IsQuoted(int token) => _quoted[token];

    /// <summary>The subject of the verb by the tree alone.</summary>
    public Source BySyntax(Token verb)
    {
        if (propositions.At(verb.Index) is not { } proposition) return Source.None;
        var found = Source.None;
        foreach (var argument in proposition.Having(ArgumentRole.Subject))
        {
            if (argument.IsConjunct) continue;
            var source = Phrase(argument.Head);
            // "The mayor of the town, Ana Ruiz, said"
            if (source.Entity is not { IsNamed: true, Type: EntityType.Person } && Apposed(argument.Head) is { } named) return source with { Entity = named };
            if (source.Entity is not null) return source;
            if (!found.HasWords) found = source;
        }
        return found;
    }

    private LocalEntity? Apposed(int head)
    {
        foreach (var child in context.Doc[head].Children)
            if (child.Dep == "appos" && child.Index > head && context.EntityAt(child.Index) is { Type: EntityType.Person, IsNamed: true } person && context.Doc[child.LeftEdge.Index - 1].Text == ",") return person;
        // The parser may hang the name on the last noun of the phrase.
        for (var i = head + 1; i < context.Doc.Count && i <= context.Doc[head].RightEdge.Index; i++)
            if (context.Doc[i].Text == ",") return context.Doc[i - 1].Pos is "NOUN" or "PROPN" ? ApposedPerson(i, context.Doc.Count)?.Entity : null;
        return null;
    }

    /// <summary>
    /// The subject of a verb beside a quotation. The words lie in tokens <paramref name="first"/> to <paramref name="end"/>, outside all marks.
    /// </summary>
    public Source Beside(Token verb, int first, int end)
    {
        var doc = context.Doc;
        var inverted = IsInverted(verb, first);
        var parsed = Source.None;
        if (propositions.At(verb.Index) is { } proposition)
        {
            foreach (var argument in proposition.Having(ArgumentRole.Subject))
            {
                if (argument.Head < 0 || _quoted[argument.Head] || argument.IsConjunct) continue;
                if (!argument.IsShared && (argument.Head < first || argument.Head >= end)) continue;
                parsed = Phrase(argument.Head);
                break;
            }
        }
        if (inverted)
        {
            var zone = PhraseEnd(verb.Index + 1, end);
            if (PersonIn(verb.Index + 1, zone) is { } person && (parsed.Entity is null || parsed.Entity.Type != EntityType.Person || !parsed.Entity.IsNamed)) return Widen(person, verb.Index + 1, zone);
            if (ApposedPerson(zone, end) is { } apposed) return Widen(apposed, verb.Index + 1, zone);
            if (parsed.Entity is not null) return parsed;
            if (AnyIn(verb.Index + 1, zone) is { } any) return any;
            if (parsed.HasWords) return parsed;
            if (zone > verb.Index + 1 && HasNoun(verb.Index + 1, zone)) return new(verb.Index + 1, zone, null);
        }
        if (parsed.Entity is not null) return parsed;
        for (var i = verb.Index - 1; i >= first; i--)
        {
            if (doc[i].Text is ";" or ":") break;
            if (!_quoted[i] && context.EntityAt(i) is { } entity && CanSpeak(entity) && IsSubjectLike(doc[i])) return EntityAround(i, entity);
        }
        return parsed;
    }

    /// <summary>The noun phrase of a head and the entity that it refers to.</summary>
    public Source Phrase(int head)
    {
        var doc = context.Doc;
        var entity = referents.Of(head);
        if (entity is not null && !CanSpeak(entity)) entity = null;
        var token = doc[head];
        if (!token.IsNominal() && token.Pos is not ("DET" or "ADJ" or "PRON" or "ADV")) return Source.None;
        int first = token.LeftEdge.Index, end = token.RightEdge.Index + 1;
        foreach (var child in token.Children)
        {
            if (child.Dep is "relcl" or "advcl" or "acl" or "parataxis" && child.Index > head) end = Math.Min(end, child.LeftEdge.Index);
            if (child.Dep == "cc" && child.Index > head && entity is not null) end = Math.Min(end, child.Index);
            if (child.Dep == "punct" && child.Text is "“" or "”" or "\"" && child.Index > head) end = Math.Min(end, child.Index);
        }
        for (var i = head; i >= first; i--)
        {
            if (doc[i].IsSpace) first = i + 1;
        }
        for (var i = end - 1; i > head; i--)
        {
            if (doc[i].IsSpace) end = i;
        }
        while (end > first + 1 && (doc[end - 1].Pos is "PUNCT" or "SPACE")) end--;
        first = Phrases.WithoutAdverbial(doc, first, head);
        while (first < end - 1 && (doc[first].Pos is "PUNCT" or "SPACE" || _quoted[first] && !_quoted[head])) first++;
        end = Math.Max(end, first + 1);
        if (entity is null && token.Conjuncts().Skip(1).Select(other => referents.Of(other.Index)).FirstOrDefault(other => other is not null && CanSpeak(other)) is { } together)
        {
            entity = together;
            end = Math.Max(end, token.Conjuncts().Last().Index + 1);
        }
        // "the army's air defence command said": a part of the army.
        if (entity is null && token.Pos == "NOUN" && token.ChildWith("poss") is { } owner && referents.Of(owner.Index) is { Type: EntityType.Organisation } whole) entity = whole;
        if (entity is null && PersonIn(first, end) is { } person && person.End == end) entity = person.Entity;
        return new(first, end, entity);
    }

    public static bool CanSpeak(LocalEntity entity) => entity.Type is EntityType.Person or EntityType.Organisation or EntityType.Group or EntityType.Place or EntityType.Other;

    private bool IsInverted(Token verb, int first)
    {
        for (var i = first; i < verb.Index; i++)
        {
            if (context.Doc[i].Pos is not ("PUNCT" or "SPACE" or "ADV" or "AUX" or "CCONJ")) return false;
        }
        return true;
    }

    /// <summary>Where the noun phrase that starts at a token ends: at a mark, a verb or a preposition other than "of" and "for".</summary>
    private int PhraseEnd(int first, int end)
    {
        var doc = context.Doc;
        for (var i = first; i < end; i++)
        {
            var token = doc[i];
            if (token.Pos is "PUNCT" && token.Text is not ("-" or "." or "'" or "’") || token.IsSpace) return i;
            if (token.Pos == "ADP" && token.LowerText() is not ("of" or "for" or "to" or "from")) return i;
            if (token.Pos is "SCONJ" or "CCONJ" && i > first + 1 && token.LowerText() is not ("and" or "&")) return i;
            if (token.LowerText() is "who" or "which" or "when" or "while" or "after" or "during") return i;
        }
        return end;
    }

    private Source? PersonIn(int first, int end)
    {
        for (var i = end - 1; i >= first; i--)
        {
            if (context.EntityAt(i) is { Type: EntityType.Person, IsNamed: true } person && context.Doc[i].Tag != "POS" && !IsPossessor(i)) return EntityAround(i, person);
        }
        return null;
    }

    /// <summary>"a resident, Ana Ruiz, said": the name between commas after the phrase that ends at <paramref name="zone"/>.</summary>
    public Source? ApposedPerson(int zone, int end)
    {
        if (zone < 0 || zone >= end - 1 || context.Doc[zone].Text != "," || context.EntityAt(zone + 1) is not { Type: EntityType.Person, IsNamed: true } person) return null;
        var source = EntityAround(zone + 1, person);
        return source.End >= context.Doc.Count || context.Doc[source.End].Pos == "PUNCT" ? source : null;
    }

    private bool IsPossessor(int token) => token + 1 < context.Doc.Count && (context.Doc[token + 1].Tag == "POS" || context.Doc[token].Dep == "poss");

    private Source? AnyIn(int first, int end)
    {
        Source? found = null;
        for (var i = first; i < end; i++)
        {
            if (context.EntityAt(i) is not { } entity || !CanSpeak(entity) || IsPossessor(i)) continue;
            var source = EntityAround(i, entity);
            if (found is null || found.Value.Entity is { IsNamed: false } && entity.IsNamed) found = source;
        }
        return found;
    }

    private bool HasNoun(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (context.Doc[i].IsNominal()) return true;
        }
        return false;
    }

    private Source EntityAround(int token, LocalEntity entity)
    {
        int first = token, end = token + 1;
        while (first > 0 && context.EntityAt(first - 1)?.Id == entity.Id) first--;
        while (end < context.Doc.Count && context.EntityAt(end)?.Id == entity.Id) end++;
        return new(first, end, entity);
    }

    private static Source Widen(Source source, int first, int end) => new(Math.Min(source.First, first), Math.Max(source.End, end), source.Entity);

    private static bool IsSubjectLike(Token token) => token.Dep is not ("pobj" or "dobj" or "poss" or "amod");

    private static bool[] MarkQuoted(int count, IReadOnlyList<QuotedPassage> passages)
    {
        var quoted = new bool[count];
        foreach (var passage in passages)
        {
            for (var i = passage.First; i < passage.End; i++) quoted[i] = true;
        }
        return quoted;
    }
}
