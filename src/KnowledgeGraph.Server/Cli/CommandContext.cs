using System.CommandLine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary>What a verb works with: its options' values, the standard streams, and the way to the store.</summary>
internal sealed class CommandContext(ParseResult parsed, CommonOptions options, TextReader input, TextWriter output, TextWriter error)
{
    public ParseResult Parsed { get; } = parsed;

    public CommonOptions Options { get; } = options;

    public TextReader Input { get; } = input;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public T Value<T>(Option<T> option) => Parsed.GetValue(option)!;

    public T Value<T>(Argument<T> argument) => Parsed.GetValue(argument)!;

    public bool IsQuiet => Value(Options.Quiet);

    public int Threads => Value(Options.Threads);

    public StoreSettings StoreSettings => new(
        Value(Options.Store), Value(Options.Data), Value(Options.Neo4jUri), Value(Options.Neo4jUser), Value(Options.Neo4jPassword));

    /// <summary>Opens the store that the options name; makes it where there is none.</summary>
    public Task<IGraphStore> OpenStoreAsync(CancellationToken cancellation) => GraphStores.OpenAsync(StoreSettings, create: true, cancellation);

    /// <summary>Opens the store that the options name; a missing file is an error.</summary>
    public Task<IGraphStore> OpenExistingStoreAsync(CancellationToken cancellation) => GraphStores.OpenAsync(StoreSettings, create: false, cancellation);

    /// <summary>Something for the person at the terminal; nothing with <c>--quiet</c>.</summary>
    public void Say(string message)
    {
        if (!IsQuiet) Error.WriteLine(message);
    }
}
