using System.Text.Json;

namespace KnowledgeGraph.Server.Ingestion.Feeds;

/// <summary>
/// The states of all feeds in one small JSON file beside the store: <c>{"version": 1, "feeds": [...]}</c>. Written whole to a second file that then takes
/// its place, so that a crash leaves the old one or the new one.
/// </summary>
/// <param name="path">Null: nothing is kept, for tests.</param>
public sealed class FeedStateFile(string? path)
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The states by address; none where there is no file. A file that cannot be read is put aside.</summary>
    /// <returns>And what was wrong with the file; null where nothing was.</returns>
    public async Task<(IReadOnlyDictionary<string, FeedState> Feeds, string? Problem)> ReadAsync(CancellationToken cancellation = default)
    {
        var none = new Dictionary<string, FeedState>(StringComparer.Ordinal);
        if (path is null || !File.Exists(path)) return (none, null);
        try
        {
            await using var stream = File.OpenRead(path);
            var content = await JsonSerializer.DeserializeAsync<Content>(stream, Options, cancellation);
            if (content?.Version == Version) return (content.Feeds.DistinctBy(feed => feed.Address).ToDictionary(feed => feed.Address, StringComparer.Ordinal), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Told below.
        }
        var aside = path + ".unreadable";
        try
        {
            File.Move(path, aside, overwrite: true);
            return (none, $"{path} cannot be read as the state of feeds and was put aside as {Path.GetFileName(aside)}; all feeds are read anew");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (none, $"{path} cannot be read as the state of feeds; all feeds are read anew");
        }
    }

    /// <summary>Writes all states.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteAsync(IEnumerable<FeedState> feeds, CancellationToken cancellation = default)
    {
        if (path is null) return;
        await _turn.WaitAsync(cancellation);
        try
        {
            var fresh = path + ".new";
            await using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                await JsonSerializer.SerializeAsync(stream, new Content(Version, [.. feeds.OrderBy(feed => feed.Address, StringComparer.Ordinal)]), Options, cancellation);
                stream.Flush(flushToDisk: true);
            }
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record Content(int Version, IReadOnlyList<FeedState> Feeds);
}
