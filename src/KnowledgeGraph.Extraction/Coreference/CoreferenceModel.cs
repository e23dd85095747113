using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using KnowledgeGraph.Nlp;
using static KnowledgeGraph.Extraction.Coreference.CorefVocabulary;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>
/// A learned mention ranker: for each mention the earlier mention that it most likely continues, or none, left to right, with the clusters so far
/// as evidence. Immutable to its users and safe for any number of threads.
/// </summary>
public sealed class CoreferenceModel
{
    private const int H = CorefWeights.Hidden;

    // The margin of a link that is known.
    private const float Certain = 20;

    private readonly CorefWeights _weights;
    private readonly WordVectors _vectors;
    private readonly float[] _hiddenTransposed;         // [Hidden][Second]
    private readonly float[]?[] _words;                 // per row of the vectors: its part of the three sums in each slot; filled on first use

    private CoreferenceModel(CorefWeights weights, WordVectors vectors)
    {
        if (vectors.Width != CorefWeights.WordWidth) throw new InvalidDataException($"The word vectors have {vectors.Width} numbers, expected {CorefWeights.WordWidth}.");
        (_weights, _vectors) = (weights, vectors);
        _words = new float[]?[vectors.Count];
        _hiddenTransposed = new float[H * CorefWeights.Second];
        for (var i = 0; i < CorefWeights.Second; i++)
            for (var k = 0; k < H; k++) _hiddenTransposed[k * CorefWeights.Second + i] = weights.HiddenWeights[i * H + k];
    }

    /// <summary>Loads <c>coref.json</c> and <c>model.safetensors</c> from a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vectors">The word vectors of the pipeline that the documents come from.</param>
    /// <exception cref="InvalidDataException">A file is cut, changed or of another model; the message names what was expected.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static CoreferenceModel Load(string folder, WordVectors vectors) => new(CorefWeights.Load(folder), vectors);

    /// <summary>The model that was built with this assembly.</summary>
    public static CoreferenceModel LoadDefault(WordVectors vectors) => Load(Path.Combine(AppContext.BaseDirectory, "models", "coref"), vectors);

    /// <summary>The gender that most bearers of a given name have: <c>m</c>, <c>f</c>, or null.</summary>
    /// <param name="name">In lower case.</param>
    internal char? GenderOfGivenName(string name) => _weights.Lists.Given.GetValueOrDefault(name) switch { 1 => 'm', 2 => 'f', _ => null };

    /// <summary>Links and clusters of tokens <paramref name="first"/> to <paramref name="end"/> (whole sentences).</summary>
    /// <param name="doc">The annotated text.</param>
    /// <param name="first">First token: the start of a sentence.</param>
    /// <param name="end">One past the last token.</param>
    /// <param name="knowledge">What is known beforehand; null for the ranker alone.</param>
    internal CorefResult Resolve(Doc doc, int first, int end, CorefKnowledge? knowledge = null)
    {
        if (end <= first) return new([], [], []);
        var d = new CorefDocument(doc, first, end);
        var run = new Run(this, d, new MentionDescriber(d, _weights.Lists).Describe(), first, knowledge);
        return run.Resolve();
    }

    /// <summary>The 3 x 64 sums that a word adds in each of the six slots, computed once a row.</summary>
    private ReadOnlySpan<float> WordSums(int row, int slot)
    {
        const int Width = 3 * H, Reduced = CorefWeights.Reduced;
        var sums = Volatile.Read(ref _words[row]);
        if (sums is null)
        {
            Span<float> unit = stackalloc float[CorefWeights.WordWidth];
            Unit(row, unit);
            Span<float> x = stackalloc float[Reduced];
            TensorPrimitives.Negate(_weights.WordOffset, x);
            for (var k = 0; k < unit.Length; k++) TensorPrimitives.MultiplyAdd(_weights.WordReduce.AsSpan(k * Reduced, Reduced), unit[k], x, x);
            sums = new float[CorefWeights.WordSlots * Width];
            for (var s = 0; s < CorefWeights.WordSlots; s++)
            {
                var sum = sums.AsSpan(s * Width, Width);
                for (var k = 0; k < Reduced; k++) TensorPrimitives.MultiplyAdd(_weights.WordWeights.AsSpan((s * Reduced + k) * Width, Width), x[k], sum, sum);
            }
            Volatile.Write(ref _words[row], sums);
        }
        return sums.AsSpan(slot * Width, Width);
    }

