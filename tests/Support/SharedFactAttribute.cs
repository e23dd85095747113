namespace KnowledgeGraph.Tests.Support;

/// <summary>A test that reads labelled material from <c>../shared</c>; skipped with the reason where that folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedMaterial.SkipReason;
}

/// <summary><see cref="SharedFactAttribute"/> for tests with a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedMaterial.SkipReason;
}

internal static class SharedMaterial
{
    public static string? SkipReason =>
        Repository.Shared is null ? "Needs the folder ../shared beside the checkout (or set KG_SHARED to its path)." : null;
}
