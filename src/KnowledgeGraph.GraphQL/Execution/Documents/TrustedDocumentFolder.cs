using System.Collections.Frozen;
using System.Security.Cryptography;

namespace KnowledgeGraph.GraphQL.Execution.Documents;

/// <summary>Trusted documents from the <c>.graphql</c> files of a folder, read once; their names are free, the hash of their bytes counts.</summary>
public sealed class TrustedDocumentFolder : ITrustedDocuments
{
    private const int MaxFileBytes = 1 << 20;

    private readonly FrozenDictionary<string, byte[]> _documents;

    /// <exception cref="IOException">The folder does not exist, or a file cannot be read or is too large.</exception>
    public TrustedDocumentFolder(string path)
    {
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"Expected a folder of trusted documents at \"{path}\", but there is none.");
        var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*.graphql", SearchOption.AllDirectories))
        {
            if (new FileInfo(file).Length > MaxFileBytes)
                throw new IOException($"The trusted document \"{file}\" is larger than {MaxFileBytes} bytes.");
            var bytes = File.ReadAllBytes(file);
            documents[Hash(bytes)] = bytes;
        }

        _documents = documents.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static string Hash(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        new(_documents.TryGetValue(sha256, out var document) ? document : (ReadOnlyMemory<byte>?)null);
}
