using System.CommandLine;
using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Ingestion;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg extract [FILE...]</c>: articles in, contributions out, as JSON lines and in order; <c>--show FILE</c> shows one to a person.</summary>
internal sealed class ExtractVerb : IVerb
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Files of articles; JSON lines on standard input where none is given." };
    private readonly Option<string?> _show = new("--show") { HelpName = "FILE", Description = "Show one article with its entities coloured and its facts listed." };

    public Command Describe(CommonOptions options) => new("extract", "Write what articles say as JSON lines, without a store.") { _files, _show };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var ingestor = Ingestor.LoadDefault();
        if (context.Value(_show) is { } file) return await ShowAsync(ingestor, context, file, cancellation);
        var wrong = false;
        // A window of articles is extracted at once and written in order.
        var window = new List<Task<(string? Line, ReadResult Result)>>();
        async Task FlushAsync(int keep)
        {
            while (window.Count > keep)
            {
                var (line, result) = await window[0];
                window.RemoveAt(0);
                if (line is not null) await context.Output.WriteLineAsync(line);
                else
                {
                    wrong = true;
                    await context.Error.WriteLineAsync($"kg: {result.Name} {result.Refusal}.");
                }
            }
        }
        await foreach (var result in ReadAsync(context, cancellation))
        {
            window.Add(Task.Run(() => result.Article is { } article ? (ContributionJson.Write(ingestor.Extract(article, cancellation)), result) : ((string?)null, result), cancellation));
            await FlushAsync(context.Threads * 2);
        }
        await FlushAsync(0);
        return wrong ? ExitCode.Reported : ExitCode.Success;
    }

    private async IAsyncEnumerable<ReadResult> ReadAsync(CommandContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var paths = context.Value(_files);
        if (paths.Length == 0)
        {
            var number = 0;
            while (await context.Input.ReadLineAsync(cancellation) is { } line)
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                foreach (var result in ArticleReader.Read("standard input.jsonl", Encoding.UTF8.GetBytes(line))) yield return result with { Name = $"standard input, line {number}," };
            }
            yield break;
        }
        var (files, refusals) = ArticleFiles.Find(paths);
        foreach (var refusal in refusals) yield return refusal;
        foreach (var file in files)
            foreach (var result in await Ingestor.ReadAsync(file, cancellation)) yield return result;
    }

    private static async Task<int> ShowAsync(Ingestor ingestor, CommandContext context, string file, CancellationToken cancellation)
    {
        var worst = ExitCode.Success;
        foreach (var result in await Ingestor.ReadAsync(file, cancellation))
        {
            if (result.Article is not { } article)
            {
                await context.Error.WriteLineAsync($"kg: {result.Name} {result.Refusal}.");
                worst = ExitCode.Reported;
                continue;
            }
            ContributionView.Show(context.Terminal(), ingestor.Extract(article, cancellation));
        }
        return worst;
    }
}
