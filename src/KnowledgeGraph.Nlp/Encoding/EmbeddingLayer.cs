using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Lexicon;
using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// Hash embeddings and the word vector, mixed by one maxout layer. All of it before the maximum is linear, so each table is multiplied by its
/// slice of the mixing weights once, at load: a word is then a sum of table rows. (The vectors, whose rows are many, are multiplied by their
/// projection to 96 only.)
/// </summary>
internal sealed unsafe class EmbeddingLayer
{
    public const int Width = LayerNorm.Width;
    private const int Pieces = 3, Mixed = Width * Pieces, RowsPerId = 4;
    private readonly List<Table> _tables = [];
    private readonly AlignedFloats _bias = new(Mixed), _projected;
    private readonly LinearLayer _mixVectors;
    private readonly LayerNorm _norm;

    /// <param name="Name">What is looked up.</param>
    /// <param name="Seed">Of the hash.</param>
    /// <param name="Rows">Number of rows.</param>
    /// <param name="Folded">(rows, 288), the pieces one after another.</param>
    private sealed record Table(string Name, uint Seed, int Rows, AlignedFloats Folded);

    /// <param name="tensors">The weights.</param>
    /// <param name="prefix">Name of the network among the tensors.</param>
    /// <param name="settings">Tables and their seeds.</param>
    /// <param name="vectors">Static word vectors.</param>
    /// <param name="path">Which kernels to run.</param>
    public EmbeddingLayer(TensorFile tensors, string prefix, EmbeddingSettings settings, WordVectors vectors, VectorPath path)
    {
        var inputs = (settings.Attrs.Length + 1) * Width;
        var mix = tensors.Floats($"{prefix}.mix.W", Width, Pieces, inputs);
        var bias = tensors.Floats($"{prefix}.mix.b", Width, Pieces);
        for (var o = 0; o < Mixed; o++) _bias.Pointer[o] = bias[o % Width * Pieces + o / Width];
        _norm = new LayerNorm(tensors.Floats($"{prefix}.mix.G", Width), tensors.Floats($"{prefix}.mix.beta", Width), path);
        for (var slice = 0; slice < settings.Attrs.Length; slice++)
        {
            var name = settings.Attrs[slice];
            var rows = tensors.Length($"{prefix}.embed.{name}", 0);
            var table = new AlignedFloats(Padded(rows) * Width);
            tensors.Floats($"{prefix}.embed.{name}", rows, Width).CopyTo(table.Span);
            var folded = new AlignedFloats(Padded(rows) * Mixed);
            MixSlice(slice).Apply(table.Pointer, Width, rows, folded.Pointer, Mixed);
            GC.KeepAlive(table);
            _tables.Add(new Table(name, settings.Seeds[name], rows, folded));
        }
        _mixVectors = MixSlice(settings.Attrs.Length);
        _projected = Project(vectors, tensors.Floats($"{prefix}.embed.vectors", Width, vectors.Width), path);

        LinearLayer MixSlice(int slice) => new(
            Mixed, Width, (o, i) => mix[(o % Width * Pieces + o / Width) * inputs + slice * Width + i], _ => 0, path);
    }

    /// <summary>Writes the 96 numbers of one word.</summary>
    public void Embed(in WordFeatures word, bool spaceAfter, Span<float> destination)
    {
        Span<float> sum = stackalloc float[Mixed];
        if (word.VectorRow >= 0)
        {
            fixed (float* to = sum) _mixVectors.ApplyOne(_projected.Pointer + word.VectorRow * Width, to);
            Elementwise.Add(sum, _bias.Span);
        }
        else _bias.Span.CopyTo(sum);
        Span<int> rows = stackalloc int[RowsPerId];
        foreach (var table in _tables)
        {
            Hash(IdOf(table.Name, word, spaceAfter), table.Seed, table.Rows, rows);
            foreach (var row in rows) Elementwise.Add(sum, table.Folded.Span.Slice(row * Mixed, Mixed));
        }
        var h = sum[..Width];
        Elementwise.Max(h, sum.Slice(Width, Width));
        Elementwise.Max(h, sum[(2 * Width)..]);
        fixed (float* from = h, to = destination) _norm.Apply(from, null, to);
    }

    private static ulong IdOf(string table, in WordFeatures word, bool spaceAfter) => table switch
    {
        "NORM" => word.Norm,
        "PREFIX" => word.Prefix,
        "SUFFIX" => word.Suffix,
        "SHAPE" => word.Shape,
        "SPACY" => spaceAfter ? 1u : 0,
        "IS_SPACE" => word.IsSpace ? 1u : 0,
        _ => throw new InvalidDataException($"pipeline.json names an embedding table \"{table}\" that this program does not know."),
    };

    /// <summary>The four rows of an id: the 128-bit mix of MurmurHash3 (Austin Appleby) of its 8 bytes, as four numbers modulo the table's rows.</summary>
    internal static void Hash(ulong id, uint seed, int rows, Span<int> destination)
    {
        var h1 = ulong.RotateLeft(id * 0x87c37b91114253d5, 31) * 0x4cf5ad432745937f;
        h1 ^= seed;
        h1 ^= 8;
        var h2 = (ulong)seed ^ 8;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        h1 += h2;
        h2 += h1;
        destination[0] = (int)((uint)h1 % (uint)rows);
        destination[1] = (int)((uint)(h1 >> 32) % (uint)rows);
        destination[2] = (int)((uint)h2 % (uint)rows);
        destination[3] = (int)((uint)(h2 >> 32) % (uint)rows);

        static ulong Finish(ulong h)
        {
            h = (h ^ (h >> 33)) * 0xff51afd7ed558ccd;
            h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53;
            return h ^ (h >> 33);
        }
    }

    private static AlignedFloats Project(WordVectors vectors, float[] weights, VectorPath path)
    {
        const int block = 256;
        var layer = new LinearLayer(Width, vectors.Width, (o, i) => weights[o * vectors.Width + i], _ => 0, path);
        var projected = new AlignedFloats(Padded(vectors.Count) * Width);
        var input = new AlignedFloats(block * vectors.Width);
        for (var row = 0; row < vectors.Count; row += block)
        {
            var rows = Math.Min(block, vectors.Count - row);
            for (var i = 0; i < rows; i++)
                Elementwise.ToSingle(vectors[row + i], input.Span.Slice(i * vectors.Width, vectors.Width));
            layer.Apply(input.Pointer, vectors.Width, rows, projected.Pointer + row * Width, Width);
        }
        GC.KeepAlive(input);
        return projected;
    }

    private static int Padded(int rows) => (rows + LinearLayer.RowTile - 1) / LinearLayer.RowTile * LinearLayer.RowTile;
}
