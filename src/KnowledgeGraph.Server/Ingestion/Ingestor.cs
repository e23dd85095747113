using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>
/// Articles in, contributions out: the language model and the extractor together. Safe for many threads at once. The models are the larger
/// part of a server's memory; they are loaded by the first article, can be let go while nobody brings articles, and are loaded again when somebody does.
/// </summary>
public sealed class Ingestor(Func<(LanguageModel Language, ArticleExtractor Extractor)> load)
{
    private readonly Lock _gate = new();
    private Models? _models;
    private long _uses;

    /// <summary>How often something was extracted.</summary>
    public long Uses => Volatile.Read(ref _uses);

    /// <summary>Whether the models are in memory.</summary>
    public bool IsLoaded => Volatile.Read(ref _models) is not null;

    /// <summary>With the language model and the data that come with the program.</summary>
    public static Ingestor Default() => new(() =>
    {
        var language = LanguageModel.LoadDefault();
        return (language, new ArticleExtractor(ExtractionResources.Load(language.Vectors)));
    });

    /// <summary>What an article says.</summary>
    public Contribution Extract(Article article, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _uses);
        var (language, extractor) = Loaded();
        return article.Language == "en" ? extractor.Extract(article, language.Annotate(article.Text, cancellation)) : extractor.Skip(article);
    }

    /// <summary>Lets the models go and gives their memory back to the system. Extractions that run keep them until they end.</summary>
    public void Release()
    {
        if (!IsLoaded) return;
        lock (_gate) _models = null;
        // Without this the memory stays with the process until something needs it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private Models Loaded()
    {
        if (Volatile.Read(ref _models) is { } models) return models;
        lock (_gate)
        {
            if (_models is null)
            {
                var (language, extractor) = load();
                _models = new(language, extractor);
            }
            return _models;
        }
    }

    /// <summary>Ingests files through a service of its own that lives as long as the call; refusals are collected, never thrown.</summary>
    public async Task<IngestReport> IngestFilesAsync(
        IReadOnlyList<string> files, IGraphRecorder recorder, int threads, IProgress<IngestProgress>? progress = null, CancellationToken cancellation = default)
    {
        var time = TimeProvider.System;
        await using var service = new IngestionService(this, recorder, new(time), IngestionOptions.ForPile(threads), time, NullLogger<IngestionService>.Instance);
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
