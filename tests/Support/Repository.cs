namespace KnowledgeGraph.Tests.Support;

/// <summary>Where the checkout and the material beside it are, found by walking up from the test's own folder.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder <c>../shared</c> beside the checkout (override with <c>KG_SHARED</c>); null where it is absent.</summary>
    public static string? Shared { get; } = FindShared();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path below <c>../shared</c>; call it from tests marked <see cref="SharedFactAttribute"/> only.</summary>
    public static string SharedPath(params string[] parts) =>
        Path.Combine([Shared ?? throw new InvalidOperationException("../shared is absent: mark the test [SharedFact]."), .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "KnowledgeGraph.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No KnowledgeGraph.sln above {AppContext.BaseDirectory}.");
    }

    private static string? FindShared()
    {
        var named = Environment.GetEnvironmentVariable("KG_SHARED");
        var folder = string.IsNullOrEmpty(named) ? Path.GetFullPath(Path.Combine(Root, "..", "shared")) : named;
        return Directory.Exists(folder) ? folder : null;
    }
}
