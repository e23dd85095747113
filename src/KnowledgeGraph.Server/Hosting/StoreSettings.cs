namespace KnowledgeGraph.Server.Hosting;

/// <summary>Which store, and how to reach it.</summary>
public sealed record StoreSettings(string Kind, string DataFile, string Neo4jUri, string Neo4jUser, string Neo4jPassword);
