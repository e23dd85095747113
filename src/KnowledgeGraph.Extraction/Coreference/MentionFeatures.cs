using System.Runtime.CompilerServices;
using static KnowledgeGraph.Extraction.Coreference.CorefVocabulary;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>The 28 features of a mention alone, each a string whose number is a row of the mention table; unknown strings add nothing.</summary>
internal sealed class MentionFeatures(CorefDocument d, IReadOnlyList<CorefMention> mentions, Dictionary<string, int> vocabulary)
{
    public const int Count = 28;

    private static readonly double[] LengthEdges = [0, 1, 2, 3, 5, 8, 14];
    private static readonly double[] SentenceEdges = [0, 1, 2, 4, 8, 16, 32];
    private static readonly double[] PositionEdges = [0, 1, 2, 4, 7];
    private static readonly double[] MatchEdges = [0, 1, 3];
    private static readonly double[] PremodifierEdges = [0, 1, 2];

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rows = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<int, int> _inSentence = [];

    /// <summary>Writes the rows of mention <paramref name="index"/>; mentions must be asked for in order. Returns how many were known.</summary>
    /// <param name="index">Index of the mention.</param>
    /// <param name="exact">Earlier mentions with the same words.</param>
    /// <param name="sameHead">Earlier mentions with the same head word or lemma.</param>
    /// <param name="rows">Receives at most <see cref="Count"/> rows.</param>
    public int Write(int index, int exact, int sameHead, Span<int> rows)
    {
        var m = mentions[index];
        int head = m.Head, governor = d.Head[head];
        var position = _inSentence[m.Sentence] = _inSentence.GetValueOrDefault(m.Sentence, -1) + 1;
        var c = Classes[m.Class];
        var count = 0;
        Span<char> buffer = stackalloc char[200];
        var determiner = d.Tag[m.First] == "PRP$" ? 7 : Determiners.GetValueOrDefault(d.Lower[m.First]);

        Look(buffer, rows, ref count, $"kind={Kinds[m.Kind]}");
        Look(buffer, rows, ref count, $"cls={c}");
        Look(buffer, rows, ref count, $"word={(m.Group == 0 ? d.Lower[head] : "-")}");
        Look(buffer, rows, ref count, $"tag={d.Tag[head]}");
        Look(buffer, rows, ref count, $"dep={d.Dep[head]}");
        Look(buffer, rows, ref count, $"gdep={d.Dep[governor]}");
        Look(buffer, rows, ref count, $"gpos={d.Pos[governor]}");
        Look(buffer, rows, ref count, $"ent={CorefVocabulary.Entities[m.Entity]}");
        Look(buffer, rows, ref count, $"det={determiner}");
        Look(buffer, rows, ref count, $"num={m.Number}.{m.Gender}");
        Look(buffer, rows, ref count, $"len={Bucket(m.Last - m.First, LengthEdges)}");
        Look(buffer, rows, ref count, $"sent={Bucket(m.Sentence, SentenceEdges)}");
        Look(buffer, rows, ref count, $"title={Bit(m.Title)}.{c}");
        Look(buffer, rows, ref count, $"k={Bucket(position, PositionEdges)}.{m.Group}");
        Look(buffer, rows, ref count, $"quote={Bit(m.Quote >= 0)}.{m.Person}");
        Look(buffer, rows, ref count, $"side={d.Side[m.Paragraph]}.{m.Person}");
        Look(buffer, rows, ref count, $"post={Bit(m.Postmodified)}.{c}");
        Look(buffer, rows, ref count, $"nest={Bit(IsNested(index))}{Bit(Holds(index))}.{c}");
        Look(buffer, rows, ref count, $"prev={At(d.Lower, m.First - 1, m)}");
        Look(buffer, rows, ref count, $"next={At(d.Lower, m.Last + 1, m)}");
        Look(buffer, rows, ref count, $"ptag={At(d.Tag, m.First - 1, m)}");
        Look(buffer, rows, ref count, $"ntag={At(d.Tag, m.Last + 1, m)}");
        Look(buffer, rows, ref count, $"lemma={(m.Group == 2 ? m.LemmaText : "-")}");
        Look(buffer, rows, ref count, $"gov={d.Lemma[governor]}.{d.Dep[head]}");
        Look(buffer, rows, ref count, $"exact={Bucket(exact, MatchEdges)}.{c}");
        Look(buffer, rows, ref count, $"hm={Bucket(sameHead, MatchEdges)}.{c}");
        Look(buffer, rows, ref count, $"premods={Bucket(m.Premodifiers.Length, PremodifierEdges)}.{c}");
        Look(buffer, rows, ref count, $"role={m.Role}.{c}");
        return count;
    }

    private static int Bit(bool value) => value ? 1 : 0;

    // Longer than the buffer means longer than any string of the vocabulary.
    private void Look(
        Span<char> buffer, Span<int> rows, ref int count,
        [InterpolatedStringHandlerArgument(nameof(buffer))] ref MemoryExtensions.TryWriteInterpolatedStringHandler feature)
    {
        if (buffer.TryWrite(ref feature, out var length) && _rows.TryGetValue(buffer[..length], out var row)) rows[count++] = row;
    }

    private string At(string[] values, int token, CorefMention mention) =>
        token >= 0 && token < d.Count && d.Sentence[token] == mention.Sentence ? values[token] : "<s>";

    private bool IsNested(int index)
    {
        var m = mentions[index];
        for (var k = Math.Max(0, index - 12); k < Math.Min(mentions.Count, index + 4); k++)
        {
            var o = mentions[k];
            if (k != index && o.First <= m.First && m.Last <= o.Last && o.Head != m.Head) return true;
        }
        return false;
    }

    private bool Holds(int index)
    {
        var m = mentions[index];
        for (var k = index + 1; k < Math.Min(mentions.Count, index + 8); k++)
        {
            var o = mentions[k];
            if (m.First <= o.First && o.Last <= m.Last && o.Head != m.Head) return true;
        }
        return false;
    }
}
