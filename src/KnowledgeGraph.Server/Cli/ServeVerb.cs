using System.CommandLine;
using System.CommandLine.Help;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
    private readonly Option<bool> _print = new("--print-config") { Description = "Print the settings that would hold, secrets masked, and end." };
    private ServeOptions _server = null!;
    private WebReadingOptions _web = null!;

    public Command Describe(CommonOptions options)
    {
        _server = new(options);
        _web = new(options);
        var command = new Command("serve", "Serve the graph over GraphQL at /graphql, with Banana Cake Pop for browsers.") { _paths, _print };
        foreach (var option in _server.All.Concat(_web.All)) command.Options.Add(option);
        return command;
    }

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var settings = _server.Read(context);
        var ingestion = _web.Read(context);
        if (context.Value(_print)) return await PrintAsync(context);
        foreach (var warning in ServerWarnings.Of(settings)) await context.Error.WriteLineAsync($"kg: {warning}");
        var (files, missing) = ArticleFiles.Find(context.Value(_paths));
        foreach (var refusal in missing) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        await using var store = await context.OpenStoreAsync(cancellation);
        await using var server = await StartAsync(settings, ingestion, store, cancellation);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(context, server, files, stopping.Token);
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

    private static async Task<KgServer> StartAsync(ServerSettings settings, IngestionSettings ingestion, IGraphStore store, CancellationToken cancellation)
    {
        try
        {
            return await KgServer.StartAsync(settings, store, services => services.AddSingleton(ingestion), cancellation);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
        catch (CryptographicException)
        {
            throw new CommandException("--tls-certificate: expected a certificate in PEM and its private key, in --tls-key or in the same file.");
        }
        catch (Exception e) when (e is IOException or UriFormatException or FormatException or SocketException or InvalidOperationException)
        {
            throw new CommandException($"{settings.Urls} cannot be listened at: " + (e.GetBaseException() switch
            {
                AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                    "another program uses the port. Choose another with --urls, for example --urls http://localhost:5081.",
                SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not use the port. Choose one above 1023 with --urls.",
                InvalidOperationException => "https needs a certificate: --tls-certificate FILE.",
                _ => "expected addresses such as http://localhost:5080.",
            }));
        }
    }

    // A JSON object that could be the settings file.
    private static async Task<int> PrintAsync(CommandContext context)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var option in context.Parsed.CommandResult.Command.Options.OrderBy(option => option.Name, StringComparer.Ordinal))
            {
                if (option is HelpOption or { Name: "--print-config" or "--config" }) continue;
                var name = option.Name.TrimStart('-');
                switch (option)
                {
                    case Option<bool> flag: json.WriteBoolean(name, context.Value(flag)); break;
                    case Option<int> number: json.WriteNumber(name, context.Value(number)); break;
                    case Option<string[]> list: json.WriteString(name, string.Join(';', context.Value(list))); break;
                    case Option<string> text: json.WriteString(name, context.Options.IsSecret(text) && context.Value(text).Length > 0 ? "***" : context.Value(text)); break;
                }
            }
            json.WriteEndObject();
        }
        await context.Output.WriteLineAsync(Encoding.UTF8.GetString(stream.ToArray()));
        return ExitCode.Success;
    }

    // True where something was refused.
    private static async Task<bool> ReadAsync(CommandContext context, KgServer server, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return false;
        await Task.Yield();
        context.Say($"Reading {files.Count} files ...");
        var service = server.Service<IngestionService>();
        using var progress = new ProgressLine(context.Error, context.IsQuiet);
        IngestReport report;
        try
        {
            report = await new FileIngestion(service, context.Threads, TimeProvider.System, progress).RunAsync(files, cancellation);
        }
        catch (GraphStoreException failed)
        {
            // What is in the graph can still be asked for.
            progress.Finish();
            await context.Error.WriteLineAsync($"kg: {failed.Message}");
            return true;
        }
        progress.Finish();
        // The models are most of the memory, and the next article may be long in coming.
        if (service.Waiting == 0 && server.Service<Lazy<Ingestor>>() is { IsValueCreated: true } ingestor) ingestor.Value.Release();
        foreach (var (name, remark) in report.Remarks) context.Say($"kg: {name} {remark}.");
        foreach (var refusal in report.Refusals) await context.Error.WriteLineAsync($"kg: {refusal.Name} {refusal.Refusal}.");
        context.Say($"{report.Recorded} articles: {report.Added} new, {report.Replaced} replaced, {report.Unchanged} already there; {report.Refusals.Count} refused."
            + (report.Abandoned > 0 ? $" Stopped before {report.Abandoned} more; they can be read again." : ""));
        return report.Refusals.Count + report.Abandoned > 0;
    }
}
