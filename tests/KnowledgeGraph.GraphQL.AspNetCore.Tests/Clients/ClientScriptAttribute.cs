namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Clients;

/// <summary>A test that runs a script of tests/clients; skipped where their packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientScriptAttribute : TheoryAttribute
{
    public ClientScriptAttribute()
    {
        if (!Directory.Exists(Path.Combine(ClientScriptTests.Folder, "node_modules")))
            Skip = "The clients are not installed: run `npm ci --ignore-scripts` in tests/clients.";
    }
}
