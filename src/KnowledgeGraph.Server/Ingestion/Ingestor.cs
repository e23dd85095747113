using System.Threading.Channels;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>How far an ingestion is.</summary>
/// <param name="Read">Articles read so far.</param>
/// <param name="Total">Files in all; null where they come from a stream.</param>
public sealed record IngestProgress(int Read, int? Total, int Recorded);

/// <summary>What came of an ingestion.</summary>
/// <param name="Added">Articles that are new.</param>
/// <param name="Replaced">Articles that replaced an older version of themselves.</param>
/// <param name="Unchanged">Articles that were there already.</param>
/// <param name="Skipped">Of these, how many were kept without extraction (another language).</param>
/// <param name="Refusals">What could not be read, with reasons.</param>
public sealed record IngestReport(int Added, int Replaced, int Unchanged, int Skipped, IReadOnlyList<ReadResult> Refusals)
{
    public int Recorded => Added + Replaced + Unchanged;
}

/// <summary>
/// Reads, extracts and records articles: extraction on all threads, one recorder that writes batches. What a batch recorded
/// survives a crash; articles not yet recorded are simply read again next time.
/// </summary>
public sealed class Ingestor(LanguageModel language, ArticleExtractor extractor)
{
    private const int LargestBatch = 64;

    /// <summary>With the language model and the data that come with the program.</summary>
    public static Ingestor LoadDefault()
    {
        var language = LanguageModel.LoadDefault();
        return new(language, new ArticleExtractor(ExtractionResources.Load(language.Vectors)));
    }

    /// <summary>What an article says.</summary>
    public Contribution Extract(Article article, CancellationToken cancellation = default) =>
        article.Language == "en" ? extractor.Extract(article, language.Annotate(article.Text, cancellation)) : extractor.Skip(article);

    // An article that the extractor fails at is refused like one that cannot be read; the others go on.
    private Contribution? Extracted(ReadResult result, out ReadResult refusal, CancellationToken cancellation)
    {
        refusal = result;
        if (result.Article is not { } article) return null;
        try
        {
            return Extract(article, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refusal = ReadResult.Refused(result.Name, $"could not be extracted ({e.GetType().Name})");
            return null;
        }
    }

    /// <summary>Ingests files; refusals are collected, never thrown.</summary>
    public async Task<IngestReport> IngestFilesAsync(
        IReadOnlyList<string> files, IGraphRecorder recorder, int threads, IProgress<IngestProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Where recording fails, nobody takes what is extracted; the readers must not wait for it.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var extracted = Channel.CreateBounded<Contribution>(LargestBatch * 2);
        var refusals = new List<ReadResult>();
        var read = 0;
        var recorded = new Recording(recorder);

        async Task ReadAllAsync()
        {
            try
            {
                await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stopping.Token }, async (file, stop) =>
                {
                    foreach (var result in await ReadAsync(file, stop))
                    {
                        if (Extracted(result, out var refusal, stop) is { } contribution) await extracted.Writer.WriteAsync(contribution, stop);
                        else lock (refusals) refusals.Add(refusal);
                        progress?.Report(new(Interlocked.Increment(ref read), files.Count, recorded.Count));
                    }
                });
                extracted.Writer.Complete();
            }
            catch (Exception e)
            {
                extracted.Writer.Complete(e);
                throw;
            }
        }

        var reading = ReadAllAsync();
        try
        {
            await recorded.RecordAllAsync(extracted.Reader, LargestBatch, () => progress?.Report(new(read, files.Count, recorded.Count)), cancellation);
        }
        catch
        {
            await stopping.CancelAsync();
            throw;
        }
        finally
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
        refusals.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new(recorded.Added, recorded.Replaced, recorded.Unchanged, recorded.Skipped, refusals);
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

    private sealed class Recording(IGraphRecorder recorder)
    {
        private int _count;

        public int Added { get; private set; }

        public int Replaced { get; private set; }

        public int Unchanged { get; private set; }

        public int Skipped { get; private set; }

        public int Count => Volatile.Read(ref _count);

        public async Task RecordAllAsync(ChannelReader<Contribution> source, int largestBatch, Action reported, CancellationToken cancellation)
        {
            var batch = new List<Contribution>(largestBatch);
            while (await source.WaitToReadAsync(cancellation))
            {
                while (batch.Count < largestBatch && source.TryRead(out var contribution)) batch.Add(contribution);
                var result = await recorder.RecordAsync(batch, cancellation);
                Added += result.Added;
                Replaced += result.Replaced;
                Unchanged += result.Unchanged;
                Skipped += batch.Count(c => c.Skipped is not null);
                Interlocked.Add(ref _count, batch.Count);
                batch.Clear();
                reported();
            }
        }
    }
}
