using KnowledgeGraph.Nlp;
using KnowledgeGraph.Nlp.Tests;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Counts, field by field, where the language model differs from goldens files. Exit code 1 where anything does.</summary>
internal static class NlpParity
{
    public static int Run(string[] arguments)
    {
        var files = arguments.SelectMany<string, string>(a => Directory.Exists(a)
            ? Directory.EnumerateFiles(a, "*.jsonl*").Order(StringComparer.Ordinal)
            : [a]).ToList();
        if (files.Count == 0)
        {
            Console.Error.WriteLine("usage: -- parity FOLDER-OR-FILE...");
            return 2;
        }
        var model = LanguageModel.LoadDefault();
        var differing = 0;
        foreach (var file in files)
        {
            var parity = Parity.Of(model, file);
            Console.WriteLine($"{Path.GetFileName(file)}: {parity}");
            foreach (var example in parity.Examples) Console.WriteLine($"  {example}");
            differing += parity.Differing;
        }
        return differing == 0 ? 0 : 1;
    }
}
