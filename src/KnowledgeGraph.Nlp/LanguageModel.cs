using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// An English pipeline, loaded once: tokens, tags, dependency trees, sentences, lemmas, named entities, word vectors.
/// Immutable to its users and safe for any number of threads.
/// </summary>
public sealed class LanguageModel
{
    private readonly Pipeline _pipeline;

    private LanguageModel(WordVectors vectors, Pipeline pipeline) => (Vectors, _pipeline) = (vectors, pipeline);

    public WordVectors Vectors { get; }

    /// <summary>Loads the model that was built with this assembly, from <c>models/en-news</c> beside it.</summary>
    public static LanguageModel LoadDefault() => Load(Path.Combine(AppContext.BaseDirectory, "models", "en-news"));

    /// <summary>Loads <c>model.safetensors</c> and <c>pipeline.json</c> from a folder.</summary>
    /// <exception cref="InvalidDataException">A file is cut, changed or of another model; the message names it and what was expected.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static LanguageModel Load(string folder) => Load(folder, VectorPaths.Best);

    internal static LanguageModel Load(string folder, VectorPath path)
    {
        var (tensorPath, pipelinePath) = (Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "pipeline.json"));
        using var tensors = new TensorFile(tensorPath);
        var (rows, width, known) = (tensors.Length("vectors.data", 0), tensors.Length("vectors.data", 1), tensors.Length("vectors.keys", 0));
        var (pipeline, data, (keys, rowOf)) = AtOnce.Run(
            () => PipelineFile.Read(pipelinePath),
            () => tensors.Halves("vectors.data", rows, width),
            () => (tensors.UInt64s("vectors.keys", known), tensors.UInt16s("vectors.rows", known)));
        var (name, version) = (tensors.Metadata("name"), tensors.Metadata("version"));
        if (name != pipeline.Name || version != pipeline.Version)
            throw new InvalidDataException($"{tensorPath} is of model {name} {version}, expected {pipeline.Name} {pipeline.Version} as {pipelinePath} is.");
        if (rowOf.AsSpan().IndexOfAnyExceptInRange((ushort)0, (ushort)Math.Min(rows - 1, ushort.MaxValue)) >= 0)
            throw new InvalidDataException($"{tensorPath} has \"vectors.rows\" beyond its {rows:N0} vectors.");
        var ids = new StringIds(pipeline.Symbols);
        var vectors = new WordVectors(ids, keys, rowOf, data, width);
        try
        {
            return new LanguageModel(vectors, new Pipeline(pipeline, tensors, ids, vectors, path));
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{pipelinePath} is not a pipeline description of this program: {e.Message}", e);
        }
    }

    /// <summary>The known base form that a word is a form of ("said": say); null where it is none of this part of speech.</summary>
    /// <param name="lower">The word in lower case.</param>
    /// <param name="kind"><c>noun</c>, <c>verb</c>, <c>adj</c> or <c>adv</c>. Well-known names are nouns, too.</param>
    public string? FindBase(string lower, string kind) => _pipeline.FindBase(lower, kind);

    /// <summary>Annotates one text of any length; lone surrogates and control characters are tokens like others.</summary>
    public Doc Annotate(string text, CancellationToken cancellation = default) => _pipeline.Annotate([text], cancellation)[0];

    /// <summary>Annotates several texts in one go, which is faster than one by one when they are short.</summary>
    public Doc[] Annotate(ReadOnlySpan<string> texts, CancellationToken cancellation = default) => _pipeline.Annotate(texts, cancellation);

    /// <summary>Annotates a stream of texts on several threads; results come in the order of the texts.</summary>
    /// <param name="texts">The texts; read no further ahead than a few per thread.</param>
    /// <param name="degree">How many threads annotate at once; 0 for one per processor.</param>
    /// <param name="cancellation">Stops within milliseconds; the enumeration then throws <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<Doc> AnnotateAsync(
        IAsyncEnumerable<string> texts, int degree = 0, CancellationToken cancellation = default) =>
        AnnotateAsync(texts, text => text, (_, doc) => doc, degree, cancellation);

    /// <summary>The same for anything that has a text: <paramref name="result"/> is called on the annotating thread.</summary>
    public IAsyncEnumerable<TResult> AnnotateAsync<T, TResult>(
        IAsyncEnumerable<T> items, Func<T, string> text, Func<T, Doc, TResult> result, int degree = 0,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        return OrderedBatches.RunAsync(this, items, text, result, degree == 0 ? Environment.ProcessorCount : degree, cancellation);
    }
}