    /// <summary>The row's vector with length 1; false, and zeros, where it is zero.</summary>
    private bool Unit(int row, Span<float> unit)
    {
        TensorPrimitives.ConvertToSingle(_vectors[row], unit);
        var size = TensorPrimitives.Norm<float>(unit);
        if (size > 0) TensorPrimitives.Divide(unit, size, unit);
        return size > 0;
    }

    /// <summary>One document.</summary>
    private sealed class Run(CoreferenceModel model, CorefDocument d, List<CorefMention> mentions, int firstToken, CorefKnowledge? knowledge)
    {
        private readonly CorefWeights _weights = model._weights;
        private readonly int _count = mentions.Count;
        private readonly sbyte[] _matches = new sbyte[mentions.Count];
        private readonly List<int> _matched = [];
        private readonly Dictionary<int, List<int>> _index = [];
        private readonly float[] _asAntecedent = new float[mentions.Count * H];
        private readonly float[]?[] _units = new float[]?[mentions.Count];
        private readonly Dictionary<int, float[]?> _unitOfRow = [];
        private readonly ClusterState _state = new(d, mentions);
        private readonly List<int> _candidates = [];

        // Of each head, alone and with what is coordinated with it, the span in use; -1: none yet.
        private readonly int[] _owner = Unset(2 * d.Count);

        // Of each cluster how the mention in hand sees it, and the last mention that looked.
        private readonly ClusterView[] _views = new ClusterView[mentions.Count];
        private readonly int[] _seenBy = Unset(mentions.Count);
        private readonly float[] _hidden = new float[H];
        private Func<int, int, int>? _matchOf;

        // Of each cluster the bearer, -1 unknown; of each bearer the last mention.
        private readonly Dictionary<int, int> _bearerOfCluster = [];
        private readonly Dictionary<int, int> _lastOfBearer = [];

        public CorefResult Resolve()
        {
            var features = new MentionFeatures(d, mentions, _weights.Features);
            var links = new CorefLink[_count];
            var anaphor = new float[3 * H];
            for (var i = 0; i < _count; i++)
            {
                Match(i);
                Encode(i, features, anaphor);
                links[i] = Link(i, anaphor);
                foreach (var j in _matched) _matches[j] = 0;
                Remember(i);
            }
            var spans = mentions.Select(m => new CorefSpan(m.First + firstToken, m.Last + firstToken, m.Head + firstToken, Kinds[m.Kind], Classes[m.Class])).ToArray();
            return new(spans, links, [.. _state.Clusters.Where(cluster => cluster.Count > 1)]);
        }

        // Fills _matches for earlier mentions that share a word, lemma or acronym; for the others MatchOf gives the default.
        private void Match(int i)
        {
            _matched.Clear();
            foreach (var key in Keys(mentions[i]))
                if (_index.TryGetValue(key, out var earlier))
                    foreach (var j in earlier)
                        if (_matches[j] == 0)
                        {
                            // Zero is the default of pronouns and would be looked up again: it is kept as -1.
                            var match = PairFeatures.Match(mentions[i], mentions[j]);
                            _matches[j] = (sbyte)(match == 0 ? -1 : match);
                            _matched.Add(j);
                        }
        }

        private int MatchOf(int i, int j)
        {
            var match = _matches[j];
            return match > 0 ? match : match < 0 || mentions[i].Group == 0 || mentions[j].Group == 0 ? 0 : 12;
        }

