namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Clients;

/// <summary>A test that runs a script of tests/clients; skipped where their packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientScriptAttribute : TheoryAttribute
{
    public ClientScriptAttribute() => Skip = SkipReason;

    internal static string? SkipReason => Directory.Exists(Path.Combine(ClientScriptTests.Folder, "node_modules"))
        ? null
        : "The clients are not installed: run `npm ci --ignore-scripts` in tests/clients.";
}

/// <summary>A test of the page in Chromium; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute()
    {
        var browser = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        Skip = ClientScriptAttribute.SkipReason
            ?? (File.Exists(browser) ? null : $"There is no browser at {browser}: install chromium or set CHROMIUM.");
    }
}
