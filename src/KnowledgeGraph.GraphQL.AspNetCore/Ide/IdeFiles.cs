using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace KnowledgeGraph.GraphQL.AspNetCore.Ide;

/// <summary>The static files of the page, which the build embeds compressed with gzip. Names use forward slashes: "static/js/main.js".</summary>
internal sealed class IdeFiles
{
    private const string Prefix = "ide/";

    private readonly FrozenDictionary<string, IdeFile> _files;

    private IdeFiles(FrozenDictionary<string, IdeFile> files) => _files = files;

    /// <summary>False where the project was built without the page.</summary>
    public bool Any => _files.Count > 0;

    public IEnumerable<string> Names => _files.Keys;

    public static IdeFiles Embedded()
    {
        var assembly = typeof(IdeFiles).Assembly;
        return new IdeFiles(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => new IdeFile(assembly, name), StringComparer.Ordinal));
    }

    public IdeFile? Find(string name) => _files.GetValueOrDefault(name);
}

/// <summary>One embedded file.</summary>
internal sealed class IdeFile(Assembly assembly, string resourceName)
{
    private readonly Lazy<string> _entityTag = new(() =>
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)!;
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 12))}\"";
    });

    /// <summary>A strong validator of the content, quoted as HTTP writes it.</summary>
    public string EntityTag => _entityTag.Value;

    /// <summary>Names below static/ carry a hash of their content, so that they never change under their name.</summary>
    public bool IsImmutable => resourceName.StartsWith("ide/static/", StringComparison.Ordinal);

    public string ContentType => Path.GetExtension(resourceName) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".ttf" => "font/ttf",
        _ => "text/plain; charset=utf-8",
    };

    public Stream OpenCompressed() => assembly.GetManifestResourceStream(resourceName)!;

    public Stream OpenPlain() => new GZipStream(OpenCompressed(), CompressionMode.Decompress);
}