        private void Remember(int i)
        {
            foreach (var key in Keys(mentions[i]))
            {
                if (!_index.TryGetValue(key, out var list)) _index[key] = list = [];
                if (list.Count == 0 || list[^1] != i) list.Add(i);
            }
        }

        private static IEnumerable<int> Keys(CorefMention m)
        {
            if (m.HeadWord != 0) yield return m.HeadWord;
            if (m.Group == 0) yield break;
            foreach (var word in m.Words) if (word != 0) yield return word;
            if (m.Lemma != 0) yield return m.Lemma;
            if (m.HeadWithoutDots != 0) yield return m.HeadWithoutDots;
            if (m.Acronym != 0) yield return m.Acronym;
            if (m.String != 0) yield return m.String;
        }

        private void Encode(int i, MentionFeatures features, float[] sums)
        {
            const int Width = 3 * H;
            int exact = 0, sameHead = 0;
            foreach (var j in _matched)
            {
                if (_matches[j] is 2 or 3) exact++;
                if (_matches[j] is >= 2 and <= 7) sameHead++;
            }
            _weights.MentionBias.CopyTo(sums, 0);
            Span<int> rows = stackalloc int[MentionFeatures.Count];
            foreach (var row in rows[..features.Write(i, exact, sameHead, rows)])
                TensorPrimitives.Add(sums, _weights.MentionTable.AsSpan(row * Width, Width), sums);

            var m = mentions[i];
            var governor = d.Head[m.Head];
            Span<int> slots =
            [
                m.Head, governor != m.Head ? governor : -1, Neighbour(m, m.First - 1), Neighbour(m, m.Last + 1),
                m.First != m.Head ? m.First : -1, m.Last != m.Head ? m.Last : -1,
            ];
            for (var slot = 0; slot < slots.Length; slot++)
            {
                if (slots[slot] < 0) continue;
                var row = model._vectors.RowOfAnyCase(d.Text[slots[slot]]);
                if (row < 0 || UnitOf(row) is null) continue;
                TensorPrimitives.Add(sums, model.WordSums(row, slot), sums);
            }
            sums.AsSpan(H, H).CopyTo(_asAntecedent.AsSpan(i * H));
            if (m.Group != 0)
            {
                var row = model._vectors.RowOfAnyCase(d.Text[m.Head]);
                _units[i] = row < 0 ? null : UnitOf(row);
            }
        }

        private int Neighbour(CorefMention m, int token) =>
            token >= 0 && token < d.Count && d.Sentence[token] == m.Sentence && !d.Space[token] ? token : -1;

        private float[]? UnitOf(int row)
        {
            if (_unitOfRow.TryGetValue(row, out var unit)) return unit;
            unit = new float[CorefWeights.WordWidth];
            if (!model.Unit(row, unit)) unit = null;
            _unitOfRow[row] = unit;
            return unit;
        }

