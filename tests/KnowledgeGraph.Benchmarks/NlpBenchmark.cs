using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Text;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Nlp.Numerics;
using KnowledgeGraph.Nlp.Serialization;
using KnowledgeGraph.Nlp.Tests;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Speed, load time, memory and use of the arithmetic units, over the documents of a goldens file. Every figure is the best of several rounds,
/// document by document, so that other programs on the machine disturb it little.
/// </summary>
internal static class NlpBenchmark
{
    private const int Rounds = 7;

    public static int Run(string[] arguments)
    {
        var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var model = LanguageModel.LoadDefault();
        process.Refresh();
        Row("load (first in the process)", $"{clock.Elapsed.TotalMilliseconds:N0} ms", $"{(process.TotalProcessorTime - cpu).TotalMilliseconds:N0} ms of processor time");
        var path = arguments.Length > 0 ? arguments[0] : Path.Combine("..", "shared", "nlp", "goldens", "gum.jsonl.gz");
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"{path} is absent: name a goldens file (.jsonl or .jsonl.gz).");
            return 2;
        }
        string[] texts = [.. Parity.ReadLines(path).Select(l => DocJson.Read(l).Doc.Text)];
        GC.Collect();
        clock.Restart();
        var tokens = texts.Sum(t => model.Annotate(t).Count);
        Row("documents, tokens", $"{texts.Length}, {tokens:N0}");
        Row("one thread, first pass (nothing cached or compiled)", $"{tokens / clock.Elapsed.TotalSeconds:N0} tokens/s");
        var one = texts.Sum(t => Best(Rounds, () => model.Annotate(t)));
        var oneUsed = ProcessorTime(() => Array.ForEach(texts, t => model.Annotate(t)));
        Row("one thread", $"{tokens / one:N0} tokens/s", $"{tokens / oneUsed:N0} tokens a second of processor time");
        process.Refresh();
        Row("peak memory so far", $"{process.PeakWorkingSet64 / 1e6:N0} MB");
        Threads(model, texts, tokens, one, oneUsed);
        Encoder();
        Scaling(model, texts);
        Cancellation(model, texts);
        GC.KeepAlive(model);
        Cold(texts, tokens);
        return 0;
    }

    /// <summary>Compiled code, but a model that has not seen a word yet.</summary>
    private static void Cold(string[] texts, int tokens)
    {
        const int rounds = 4;
        var load = double.MaxValue;
        var best = Enumerable.Repeat(double.MaxValue, texts.Length).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            LanguageModel? model = null;
            load = Math.Min(load, Best(1, () => model = LanguageModel.LoadDefault()));
            for (var i = 0; i < texts.Length; i++) best[i] = Math.Min(best[i], Best(1, () => model!.Annotate(texts[i])));
        }
        Row("one thread, every word new to the model", $"{tokens / best.Sum():N0} tokens/s");
        Row("load (code compiled)", $"{load * 1e3:N0} ms");
    }

    private static void Threads(LanguageModel model, string[] texts, int tokens, double one, double oneUsed)
    {
        var threads = Environment.ProcessorCount;
        var longestFirst = texts.OrderByDescending(t => t.Length).ToArray();
        void Run() => Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(longestFirst, loadBalance: true), new ParallelOptions { MaxDegreeOfParallelism = threads },
            t => model.Annotate(t));
        var wall = Best(Rounds, Run);
        var used = ProcessorTime(Run);
        Row($"{threads} threads", $"{tokens / wall:N0} tokens/s", $"{one / wall:0.00} times one thread; {used / oneUsed:0.00} times its processor time");
    }

    /// <summary>Seconds that this process computed, the least of several rounds: what other programs do counts little.</summary>
    private static double ProcessorTime(Action action)
    {
        const int repeats = 2;
        var process = Process.GetCurrentProcess();
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            for (var i = 0; i < repeats; i++) action();
            process.Refresh();
            return (process.TotalProcessorTime - before).TotalSeconds / repeats;
        });
    }

    /// <summary>The encoder's multiply-adds (of real rows only) as a fraction of what this core can do at most.</summary>
    private static unsafe void Encoder()
    {
        const int rows = 128, repeats = 4;
        using var tensors = new Nlp.Files.TensorFile(Path.Combine(AppContext.BaseDirectory, "models", "en-news", "model.safetensors"));
        double peak = 0;
        foreach (var path in VectorPaths.Supported)
        {
            var encoder = new ContextEncoder(tensors, "tok2vec", path);
            var (a, b) = (new AlignedFloats(ContextEncoder.BufferLength(rows)), new AlignedFloats(ContextEncoder.BufferLength(rows)));
            var random = new Random(1);
            for (var i = 0; i < a.Length; i++) a.Pointer[i] = random.NextSingle() - 0.5f;
            if (path == VectorPaths.Best) peak = Best(200, () => Peak(path)) is var s ? PeakOperations(path) / s : 0;
            var seconds = double.MaxValue;
            for (var round = 0; round < (path == VectorPath.Scalar ? 3 : 300); round++)
            {
                peak = path == VectorPaths.Best ? Math.Max(peak, PeakOperations(path) / Best(3, () => Peak(path))) : peak;
                seconds = Math.Min(seconds, Best(repeats, () => encoder.Encode(a.Pointer, b.Pointer, rows)));
            }
            var rate = (double)rows * ContextEncoder.Layers * MaxoutLayer.Window * MaxoutLayer.Width * MaxoutLayer.Pieces / seconds;
            Row($"encoder, {path}", $"{rate / 1e9:N1} G multiply-adds/s",
                path == VectorPaths.Best ? $"{rate / peak:P0} of this core's peak of {peak / 1e9:N1} in the same run" : "");
            GC.KeepAlive(a);
            GC.KeepAlive(b);
        }
    }

    private static void Scaling(LanguageModel model, string[] texts)
    {
        var all = string.Join("\n\n", texts);
        var large = new StringBuilder();
        while (large.Length < 1_000_000) large.Append(all, 0, Math.Min(all.Length, 1_000_000 - large.Length));
        var text = large.ToString();
        string[] small = [.. text.Chunk(10_000).Select(c => new string(c))];
        var (smallTokens, largeTokens) = (small.Sum(t => model.Annotate(t).Count), model.Annotate(text).Count);
        var perSmall = small.Sum(t => Best(3, () => model.Annotate(t))) / smallTokens;
        var perLarge = Best(7, () => model.Annotate(text)) / largeTokens;
        Row("1 MB text against 10 KB texts", $"{perLarge / perSmall:0.00} times the time per token", $"{1 / perLarge:N0} and {1 / perSmall:N0} tokens/s");
    }

    private static void Cancellation(LanguageModel model, string[] texts)
    {
        var text = string.Concat(Enumerable.Repeat(string.Join("\n\n", texts), 20));
        double[] delays = [.. Enumerable.Range(0, 10).Select(i =>
        {
            using var cancellation = new CancellationTokenSource();
            var running = Task.Run(() => model.Annotate(text, cancellation.Token));
            Thread.Sleep(5 + 30 * i);
            var start = Stopwatch.GetTimestamp();
            cancellation.Cancel();
            while (!running.IsCompleted) Thread.Sleep(1);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order()];
        Row($"cancellation of a {text.Length / 1e6:N1} MB text", $"{delays[5]:N0} ms (median)", $"{delays[^1]:N0} ms at most, in ten stages of the work");
    }

    private const int PeakSteps = 4_000, PeakChains = 12;

    private static double PeakOperations(VectorPath path) =>
        (double)PeakSteps * PeakChains * path switch { VectorPath.Vector512 => 16, VectorPath.Vector256 => 8, _ => 1 };

    /// <summary>Twelve independent chains of fused multiply-adds in registers: nothing but arithmetic.</summary>
    private static float Peak(VectorPath path)
    {
        if (path == VectorPath.Vector512)
        {
            var (x, y) = (Vector512.Create(1.0000001f), Vector512.Create(1e-9f));
            var (a, b, c, d, e, f) = (x, x, x, x, x, x);
            var (g, h, i, j, k, l) = (x, x, x, x, x, x);
            for (var step = 0; step < PeakSteps; step++)
            {
                a = Vector512.FusedMultiplyAdd(a, x, y);
                b = Vector512.FusedMultiplyAdd(b, x, y);
                c = Vector512.FusedMultiplyAdd(c, x, y);
                d = Vector512.FusedMultiplyAdd(d, x, y);
                e = Vector512.FusedMultiplyAdd(e, x, y);
                f = Vector512.FusedMultiplyAdd(f, x, y);
                g = Vector512.FusedMultiplyAdd(g, x, y);
                h = Vector512.FusedMultiplyAdd(h, x, y);
                i = Vector512.FusedMultiplyAdd(i, x, y);
                j = Vector512.FusedMultiplyAdd(j, x, y);
                k = Vector512.FusedMultiplyAdd(k, x, y);
                l = Vector512.FusedMultiplyAdd(l, x, y);
            }
            return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
        }
        if (path == VectorPath.Vector256)
        {
            var (x, y) = (Vector256.Create(1.0000001f), Vector256.Create(1e-9f));
            var (a, b, c, d, e, f) = (x, x, x, x, x, x);
            var (g, h, i, j, k, l) = (x, x, x, x, x, x);
            for (var step = 0; step < PeakSteps; step++)
            {
                a = Vector256.FusedMultiplyAdd(a, x, y);
                b = Vector256.FusedMultiplyAdd(b, x, y);
                c = Vector256.FusedMultiplyAdd(c, x, y);
                d = Vector256.FusedMultiplyAdd(d, x, y);
                e = Vector256.FusedMultiplyAdd(e, x, y);
                f = Vector256.FusedMultiplyAdd(f, x, y);
                g = Vector256.FusedMultiplyAdd(g, x, y);
                h = Vector256.FusedMultiplyAdd(h, x, y);
                i = Vector256.FusedMultiplyAdd(i, x, y);
                j = Vector256.FusedMultiplyAdd(j, x, y);
                k = Vector256.FusedMultiplyAdd(k, x, y);
                l = Vector256.FusedMultiplyAdd(l, x, y);
            }
            return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
        }
        var sum = 1f;
        for (var step = 0; step < PeakSteps * PeakChains; step++) sum = MathF.FusedMultiplyAdd(sum, 1.0000001f, 1e-9f);
        return sum;
    }

    private static double Best(int rounds, Action action)
    {
        var best = long.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        return (double)best / Stopwatch.Frequency;
    }

    private static void Row(string what, string figure, string remark = "") =>
        Console.WriteLine(FormattableString.Invariant($"{what,-52} {figure,24}  {remark}"));
}
