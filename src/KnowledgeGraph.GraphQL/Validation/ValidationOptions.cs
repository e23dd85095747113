namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>How documents are validated.</summary>
public sealed record ValidationOptions
{
    public static ValidationOptions Default { get; } = new();

    /// <summary>The rules that are run, in the order in which their errors are reported at one node.</summary>
    public IReadOnlyList<ValidationRule> Rules { get; init; } = SpecifiedRules.All;

    /// <summary>After so many errors validation ends with one more error that says so.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether messages keep silent about names that the client may have meant ("Did you mean ...?").</summary>
    public bool HideSuggestions { get; init; }
}
