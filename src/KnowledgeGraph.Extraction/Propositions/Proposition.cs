using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>What an argument is to its predicate, after passives are turned around and relative pronouns are replaced.</summary>
public enum ArgumentRole
{
    /// <summary>Who acts: the subject, or the <c>by</c> phrase of a passive.</summary>
    Subject,

    /// <summary>Who or what is acted on: the object, or the subject of a passive.</summary>
    Object,

    IndirectObject,

    /// <summary>What a copula says of its subject, or what an object is called.</summary>
    Attribute,

    /// <summary>A prepositional phrase; the head is the preposition's object.</summary>
    Oblique,

    /// <summary>A finite or infinitive clause; the head is its predicate.</summary>
    Clause,

    /// <summary>Nominal predicates: the possessor ("Chile's offer").</summary>
    Possessor,

    /// <summary>Nominal predicates: a name or adjective before the noun ("the Chilean offer").</summary>
    Modifier,

    /// <summary>An adverb or adverbial noun phrase ("on Friday", "last week").</summary>
    Adverbial,
}

/// <summary>One argument.</summary>
/// <param name="Head">Index of the head token; for relative pronouns that of the antecedent.</param>
/// <param name="Preposition">Lower case; empty for arguments without one. Complex ones are joined: <c>out of</c>.</param>
/// <param name="Marker">Index of the token that hangs on the predicate: the preposition, the relative pronoun, or the head itself.</param>
/// <param name="IsConjunct">True for the second and later members of a coordination.</param>
/// <param name="IsShared">True where the argument is taken over from another predicate (coordination, control).</param>
public sealed record Argument(ArgumentRole Role, int Head, string Preposition, int Marker, bool IsConjunct = false, bool IsShared = false);

public enum PredicateKind
{
    Verb,

    /// <summary>A form of "be" or a like verb; the argument <see cref="ArgumentRole.Attribute"/> says what is predicated.</summary>
    Copula,

    /// <summary>A noun that names a happening ("an attack on the port by rebels").</summary>
    Noun,
}

/// <summary>A predicate and its arguments.</summary>
/// <param name="Predicate">Index of the verb or noun.</param>
/// <param name="Lemma">Lower case lemma of the predicate.</param>
/// <param name="Particle">Of particle verbs ("shot down": <c>down</c>); null where none.</param>
/// <param name="Support">Nominal predicates: the verb that says that it happens ("launched an attack": launched); null where none.</param>
public sealed record Proposition(
    int Predicate,
    PredicateKind Kind,
    string Lemma,
    string? Particle,
    int? Support,
    IReadOnlyList<Argument> Arguments,
    bool Passive,
    bool Negated,
    Modality Modality)
{
    public IEnumerable<Argument> Having(ArgumentRole role) => Arguments.Where(argument => argument.Role == role);

    /// <summary>The first argument with the role; null where none.</summary>
    public Argument? First(ArgumentRole role) => Arguments.FirstOrDefault(argument => argument.Role == role);

    public IEnumerable<Argument> HavingPreposition(string preposition) =>
        Arguments.Where(argument => argument.Role == ArgumentRole.Oblique && argument.Preposition == preposition);
}
