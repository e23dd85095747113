using System.CommandLine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg serve [PATH...]</c>: reads the paths, then serves the graph.</summary>
internal sealed class ServeVerb : IVerb
{
    // So long the address waits for the articles; a larger pile goes on being read while the server already answers.
    private static readonly TimeSpan PatienceWithArticles = TimeSpan.FromSeconds(20);

    private readonly Argument<string[]> _paths = new("PATH") { Arity = ArgumentArity.ZeroOrMore, Description = "Files, folders or patterns of articles to read first." };
    private Option<string> _urls = null!;

    public Command Describe(CommonOptions options)
    {
        _urls = options.Text("--urls", "URLS", "http://localhost:5080", "Addresses to listen at, separated by semicolons.");
        return new("serve", "Serve the graph over GraphQL at /graphql, with Banana Cake Pop for browsers.") { _paths, _urls };
    }

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var urls = context.Value(_urls);
        var (files, missing) = ArticleFiles.Find(context.Value(_paths));
        foreach (var refusal in missing) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        await using var store = await context.OpenStoreAsync(cancellation);
        await using var server = await StartAsync(urls, store, cancellation);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(context, store, files, stopping.Token);
        await Task.WhenAny(reading, Task.Delay(PatienceWithArticles, stopping.Token));
        if (!reading.IsCompleted) context.Say("Still reading; what is recorded can be asked for already.");
        await context.Output.WriteLineAsync($"{server.Address}/graphql");
        await context.Output.FlushAsync(cancellation);
        _ = reading.ContinueWith(_ => server.SetReady(), TaskScheduler.Default);
        await server.WaitForShutdownAsync(cancellation);
        await stopping.CancelAsync();
        var wrong = missing.Count > 0;
        try
        {
            wrong |= await reading;
        }
        catch (OperationCanceledException)
        {
            context.Say("Stopped while reading; what was recorded before is kept.");
        }
        return wrong ? ExitCode.Reported : ExitCode.Success;
    }

    private static async Task<KgServer> StartAsync(string urls, IGraphStore store, CancellationToken cancellation)
    {
        try
        {
            return await KgServer.StartAsync(urls, store, cancellation);
        }
        catch (Exception e) when (e is IOException or UriFormatException or FormatException or System.Net.Sockets.SocketException)
        {
            var taken = e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException;
            throw new CommandException(taken
                ? $"{urls} cannot be listened at: another program uses the port. Choose another with --urls, for example --urls http://localhost:5081."
                : $"{urls} cannot be listened at: expected addresses such as http://localhost:5080.");
        }
    }

    // True where something was refused.
    private static async Task<bool> ReadAsync(CommandContext context, IGraphStore store, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return false;
        await Task.Yield();
        context.Say($"Reading {files.Count} files ...");
        var ingestor = Ingestor.LoadDefault();
        using var progress = new ProgressLine(context.Error, context.IsQuiet);
        var report = await ingestor.IngestFilesAsync(files, store.Recorder, context.Threads, progress, cancellation);
        progress.Finish();
        foreach (var refusal in report.Refusals) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        context.Say($"{report.Recorded} articles: {report.Added} new, {report.Replaced} replaced, {report.Unchanged} already there; {report.Refusals.Count} refused.");
        return report.Refusals.Count > 0;
    }
}
