using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// The file that holds the keys' hashes, beside the store and readable by its owner alone. Every change takes a lock, reads, and
/// replaces the file whole, so that <c>kg key</c> and running servers can share it.
/// </summary>
public sealed class ApiKeyFile(string path)
{
    private const int LargestFile = 16 << 20;
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    public string Path => path;

    /// <summary>Changes whenever the file does.</summary>
    public (DateTime Written, long Length) Stamp
    {
        get
        {
            var file = new FileInfo(path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        }
    }

    /// <summary>All keys, in the order in which they were made; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">It is no file of keys.</exception>
    public async Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellation = default)
    {
        if (!File.Exists(path)) return [];
        if (new FileInfo(path).Length > LargestFile) throw Broken();
        try
        {
            var content = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellation), KeyFileJson.Default.KeyFileContent);
            var keys = content?.Keys ?? throw Broken();
            return keys.All(IsWhole) ? keys : throw Broken();
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>Replaces the keys by what <paramref name="change"/> makes of them.</summary>
    /// <exception cref="IOException">Another process keeps the file locked, or it cannot be written.</exception>
    public async Task<IReadOnlyList<ApiKey>> ChangeAsync(Func<IReadOnlyList<ApiKey>, IReadOnlyList<ApiKey>> change, CancellationToken cancellation = default)
    {
        await using var locked = await LockAsync(cancellation);
        var before = await ReadAsync(cancellation);
        var after = change(before);
        if (ReferenceEquals(before, after)) return after;
        var temporary = $"{path}.new";
        await using (var stream = new FileStream(temporary, OwnersFile(FileMode.Create, FileShare.None)))
        {
            await JsonSerializer.SerializeAsync(stream, new KeyFileContent([.. after]), KeyFileJson.Default.KeyFileContent, cancellation);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        return after;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{path}.lock", OwnersFile(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < LockTimeout && File.Exists($"{path}.lock"))
            {
                await Task.Delay(20, cancellation);
            }
        }
    }

    private static FileStreamOptions OwnersFile(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static bool IsWhole(ApiKey? key) =>
        key is { Id.Length: 8, Name: not null, Hash.Length: 64, Role: Role.Reader or Role.Writer or Role.Curator } && key.Hash.All(char.IsAsciiHexDigit);

    private InvalidDataException Broken() => new($"{path} is no file of API keys: expected what 'kg key add' writes.");
}

internal sealed record KeyFileContent(IReadOnlyList<ApiKey> Keys);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(KeyFileContent))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
