using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// Four maxout layers over a window of three rows each: a row's output depends on the four rows before and after it and on nothing
/// else. So any stretch can be computed alone, with the same bits, and the zero rows around a document need no care but to be zero.
/// </summary>
internal sealed unsafe class ContextEncoder
{
    public const int Width = MaxoutLayer.Width, Layers = 4, Halo = Layers;
    private readonly MaxoutLayer[] _layers;

    public ContextEncoder(TensorFile tensors, string prefix, VectorPath path) =>
        _layers = [.. Enumerable.Range(0, Layers).Select(i =>
        {
            var name = $"{prefix}.encode.{i}";
            var norm = new LayerNorm(tensors.Floats($"{name}.G", Width), tensors.Floats($"{name}.beta", Width), path);
            return new MaxoutLayer(
                tensors.Floats($"{name}.W", Width, MaxoutLayer.Pieces, MaxoutLayer.Window),
                tensors.Floats($"{name}.b", Width, MaxoutLayer.Pieces), norm, path);
        })];

    /// <summary>Floats that each of the two buffers needs for a number of output rows.</summary>
    public static int BufferLength(int rows) => (rows + 2 * Halo + 2 * MaxoutLayer.RowTile) * Width;

    /// <summary>
    /// <paramref name="a"/> holds <paramref name="rows"/> + 8 input rows. The result's first row is returned: a place in one of the two buffers.
    /// </summary>
    public float* Encode(float* a, float* b, int rows)
    {
        for (var i = 0; i < Layers; i++)
        {
            _layers[i].Apply(a + (i + 1) * Width, rows + 2 * (Halo - 1 - i), b + (i + 1) * Width);
            var swap = a;
            a = b;
            b = swap;
        }
        return a + Halo * Width;
    }
}
