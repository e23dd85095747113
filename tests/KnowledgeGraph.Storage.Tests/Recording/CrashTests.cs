using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Storage.Sqlite;
using KnowledgeGraph.Storage.Tests.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>A process killed while it records loses nothing it was promised and leaves nothing half-written (KG_CRASH_POINTS sets how often).</summary>
public sealed class CrashTests : IDisposable
{
    private const int Reports = 150;
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    [Fact]
    public async Task Killed_at_random_points_it_goes_on_and_ends_as_if_never_killed()
    {
        var points = int.TryParse(Environment.GetEnvironmentVariable("KG_CRASH_POINTS"), CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        var random = new Random(points);
        var promised = 0;
        for (var point = 0; point < points; point++)
        {
            // Where a run reached the end, the next begins again from the start: what is there already changes nothing.
            if (promised >= Reports) promised = 0;
            var reached = await RecordUntilKilledAsync(promised, random);
            await using var store = await SqliteGraphStore.OpenAsync(_file.Path);
            Assert.Empty(await store.CheckAsync());
            var expected = Enumerable.Range(0, reached).Select(number => GeneratedReports.Make(number, new Random(number)).Article.Id).ToList();
            Assert.DoesNotContain(null, await store.Reader.Articles.FindAsync(expected));
            Assert.Equal(0, await store.Reader.Articles.CountAsync(new ArticleFilter()) % CrashChild.Batch);
            promised = reached;
        }
        Assert.Equal(await WholeAsync(_file.Path), await WholeAsync(_file.Beside("never-killed.db")));
    }

    // Kills the child some milliseconds after one of its promises; returns the last promise.
    private async Task<int> RecordUntilKilledAsync(int from, Random random)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(CrashChild).Assembly.Location, "record", _file.Path, from.ToString(CultureInfo.InvariantCulture), Reports.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var left = random.Next(1, 10);
        var promised = from;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            promised = int.Parse(line, CultureInfo.InvariantCulture);
            if (--left > 0) continue;
            await Task.Delay(random.Next(0, 40));
            child.Kill();
        }
        await child.WaitForExitAsync();
        return promised;
    }

    private static async Task<string> WholeAsync(string path)
    {
        await using var store = await SqliteGraphStore.OpenAsync(path);
        await store.Recorder.RecordAsync([.. Enumerable.Range(0, Reports).Select(number => GeneratedReports.Make(number, new Random(number)))]);
        using var output = new MemoryStream();
        await store.ExportAsync(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
