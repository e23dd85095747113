namespace KnowledgeGraph.GraphQL.Execution.Documents;

/// <summary>Documents that the server's operator has put there, by the sha256 of their text.</summary>
public interface ITrustedDocuments
{
    /// <summary>The document's UTF-8 text; null when there is none of this hash.</summary>
    /// <param name="sha256">64 lower-case hex digits.</param>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken);
}
