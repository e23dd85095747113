using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>The ranker's weights, feature numbers and word lists, as <c>model.safetensors</c> and <c>coref.json</c> hold them.</summary>
internal sealed class CorefWeights
{
    /// <summary>Width of a hidden vector, of a reduced word vector, of a word vector, of the second layer.</summary>
    public const int Hidden = 64, Reduced = 64, WordWidth = 300, Second = 32, WordSlots = 6;

    public required Dictionary<string, int> Features;
    public required CorefLists Lists;
    public required float NoneBias;
    public required float[] MentionTable, MentionBias, WordReduce, WordOffset, WordWeights, PairTable, PairScalar, HiddenWeights, HiddenBias, Out, None;

    /// <summary>Loads both files of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is cut, changed or of another model; the message names it and what was expected.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static CorefWeights Load(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "coref.json")));
            var root = json.RootElement;
            var lists = root.GetProperty("lists");
            var tensors = new Tensors(Path.Combine(folder, "model.safetensors"));
            var features = Numbers(root.GetProperty("features"));
            var rows = PairFeatures.Sizes.Sum();
            return new()
            {
                Features = features,
                Lists = new(
                    Numbers(lists.GetProperty("given")), Numbers(lists.GetProperty("titles")), Numbers(lists.GetProperty("gendered")),
                    [.. lists.GetProperty("things").EnumerateArray().Select(item => item.GetString()!)]),
                NoneBias = root.GetProperty("none_bias").GetSingle() + tensors.Read("none.b", 1)[0],
                MentionTable = tensors.Read("mention.table", features.Count + 1, 3 * Hidden),
                MentionBias = tensors.Read("mention.bias", 3 * Hidden),
                WordReduce = tensors.Read("words.reduce", WordWidth, Reduced),
                WordOffset = tensors.Read("words.offset", Reduced),
                WordWeights = tensors.Read("words.W", WordSlots * Reduced, 3 * Hidden),
                PairTable = tensors.Read("pair.table", rows, Hidden),
                PairScalar = tensors.Read("pair.scalar", rows),
                HiddenWeights = tensors.Read("hidden.W", Second, Hidden),
                HiddenBias = tensors.Read("hidden.b", Second),
                Out = tensors.Read("out.w", Second),
                None = tensors.Read("none.w", Hidden),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The coreference model is not readable: {e.Message}", e);
        }
    }

    private static Dictionary<string, int> Numbers(JsonElement map)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject()) numbers[entry.Name] = entry.Value.GetInt32();
        return numbers;
    }

    /// <summary>Tensors of a safetensors file as 32-bit floats.</summary>
    private sealed class Tensors
    {
        private readonly byte[] _bytes;
        private readonly int _data;
        private readonly Dictionary<string, (string Type, int[] Shape, int Start, int End)> _entries = new(StringComparer.Ordinal);

        public Tensors(string path)
        {
            _bytes = File.ReadAllBytes(path);
            if (_bytes.Length < 8) throw new InvalidDataException($"{Path.GetFileName(path)} is cut.");
            var header = BinaryPrimitives.ReadUInt64LittleEndian(_bytes);
            if (header > (ulong)_bytes.Length - 8) throw new InvalidDataException($"{Path.GetFileName(path)} is cut or no safetensors file.");
            _data = 8 + (int)header;
            using var json = JsonDocument.Parse(_bytes.AsMemory(8, (int)header));
            foreach (var entry in json.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__") continue;
                var offsets = entry.Value.GetProperty("data_offsets");
                _entries[entry.Name] = (
                    entry.Value.GetProperty("dtype").GetString()!,
                    [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
                    offsets[0].GetInt32(), offsets[1].GetInt32());
            }
        }

        public float[] Read(string name, params ReadOnlySpan<int> shape)
        {
            if (!_entries.TryGetValue(name, out var entry)) throw new InvalidDataException($"The coreference model has no tensor {name}.");
            if (!shape.SequenceEqual(entry.Shape))
                throw new InvalidDataException($"Tensor {name} has shape {string.Join('x', entry.Shape)}, expected {string.Join('x', shape.ToArray())}.");
            var count = 1;
            foreach (var size in shape) count *= size;
            var width = entry.Type switch { "F16" => 2, "F32" => 4, _ => throw new InvalidDataException($"Tensor {name} is {entry.Type}, expected F16 or F32.") };
            if (entry.Start < 0 || entry.End - entry.Start != count * width || _data + entry.End > _bytes.Length) throw new InvalidDataException($"Tensor {name} is cut.");
            var data = _bytes.AsSpan(_data + entry.Start, count * width);
            var values = new float[count];
            if (width == 4) MemoryMarshal.Cast<byte, float>(data).CopyTo(values);
            else System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(data), values);
            return values;
        }
    }
}
