using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp.Tests.Numerics;

/// <summary>Two machines must make the same graph of the same articles: every kernel gives the same bits on every path.</summary>
public unsafe class VectorPathTests
{
    private readonly Random _random = new(7);

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextSingle() - 0.5f) * 3)];

    private static AlignedFloats Aligned(float[] numbers, int length)
    {
        var aligned = new AlignedFloats(length);
        numbers.CopyTo(aligned.Span);
        return aligned;
    }

    private static void AssertSameBits(IEnumerable<float[]> results)
    {
        var all = results.ToList();
        Assert.All(all[0], x => Assert.True(float.IsFinite(x)));
        Assert.Contains(all[0], x => x != 0);
        foreach (var other in all.Skip(1))
            Assert.Equal(all[0].Select(BitConverter.SingleToInt32Bits), other.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(64, 96, 16)]
    [InlineData(114, 96, 8)]
    [InlineData(288, 300, 24)]
    public void Linear_layers(int outputs, int inputs, int rows)
    {
        var (weights, bias, x) = (Numbers(outputs * inputs), Numbers(outputs), Numbers(rows * inputs));
        AssertSameBits(VectorPaths.Supported.Select(path =>
        {
            var layer = new LinearLayer(outputs, inputs, (o, i) => weights[o * inputs + i], o => bias[o], path);
            var (from, to) = (Aligned(x, x.Length), new AlignedFloats(rows * layer.Outputs));
            layer.Apply(from.Pointer, inputs, rows, to.Pointer, layer.Outputs);
            return to.Span.ToArray();
        }));
    }

    [Fact]
    public void One_row_of_a_linear_layer_is_what_it_is_among_many()
    {
        var (weights, x) = (Numbers(64 * 96), Numbers(8 * 96));
        AssertSameBits(VectorPaths.Supported.SelectMany(path =>
        {
            var layer = new LinearLayer(64, 96, (o, i) => weights[o * 96 + i], _ => 0.25f, path);
            var (from, many, one) = (Aligned(x, x.Length), new AlignedFloats(8 * 64), new AlignedFloats(64));
            layer.Apply(from.Pointer, 96, 8, many.Pointer, 64);
            layer.ApplyOne(from.Pointer + 5 * 96, one.Pointer);
            return new[] { many.Span.Slice(5 * 64, 64).ToArray(), one.Span.ToArray() };
        }));
    }

    [Fact]
    public void Encoder_layers()
    {
        const int rows = 16;
        var (weights, bias, gain, offset) = (Numbers(96 * 3 * 288), Numbers(96 * 3), Numbers(96), Numbers(96));
        var x = Numbers((rows + 2) * 96);
        AssertSameBits(VectorPaths.Supported.Select(path =>
        {
            var layer = new MaxoutLayer(weights, bias, new LayerNorm(gain, offset, path), path);
            var (from, to) = (Aligned(x, (rows + 10) * 96), new AlignedFloats((rows + 10) * 96));
            layer.Apply(from.Pointer + 96, rows, to.Pointer + 96);
            return to.Span.Slice(96, rows * 96).ToArray();
        }));
    }

    /// <summary>Against the definition, in double precision.</summary>
    [Fact]
    public void An_encoder_layer_computes_its_definition()
    {
        var (weights, bias, gain, offset) = (Numbers(96 * 3 * 288), Numbers(96 * 3), Numbers(96), Numbers(96));
        var x = Numbers(10 * 96);
        var layer = new MaxoutLayer(weights, bias, new LayerNorm(gain, offset, VectorPaths.Best), VectorPaths.Best);
        var (from, to) = (Aligned(x, 18 * 96), new AlignedFloats(18 * 96));
        layer.Apply(from.Pointer + 96, 8, to.Pointer + 96);
        for (var row = 1; row <= 8; row++)
        {
            var best = Enumerable.Range(0, 96).Select(o => Enumerable.Range(0, 3).Max(p =>
                bias[o * 3 + p] + Enumerable.Range(0, 288).Sum(i => (double)weights[(o * 3 + p) * 288 + i] * x[(row - 1) * 96 + i]))).ToArray();
            var mean = best.Average();
            var deviation = Math.Sqrt(best.Average(b => (b - mean) * (b - mean)) + 1e-8);
            for (var o = 0; o < 96; o++)
                Assert.Equal((best[o] - mean) / deviation * gain[o] + offset[o] + x[row * 96 + o], to.Pointer[row * 96 + o], 1e-4);
        }
    }

    [Fact]
    public void Whole_documents()
    {
        const string text = "President Smith didn't call Kyiv on 3 May, officials said; 14 people were injured in Odesa, up from 12. \"We won't go,\" he said.";
        var docs = VectorPaths.Supported
            .Select(path => LanguageModel.Load(Path.Combine(AppContext.BaseDirectory, "models", "en-news"), path).Annotate(text)).ToList();
        Assert.All(docs.Skip(1), d => AnyTextTests.AssertSame(docs[0], d));
    }

    [Fact]
    public void Half_precision_becomes_single_exactly()
    {
        Half[] halves = [.. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.UInt16BitsToHalf((ushort)i)).Where(Half.IsFinite)];
        var floats = new float[halves.Length];
        Elementwise.ToSingle(halves, floats);
        Assert.Equal(halves.Select(h => BitConverter.SingleToInt32Bits((float)h)), floats.Select(BitConverter.SingleToInt32Bits));
    }
}
