namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>Word lists that come with the weights. Genders: 1 male, 2 female, 4 a person of unknown gender, 0 not shown.</summary>
/// <param name="Given">Given names with their gender.</param>
/// <param name="Titles">Titles before names, with the gender that they show.</param>
/// <param name="Gendered">Nouns for persons, with their gender.</param>
/// <param name="Things">Nouns that never mean a person.</param>
internal sealed record CorefLists(
    Dictionary<string, int> Given, Dictionary<string, int> Titles, Dictionary<string, int> Gendered, HashSet<string> Things);
