using System.CommandLine;
using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg ingest PATH...</c>: reads articles into the graph, from files and from the web.</summary>
internal sealed class IngestVerb : IVerb
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files, folders or patterns (text, Markdown, HTML, JSON lines); addresses of pages and feeds; - reads standard input.",
    };

    private WebReadingOptions _web = null!;

    public Command Describe(CommonOptions options)
    {
        _web = new(options);
        var command = new Command("ingest", "Read articles into the graph. The same article again changes nothing.") { _paths };
        foreach (var option in _web.Reading) command.Options.Add(option);
        return command;
    }

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var settings = _web.ReadOnce(context);
        var given = context.Value(_paths).ToLookup(path => path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        var addresses = given[true].Select(Address).Distinct().ToList();
        var (files, missing) = ArticleFiles.Find(given[false].Where(path => path != "-"));
        var temporary = given[false].Contains("-") ? await SpoolAsync(context.Input, cancellation) : null;
        try
        {
            IReadOnlyList<string> all = temporary is null ? files : [.. files, temporary];
            await using var store = await context.OpenStoreAsync(cancellation);
            await using var services = new ServiceCollection().AddSingleton(store).AddSingleton(settings).AddIngestion().BuildServiceProvider();
            using var progress = new ProgressLine(context.Error, context.IsQuiet);
            var report = await new FileIngestion(services.GetRequiredService<IngestionService>(), context.Threads, TimeProvider.System, progress).RunAsync(all, cancellation);
            progress.Finish();
            if (addresses.Count > 0) report += await services.GetRequiredService<AddressIngestion>().RunAsync(addresses, cancellation);
            var refusals = missing.Concat(report.Refusals).ToList();
            foreach (var refusal in refusals) await context.Error.WriteLineAsync($"kg: {Named(refusal.Name, temporary)} {refusal.Refusal}.");
            foreach (var (name, remark) in report.Remarks) context.Say($"kg: {Named(name, temporary)} {remark}.");
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

    private static Uri Address(string given) => Uri.TryCreate(given, UriKind.Absolute, out var address)
        ? address
        : throw new CommandException($"'{given}' is no web address; expected one such as https://news.example/story.");

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