        private CorefLink Link(int i, float[] sums)
        {
            var none = None(sums.AsSpan(2 * H, H));
            var bearer = BearerOf(i);
            if (knowledge is not null && IsNoMention(mentions[i]))
            {
                Join(i, -1, -1);
                return new(-1, float.NaN, none);
            }
            // Another span of this head is the better mention.
            if (bearer >= 0 && IsOverlong(i) && HasShorter(i))
            {
                Join(i, -1, -1);
                return new(-1, float.NaN, none);
            }
            if (bearer >= 0 && _lastOfBearer.TryGetValue(bearer, out var known) && mentions[known].Head != mentions[i].Head && Owns(i))
            {
                Join(i, known, bearer);
                return new(known, none + Certain, none);
            }
            if (knowledge is not null && SpeakerLink(i) is var speaker && speaker >= 0 && Allows(i, speaker, bearer) && Owns(speaker))
            {
                Join(i, speaker, bearer);
                return new(speaker, none + Certain, none);
            }
            Candidates(i);
            int best = -1, rank = 0;
            var top = float.NaN;
            Span<int> rows = stackalloc int[PairFeatures.Count];
            foreach (var j in _candidates)
            {
                var score = -1e9f;
                var agrees = PairFeatures.Agree(mentions[i], mentions[j]);
                if (Owns(j) && !IsGuarded(i, j) && Allows(i, j, bearer))
                {
                    var match = MatchOf(i, j);
                    PairFeatures.Write(d, mentions[i], mentions[j], match, i - j, agrees ? rank : -1, Cosine(i, j), rows);
                    ClusterState.Write(mentions[i], View(i, j), j, match, rows[PairFeatures.Static..]);
                    score = Score(sums, j, rows);
                }
                if (agrees) rank++;
                if (best < 0 || score > top) (best, top) = (j, score);
            }
            var antecedent = top > none + (knowledge is null ? 0 : LeastMargin(mentions[i])) ? best : -1;
            // Another span of this head is in a cluster already.
            if (antecedent >= 0 && _owner[KeyOf(i)] >= 0) antecedent = -1;
            Join(i, antecedent, bearer);
            return new(antecedent, top, none);
        }

        private void Join(int i, int antecedent, int bearer)
        {
            if (antecedent >= 0)
            {
                _owner[KeyOf(i)] = i;
                if (_owner[KeyOf(antecedent)] < 0) _owner[KeyOf(antecedent)] = antecedent;
            }
            _state.Add(i, antecedent);
            if (bearer < 0) return;
            _bearerOfCluster[_state.ClusterOf(i)] = bearer;
            // Of several spans with one head the one in use stands for the bearer.
            if (antecedent >= 0 || !_lastOfBearer.TryGetValue(bearer, out var last) || mentions[last].Head != mentions[i].Head) _lastOfBearer[bearer] = i;
        }

        // The "he" that follows a quotation as its speaker is the "I" in it.
        private int SpeakerLink(int i)
        {
            var m = mentions[i];
            if (m.Class is not (He or She)) return -1;
            for (var j = i - 1; j >= Math.Max(0, i - 40); j--)
                if (mentions[j].Class == I && mentions[j].Quote >= 0 && d.Speaker[mentions[j].Quote] == m.Head) return j;
            return -1;
        }

        // Whoever says "I" in a quotation is not the "he" of it.
        private bool SaysIInQuote(int j, int quote)
        {
            foreach (var member in _state.MembersOf(_state.ClusterOf(j)))
                if (mentions[member].Class == I && mentions[member].Quote == quote) return true;
            return false;
        }

        // An adjective of nationality, a name in apposition or after a copula: no mentions of their own in the scheme.
        private bool IsNoMention(CorefMention m) => m.Class == Name && (d.Tag[m.Head] is "JJ" or "JJR" or "JJS" || d.Dep[m.Head] == "attr" || IsApposition(m));

        // A headline has no full stop, and the parser hangs the first name of the text on it; of "Photo: NASA" it hangs the name on the word before
        // the colon; "interviews Anna Weber" of a headline is a verb to us and a plural to the tagger. None is an apposition.
        private bool IsApposition(CorefMention m)
        {
            if (d.Dep[m.Head] != "appos") return false;
            var governor = d.Head[m.Head];
            return d.Paragraph[governor] == m.Paragraph && (m.First == 0 || d.Text[m.First - 1] != ":") && !(d.Tag[governor] == "NNS" && m.First == governor + 1);
        }

        // The margin below which fewer than three links in ten are right, by class.
        private static float LeastMargin(CorefMention m) => m.Class switch
        {
            It or They => 1.3f,
            Demonstrative or DemonstrativePronoun or Possessive => 1,
            Definite or Name => 0.5f,
            _ => 0,
        };

