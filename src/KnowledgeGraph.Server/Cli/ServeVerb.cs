using System.CommandLine;
using System.Net.Sockets;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;
using Microsoft.AspNetCore.Connections;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg serve [PATH...]</c>: reads the paths, then serves the graph.</summary>
internal sealed class ServeVerb : IVerb
{
    // So long the address waits for the articles; a larger pile goes on being read while the server already answers.
    private static readonly TimeSpan PatienceWithArticles = TimeSpan.FromSeconds(20);

    private readonly Argument<string[]> _paths = new("PATH") { Arity = ArgumentArity.ZeroOrMore, Description = "Files, folders or patterns of articles to read first." };
    private Option<string> _urls = null!;
    private Option<string> _origins = null!;

    public Command Describe(CommonOptions options)
    {
        _urls = options.Text("--urls", "URLS", "http://localhost:5080", "Addresses to listen at, separated by semicolons.");
        _origins = options.Text("--allow-origin", "ORIGINS", "", "Origins whose pages may ask, besides the server's own: https://news.example, separated by semicolons; * for any.");
        return new("serve", "Serve the graph over GraphQL at /graphql, with Banana Cake Pop for browsers.") { _paths, _urls, _origins };
    }

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var urls = context.Value(_urls);
        var origins = context.Value(_origins).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Origin).ToList();
        var (files, missing) = ArticleFiles.Find(context.Value(_paths));
        foreach (var refusal in missing) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        await using var store = await context.OpenStoreAsync(cancellation);
        await using var server = await StartAsync(urls, store, origins, cancellation);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(context, store, files, stopping.Token);
        await Task.WhenAny(reading, Task.Delay(PatienceWithArticles, stopping.Token));
        if (reading.IsFaulted) await reading;
        if (!cancellation.IsCancellationRequested)
        {
            if (!reading.IsCompleted) context.Say("Still reading; what is recorded can be asked for already.");
            await context.Output.WriteLineAsync($"{server.Address}/graphql");
            await context.Output.FlushAsync(CancellationToken.None);
        }
        _ = reading.ContinueWith(_ => server.SetReady(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
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

    private static async Task<KgServer> StartAsync(string urls, IGraphStore store, IReadOnlyCollection<string> origins, CancellationToken cancellation)
    {
        try
        {
            return await KgServer.StartAsync(urls, store, origins, cancellation);
        }
        catch (Exception e) when (e is IOException or UriFormatException or FormatException or SocketException)
        {
            throw new CommandException($"{urls} cannot be listened at: " + (e.GetBaseException() switch
            {
                AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                    "another program uses the port. Choose another with --urls, for example --urls http://localhost:5081.",
                SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not use the port. Choose one above 1023 with --urls.",
                _ => "expected addresses such as http://localhost:5080.",
            }));
        }
    }

    // As browsers write it: scheme, host and port, nothing after them.
    private static string Origin(string given) =>
        given == "*" ? given
        : Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new CommandException($"--allow-origin: expected an origin such as https://news.example or http://localhost:3000, or *, found '{given}'.");

    // True where something was refused.
    private static async Task<bool> ReadAsync(CommandContext context, IGraphStore store, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return false;
        await Task.Yield();
        context.Say($"Reading {files.Count} files ...");
        var ingestor = Ingestor.LoadDefault();
        using var progress = new ProgressLine(context.Error, context.IsQuiet);
        IngestReport report;
        try
        {
            report = await ingestor.IngestFilesAsync(files, store.Recorder, context.Threads, progress, cancellation);
        }
        catch (GraphStoreException failed)
        {
            // What is in the graph can still be asked for.
            progress.Finish();
            await context.Error.WriteLineAsync($"kg: {failed.Message}");
            return true;
        }
        progress.Finish();
        foreach (var refusal in report.Refusals) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        context.Say($"{report.Recorded} articles: {report.Added} new, {report.Replaced} replaced, {report.Unchanged} already there; {report.Refusals.Count} refused.");
        return report.Refusals.Count > 0;
    }
}
