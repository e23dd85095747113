using System.Globalization;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>
/// The process that <see cref="CrashTests"/> kills: <c>record FILE FROM TO</c> records generated reports one batch after another and writes the
/// number that it has been promised to standard output.
/// </summary>
public static class CrashChild
{
    public const int Batch = 3;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["record", var path, var from, var to]) return 2;
        await using var store = await SqliteGraphStore.OpenAsync(path);
        var end = int.Parse(to, CultureInfo.InvariantCulture);
        for (var at = int.Parse(from, CultureInfo.InvariantCulture); at < end; at += Batch)
        {
            await store.Recorder.RecordAsync([.. Enumerable.Range(at, Math.Min(Batch, end - at)).Select(number => GeneratedReports.Make(number, new Random(number)))]);
            Console.WriteLine(Math.Min(at + Batch, end));
        }
        return 0;
    }
}