        // "President X, speaking after his call" would take X away from "his"; "X in 2010 and" has what the parser wrongly hung on the name.
        private bool IsOverlong(int i)
        {
            var m = mentions[i];
            if (m.Group == 0 || d.Lower[m.Last] is "and" or "or" or "but") return m.Group != 0;
            for (var k = m.Head + 1; k <= m.Last; k++) if (d.Tag[k] is "PRP" or "PRP$") return true;
            // "Ann Berg: a portrait", "Hey Ann", "(photo Ann Berg": the name is less than its line.
            if (d.Tag[m.First] == "UH" || d.Text[m.First] == "(") return true;
            for (var k = m.Head + 1; k <= m.Last; k++) if (d.Text[k] == ":") return true;
            if (m.Class != Name) return false;
            // "Gazette interviews X" of a headline.
            for (var k = m.First; k < m.Head; k++) if (d.Tag[k] is ("NNS" or "VBZ") && d.Entity[k].Length == 0) return true;
            foreach (var child in d.Children[m.Head])
                if (child > m.Head && child <= m.Last && d.Dep[child] == "prep" && d.Lower[child] is not ("of" or "for")) return true;
            return false;
        }

        private bool HasShorter(int i)
        {
            for (var k = i + 1; k < _count && mentions[k].First <= mentions[i].Head; k++) if (mentions[k].Head == mentions[i].Head) return true;
            return false;
        }

        private int BearerOf(int i) => knowledge is null || mentions[i].Kind == 2 ? -1 : knowledge.BearerOfHead[mentions[i].Head + firstToken];

        private bool Allows(int i, int j, int bearer)
        {
            if (knowledge is null) return true;
            if (mentions[i].Class is He or She && mentions[i].Quote >= 0 && SaysIInQuote(j, mentions[i].Quote)) return false;
            var other = _bearerOfCluster.GetValueOrDefault(_state.ClusterOf(j), -1);
            if (bearer >= 0 && other >= 0) return bearer == other;
            if (other >= 0) return mentions[i].Kind != 2 && knowledge.Allows(other, mentions[i].Head + firstToken, Classes[mentions[i].Class]);
            if (bearer < 0) return true;
            foreach (var member in _state.MembersOf(_state.ClusterOf(j)))
                if (mentions[member].Kind == 2 || !knowledge.Allows(bearer, mentions[member].Head + firstToken, Classes[mentions[member].Class])) return false;
            return true;
        }

        // Nearest first: the window before, and any earlier mention whose words match.
        private void Candidates(int i)
        {
            _candidates.Clear();
            var head = mentions[i].Head;
            var cut = Math.Max(0, i - PairFeatures.Window);
            for (var j = i - 1; j >= cut; j--) if (mentions[j].Head != head) _candidates.Add(j);
            var near = _candidates.Count;
            foreach (var j in _matched) if (j < cut && _matches[j] is >= 2 and <= 10 && mentions[j].Head != head) _candidates.Add(j);
            _candidates.Sort(near, _candidates.Count - near, Comparer<int>.Create((x, y) => y.CompareTo(x)));
        }

        private ClusterView View(int i, int j)
        {
            var cluster = _state.ClusterOf(j);
            if (_seenBy[cluster] != i)
            {
                _views[cluster] = _state.View(i, cluster, _matchOf ??= MatchOf);
                _seenBy[cluster] = i;
            }
            return _views[cluster];
        }

        private bool IsGuarded(int i, int j)
        {
            var m = mentions[i];
            return (m.Class == It || m.Group == 2 && _weights.Lists.Things.Contains(m.LemmaText)) && _state.HasPerson(j);
        }

        private int KeyOf(int i) => 2 * mentions[i].Head + (mentions[i].Kind == 2 ? 1 : 0);

        // Whether no other span of this head is in use.
        private bool Owns(int i) => _owner[KeyOf(i)] is var owner && (owner < 0 || owner == i);

