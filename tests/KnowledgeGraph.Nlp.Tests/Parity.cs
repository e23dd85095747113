using System.IO.Compression;
using KnowledgeGraph.Nlp.Serialization;

namespace KnowledgeGraph.Nlp.Tests;

/// <summary>Compares what the model makes of a goldens file's texts with what the file says, field by field.</summary>
public sealed class Parity
{
    private readonly SortedDictionary<string, int> _differences = new(StringComparer.Ordinal);

    public int Documents { get; private set; }

    public int Tokens { get; private set; }

    /// <summary>Tokens that differ in anything; all of a document's where it is split differently.</summary>
    public int Differing { get; private set; }

    public IReadOnlyDictionary<string, int> DifferencesByField => _differences;

    /// <summary>The first differences, to be read.</summary>
    public List<string> Examples { get; } = [];

    /// <summary>Lines of a <c>.jsonl</c> or <c>.jsonl.gz</c> file.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(content);
        while (reader.ReadLine() is { } line) yield return line;
    }

    public static Parity Of(LanguageModel model, string path)
    {
        var parity = new Parity();
        foreach (var (id, golden) in ReadLines(path).Select(DocJson.Read)) parity.Add(id, golden, model.Annotate(golden.Text));
        return parity;
    }

    public void Add(string id, Doc golden, Doc doc)
    {
        Documents++;
        Tokens += golden.Count;
        if (!golden.Select(t => (t.Start, t.Text)).SequenceEqual(doc.Select(t => (t.Start, t.Text))))
        {
            Differing += golden.Count;
            var at = golden.Zip(doc).TakeWhile(p => p.First.Text == p.Second.Text).Count();
            Note(id, "tokens", string.Join(" ", golden.Skip(at).Take(4)), string.Join(" ", doc.Skip(at).Take(4)));
            return;
        }
        foreach (var (want, have) in golden.Zip(doc))
        {
            var differs = false;
            Compare("space", want.SpaceAfter, have.SpaceAfter);
            Compare("tag", want.Tag, have.Tag);
            Compare("pos", want.Pos, have.Pos);
            Compare("morph", want.Morph, have.Morph);
            Compare("lemma", want.Lemma, have.Lemma);
            Compare("dep", want.Dep, have.Dep);
            Compare("head", want.HeadIndex, have.HeadIndex);
            Compare("sentence start", want.IsSentenceStart, have.IsSentenceStart);
            Compare("entity", want.EntityTag, have.EntityTag);
            if (differs) Differing++;

            void Compare<T>(string field, T expected, T actual)
            {
                if (Equals(expected, actual)) return;
                differs = true;
                Note(id, $"{field} of {want.Index} \"{want.Text}\"", $"{expected}", $"{actual}", field);
            }
        }
    }

    public override string ToString() =>
        $"{Documents} documents, {Tokens} tokens, {Differing} differing"
        + (Differing == 0 ? "" : $" ({string.Join(", ", _differences.Select(d => $"{d.Key} {d.Value}"))})");

    private void Note(string id, string what, string expected, string actual, string? field = null)
    {
        field ??= what;
        _differences[field] = _differences.GetValueOrDefault(field) + 1;
        if (Examples.Count < 40) Examples.Add($"{id}: {what} is \"{actual}\", expected \"{expected}\"");
    }
}
