using System.Diagnostics;
using System.Text;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Time for texts of one repeated piece at growing lengths: shows any step that is more than linear.</summary>
internal static class NlpScaling
{
    private static readonly string[] Pieces =
        ["a", "(", ".", "a.", "a:b@", "1-", "\"'", "😀", "\ud83d", "\0", "\n", "a ", ". ", "( ", "the ", "Kyiv, ", "said that ", "and ", "x\n", "of the "];

    public static int Run(string[] arguments)
    {
        var model = LanguageModel.LoadDefault();
        int[] lengths = arguments.Length > 0 ? [.. arguments.Select(int.Parse)] : [10_000, 40_000, 160_000];
        foreach (var piece in Pieces)
        {
            Console.Write($"{System.Text.Json.JsonSerializer.Serialize(piece),-14}");
            foreach (var length in lengths)
            {
                var text = new StringBuilder().Insert(0, piece, length / piece.Length).ToString();
                var clock = Stopwatch.StartNew();
                var doc = model.Annotate(text);
                Console.Write($"{doc.Count,9} tokens {clock.Elapsed.TotalMilliseconds,9:N0} ms");
                Console.Out.Flush();
            }
            Console.WriteLine();
        }
        return 0;
    }
}
