using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>extraction</c>: articles a second on one core, the time of extraction against the language model's in the same run, time by length, and memory
/// over many articles. Texts are invented (<see cref="ExtractionCorpus"/>). Times are the process's processor time, which other programs do not lengthen.
/// </summary>
internal static class ExtractionBenchmark
{
    private const int UsualLength = 5_300;

    private static readonly int[] Kilobytes = [25, 50, 100, 200, 400, 1_000];

    public static int Run(string[] arguments)
    {
        if (arguments is not ([] or ["--articles", _]) || arguments.Length == 2 && !int.TryParse(arguments[1], out _))
        {
            Console.Error.WriteLine("usage: extraction [--articles N]");
            return 2;
        }
        var many = arguments.Length == 2 ? int.Parse(arguments[1]) : 10_000;
        var model = LanguageModel.LoadDefault();
        var extractor = new ArticleExtractor(ExtractionResources.Load(model.Vectors));
        for (var i = 0; i < 40; i++) Extract(model, extractor, ExtractionCorpus.Article(-1 - i, UsualLength), new(), new());
        Usual(model, extractor);
        Lengths(model, extractor);
        Memory(model, extractor, many);
        return 0;
    }

    private static void Usual(LanguageModel model, ArticleExtractor extractor)
    {
        const int Articles = 200;
        var (language, extraction) = (new ProcessorClock(), new ProcessorClock());
        var tokens = 0;
        for (var i = 0; i < Articles; i++) tokens += Extract(model, extractor, ExtractionCorpus.Article(i, UsualLength), language, extraction);
        var seconds = language.Elapsed.TotalSeconds + extraction.Elapsed.TotalSeconds;
        Console.WriteLine($"{Articles} articles of {UsualLength:N0} characters, {tokens:N0} tokens, one thread: {Articles / seconds:N1} articles/s");
        Console.WriteLine($"  language model {language.Elapsed.TotalMilliseconds / Articles:N1} ms an article ({tokens / language.Elapsed.TotalSeconds:N0} tokens/s)");
        Console.WriteLine($"  coreference and extraction {extraction.Elapsed.TotalMilliseconds / Articles:N1} ms an article: {extraction.Elapsed / language.Elapsed:N2} of the language model's time");
    }

    private static void Lengths(LanguageModel model, ArticleExtractor extractor)
    {
        Console.WriteLine("   KB   language ms   extraction ms   extraction ms/KB");
        foreach (var length in Kilobytes)
        {
            var (language, extraction) = (new ProcessorClock(), new ProcessorClock());
            Extract(model, extractor, ExtractionCorpus.Article(length, length * 1_000), language, extraction);
            Console.WriteLine($"{length,5} {language.Elapsed.TotalMilliseconds,13:N0} {extraction.Elapsed.TotalMilliseconds,15:N0} {extraction.Elapsed.TotalMilliseconds / length,18:N2}");
        }
    }

    private static void Memory(LanguageModel model, ArticleExtractor extractor, int articles)
    {
        Console.WriteLine("articles   live heap MB   working set MB");
        for (var i = 0; i <= articles; i++)
        {
            if (i % Math.Max(1, articles / 10) == 0)
            {
                var live = GC.GetTotalMemory(forceFullCollection: true);
                Console.WriteLine($"{i,8} {live / 1e6,14:N1} {Environment.WorkingSet / 1e6,16:N0}");
            }
            if (i < articles) Extract(model, extractor, ExtractionCorpus.Article(1_000 + i, UsualLength), new(), new());
        }
    }

    /// <summary>A stopwatch of the process's processor time.</summary>
    private sealed class ProcessorClock
    {
        private TimeSpan _since;

        public TimeSpan Elapsed { get; private set; }

        public void Start() => _since = Environment.CpuUsage.TotalTime;

        public void Stop() => Elapsed += Environment.CpuUsage.TotalTime - _since;
    }

    private static int Extract(LanguageModel model, ArticleExtractor extractor, string text, ProcessorClock language, ProcessorClock extraction)
    {
        var article = ArticleReader.FromText(text);
        language.Start();
        var doc = model.Annotate(text);
        language.Stop();
        extraction.Start();
        var found = extractor.Extract(article, doc);
        extraction.Stop();
        if (found.Entities.Count == 0) throw new InvalidOperationException("Extraction found nothing in an invented report.");
        return doc.Count;
    }
}
