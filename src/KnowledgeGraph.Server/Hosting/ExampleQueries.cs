namespace KnowledgeGraph.Server.Hosting;

/// <summary>The queries that the page for people starts with.</summary>
internal static class ExampleQueries
{
    public static string Read()
    {
        using var stream = typeof(ExampleQueries).Assembly.GetManifestResourceStream("ExampleQueries.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
