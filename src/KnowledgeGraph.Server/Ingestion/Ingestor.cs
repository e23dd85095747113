using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>Articles in, contributions out: the language model and the extractor together. Safe for many threads at once.</summary>
public sealed class Ingestor(LanguageModel language, ArticleExtractor extractor)
{
    /// <summary>With the language model and the data that come with the program.</summary>
    public static Ingestor LoadDefault()
    {
        var language = LanguageModel.LoadDefault();
        return new(language, new ArticleExtractor(ExtractionResources.Load(language.Vectors)));
    }

    /// <summary>What an article says.</summary>
    public Contribution Extract(Article article, CancellationToken cancellation = default) =>
        article.Language == "en" ? extractor.Extract(article, language.Annotate(article.Text, cancellation)) : extractor.Skip(article);

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
}
