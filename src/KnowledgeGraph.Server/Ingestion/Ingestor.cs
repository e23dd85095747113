using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>
/// Articles in, contributions out: the language model and the extractor together. Safe for many threads at once. The models are the larger
/// part of a server's memory; they can be let go while nobody brings articles, and are loaded again when somebody does.
/// </summary>
public sealed class Ingestor
{
    private readonly Lock _gate = new();
    private readonly Func<Models>? _load;
    private Models? _models;
    private long _uses;

    public Ingestor(LanguageModel language, ArticleExtractor extractor) => _models = new(language, extractor);

    private Ingestor(Func<Models> load) => (_load, _models) = (load, load());

    /// <summary>How often something was extracted.</summary>
    public long Uses => Volatile.Read(ref _uses);

    /// <summary>Whether the models are in memory.</summary>
    public bool IsLoaded => Volatile.Read(ref _models) is not null;

    /// <summary>With the language model and the data that come with the program.</summary>
    public static Ingestor LoadDefault() => new(() =>
    {
        var language = LanguageModel.LoadDefault();
        return new(language, new ArticleExtractor(ExtractionResources.Load(language.Vectors)));
    });

    /// <summary>What an article says.</summary>
    public Contribution Extract(Article article, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _uses);
        var (language, extractor) = Loaded();
        return article.Language == "en" ? extractor.Extract(article, extractor.Annotate(article, language, cancellation)) : extractor.Skip(article);
    }

    /// <summary>Lets the models go, where they can be loaded again, and gives their memory back to the system. Extractions that run keep them until they end.</summary>
    public void Release()
    {
        if (_load is null) return;
        lock (_gate) _models = null;
        // Without this the memory stays with the process until something needs it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private Models Loaded()
    {
        if (Volatile.Read(ref _models) is { } models) return models;
        lock (_gate) return _models ??= _load!();
    }

    /// <summary>Ingests files through a service of its own that lives as long as the call; refusals are collected, never thrown.</summary>
    public async Task<IngestReport> IngestFilesAsync(
        IReadOnlyList<string> files, IGraphRecorder recorder, int threads, IProgress<IngestProgress>? progress = null, CancellationToken cancellation = default)
    {
        var time = TimeProvider.System;
        // Nobody waits for single articles: large batches, and the pile is stopped as soon as it is told to.
        var options = new IngestionOptions { Threads = threads, Capacity = 64, BatchTime = TimeSpan.FromSeconds(1), Grace = TimeSpan.Zero };
        await using var service = new IngestionService(new(this), recorder, new(time), options, time, NullLogger<IngestionService>.Instance);
        return await new FileIngestion(service, threads, time, progress).RunAsync(files, cancellation);
    }

    /// <summary>Reads the articles of one file; an unreadable file is a refusal.</summary>
    public static async Task<IReadOnlyList<ReadResult>> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, useAsync: true);
            return await ArticleReader.ReadAsync(file, stream, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [ReadResult.Refused(file, $"cannot be read ({(e is UnauthorizedAccessException ? "no permission" : "the system refuses it")})")];
        }
    }

    private sealed record Models(LanguageModel Language, ArticleExtractor Extractor);
}