        private static int[] Unset(int count)
        {
            var array = new int[count];
            Array.Fill(array, -1);
            return array;
        }

        private float Cosine(int i, int j) => _units[i] is { } a && _units[j] is { } b ? TensorPrimitives.Dot<float>(a, b) : float.NaN;

        private float None(Span<float> sums)
        {
            var score = _weights.NoneBias;
            for (var k = 0; k < H; k++) if (sums[k] > 0) score += sums[k] * _weights.None[k];
            return score;
        }

        // Kept whole and flat: this is where most of the time goes. 64 sums in eight registers, then 32 in four.
        private float Score(float[] sums, int j, ReadOnlySpan<int> rows)
        {
            ref var a = ref MemoryMarshal.GetArrayDataReference(sums);
            ref var b = ref _asAntecedent[j * H];
            ref var table = ref MemoryMarshal.GetArrayDataReference(_weights.PairTable);
            Vector256<float> v0 = Load(ref a, 0) + Load(ref b, 0), v1 = Load(ref a, 8) + Load(ref b, 8), v2 = Load(ref a, 16) + Load(ref b, 16), v3 = Load(ref a, 24) + Load(ref b, 24);
            Vector256<float> v4 = Load(ref a, 32) + Load(ref b, 32), v5 = Load(ref a, 40) + Load(ref b, 40), v6 = Load(ref a, 48) + Load(ref b, 48), v7 = Load(ref a, 56) + Load(ref b, 56);
            var score = 0f;
            foreach (var row in rows)
            {
                var at = row * H;
                v0 += Load(ref table, at);
                v1 += Load(ref table, at + 8);
                v2 += Load(ref table, at + 16);
                v3 += Load(ref table, at + 24);
                v4 += Load(ref table, at + 32);
                v5 += Load(ref table, at + 40);
                v6 += Load(ref table, at + 48);
                v7 += Load(ref table, at + 56);
                score += _weights.PairScalar[row];
            }
            ref var hidden = ref MemoryMarshal.GetArrayDataReference(_hidden);
            v0.StoreUnsafe(ref hidden);
            v1.StoreUnsafe(ref hidden, 8);
            v2.StoreUnsafe(ref hidden, 16);
            v3.StoreUnsafe(ref hidden, 24);
            v4.StoreUnsafe(ref hidden, 32);
            v5.StoreUnsafe(ref hidden, 40);
            v6.StoreUnsafe(ref hidden, 48);
            v7.StoreUnsafe(ref hidden, 56);

            ref var weights = ref MemoryMarshal.GetArrayDataReference(model._hiddenTransposed);
            ref var bias = ref MemoryMarshal.GetArrayDataReference(_weights.HiddenBias);
            Vector256<float> s0 = Load(ref bias, 0), s1 = Load(ref bias, 8), s2 = Load(ref bias, 16), s3 = Load(ref bias, 24);
            for (var k = 0; k < H; k++)
            {
                var value = _hidden[k];
                if (value <= 0) continue;
                var factor = Vector256.Create(value);
                var at = k * CorefWeights.Second;
                s0 += factor * Load(ref weights, at);
                s1 += factor * Load(ref weights, at + 8);
                s2 += factor * Load(ref weights, at + 16);
                s3 += factor * Load(ref weights, at + 24);
            }
            ref var output = ref MemoryMarshal.GetArrayDataReference(_weights.Out);
            var zero = Vector256<float>.Zero;
            var sum = Vector256.Max(s0, zero) * Load(ref output, 0) + Vector256.Max(s1, zero) * Load(ref output, 8)
                + Vector256.Max(s2, zero) * Load(ref output, 16) + Vector256.Max(s3, zero) * Load(ref output, 24);
            score += Vector256.Sum(sum);
            return score;
        }

        private static Vector256<float> Load(ref float start, int offset) => Vector256.LoadUnsafe(ref start, (nuint)offset);
    }
}
