using System.Text.Json;

namespace KnowledgeGraph.GraphQL.AspNetCore.Ide;

/// <summary>What the page that browsers get at the endpoint shows first. Telemetry is off and cannot be turned on.</summary>
public sealed record IdeOptions
{
    /// <summary>False: browsers are answered like any other client.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The name of the endpoint in the page.</summary>
    public string Title { get; init; } = "GraphQL";

    /// <summary>A GraphQL document that each new tab starts with; several named operations each get a run button.</summary>
    public string? ExampleDocument { get; init; }

    /// <summary>The variables that each new tab starts with; a JSON object.</summary>
    public JsonElement? ExampleVariables { get; init; }

    /// <summary>Whether the page sends the browser's cookies with its requests.</summary>
    public bool IncludeCookies { get; init; }
}
