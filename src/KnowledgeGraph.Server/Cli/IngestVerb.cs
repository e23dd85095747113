using System.CommandLine;
using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg ingest PATH...</c>: reads articles into the graph.</summary>
internal sealed class IngestVerb : IVerb
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files, folders or patterns (text, Markdown, HTML, JSON lines); - reads standard input.",
    };

    public Command Describe(CommonOptions options) => new("ingest", "Read articles into the graph. The same article again changes nothing.") { _paths };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var paths = context.Value(_paths);
        var (files, missing) = ArticleFiles.Find(paths.Where(path => path != "-"));
        var temporary = paths.Contains("-") ? await SpoolAsync(context.Input, cancellation) : null;
        try
        {
            IReadOnlyList<string> all = temporary is null ? files : [.. files, temporary];
            await using var store = await context.OpenStoreAsync(cancellation);
            var ingestor = Ingestor.LoadDefault();
            using var progress = new ProgressLine(context.Error, context.IsQuiet);
            var report = await ingestor.IngestFilesAsync(all, store.Recorder, context.Threads, progress, cancellation);
            progress.Finish();
            var refusals = missing.Concat(report.Refusals).ToList();
            foreach (var refusal in refusals) await context.Error.WriteLineAsync($"kg: {Named(refusal.Name, temporary)} {refusal.Refusal}.");
            await context.Output.WriteLineAsync(
                $"{report.Recorded} articles: {report.Added} new, {report.Replaced} replaced, {report.Unchanged} already there"
                + (report.Skipped > 0 ? $", {report.Skipped} not in English (kept without facts)" : "") + $"; {refusals.Count} refused.");
            return refusals.Count == 0 ? ExitCode.Success : ExitCode.Reported;
        }
        finally
        {
            if (temporary is not null) File.Delete(temporary);
        }
    }

    private static string Named(string name, string? temporary) => temporary is not null && name.StartsWith(temporary, StringComparison.Ordinal) ? "standard input" + name[temporary.Length..] : name;

    // Standard input is kept in a file, so that it is read like every other one; never more than a file may hold.
    private static async Task<string> SpoolAsync(TextReader input, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kg-{Guid.NewGuid():N}");
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        var buffer = new char[65536];
        long written = 0;
        int count;
        while ((count = await input.ReadAsync(buffer, cancellation)) > 0 && written <= ArticleReader.MostBytes)
        {
            await writer.WriteAsync(buffer.AsMemory(0, count), cancellation);
            written += count;
        }
        return path;
    }
}
