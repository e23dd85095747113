using System.Diagnostics;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Nlp.Serialization;
using KnowledgeGraph.Nlp.Tests;

namespace KnowledgeGraph.Benchmarks;

internal static class NlpBenchmark
{
    public static int Run(string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var model = LanguageModel.LoadDefault();
        Console.WriteLine($"load {clock.ElapsedMilliseconds} ms");
        var docs = Parity.ReadLines(arguments[0]).Select(DocJson.Read).ToList();
        for (var round = 0; round < 5; round++)
        {
            clock.Restart();
            var tokens = 0;
            foreach (var (_, doc) in docs) tokens += model.Annotate(doc.Text).Count;
            Console.WriteLine($"{tokens / clock.Elapsed.TotalSeconds:N0} tokens/s");
        }
        return 0;
    }
}
