using System.CommandLine;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Nlp.Serialization;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg annotate [FILE...]</c>: tokens, tags, trees and names of texts, as JSON lines.</summary>
internal sealed class AnnotateVerb : IVerb
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "JSON lines with \"id\" and \"text\"; standard input where none is given." };

    public Command Describe(CommonOptions options) =>
        new("annotate", "Write tokens, tags, dependency trees and named entities of texts as JSON lines (offsets in code points).") { _files };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var stream = new AnnotationStream(LanguageModel.LoadDefault());
        var files = context.Value(_files);
        if (files.Length == 0) return await RunAsync(stream, context, context.Input, "", cancellation);
        var worst = ExitCode.Success;
        foreach (var file in files)
        {
            using var reader = new StreamReader(file);
            worst = Math.Max(worst, await RunAsync(stream, context, reader, file, cancellation));
        }
        return worst;
    }

    private static Task<int> RunAsync(AnnotationStream stream, CommandContext context, TextReader input, string name, CancellationToken cancellation) =>
        stream.RunAsync(
            input, context.Output, context.Error,
            new AnnotationStreamOptions { Threads = context.Threads, ShowProgress = !context.IsQuiet && !Console.IsErrorRedirected, InputName = name }, cancellation);
}
