using static KnowledgeGraph.Extraction.Coreference.CorefVocabulary;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>The clusters so far, and what is known of each.</summary>
internal sealed class ClusterState(CorefDocument d, IReadOnlyList<CorefMention> mentions)
{
    private static readonly double[] SizeEdges = [1, 2, 4, 8, 16];
    private static readonly double[] NearEdges = [0, 1, 2, 4, 9];

    private readonly int[] _of = Filled(mentions.Count);
    private readonly List<Cluster> _clusters = [];

    public IEnumerable<IReadOnlyList<int>> Clusters => _clusters.Select(cluster => cluster.Members);

    public IReadOnlyList<int> MembersOf(int cluster) => _clusters[cluster].Members;

    public int ClusterOf(int mention) => _of[mention];

    public bool HasPerson(int mention) => _clusters[_of[mention]].HasPerson;

    /// <summary>A mention joins the cluster of an earlier one; -1: it starts its own.</summary>
    public void Add(int mention, int antecedent)
    {
        if (antecedent < 0) _clusters.Add(new());
        _of[mention] = antecedent < 0 ? _clusters.Count - 1 : _of[antecedent];
        _clusters[_of[mention]].Add(mention, mentions[mention]);
    }

    /// <summary>What is known of a cluster in view of a mention, to be shared by all candidates in it.</summary>
    public ClusterView View(int mention, int cluster, Func<int, int, int> matchOf)
    {
        var a = mentions[mention];
        var c = _clusters[cluster];
        var group = a.Group;
        int best = -1, bestName = -1;
        foreach (var k in c.Members)
        {
            var match = matchOf(mention, k);
            if (best < 0 || MatchOrder[match] < MatchOrder[best]) best = match;
            if (group == 1 && mentions[k].Group == 1 && (bestName < 0 || MatchOrder[match] < bestName)) bestName = MatchOrder[match];
        }
        var genderClash = false;
        for (var gender = 1; gender <= 4; gender++) genderClash |= (c.Genders & (1 << gender)) != 0 && PairFeatures.Clash(a.Gender, gender);
        var numberClash = a.Number != 0 && (c.Numbers & (1 << (3 - a.Number))) != 0;
        var last = c.Members[^1];
        var same = group != 0 ? 0 : c.PronounHeads.Contains(a.HeadWord) ? 2 : (c.Classes & (1 << a.Class)) != 0 ? 1 : 0;
        var speaker = a.Quote >= 0 ? d.Speaker[a.Quote] : -1;
        return new(
            best, Bucket(c.Members.Count, SizeEdges), genderClash, numberClash, Bucket(a.Sentence - mentions[last].Sentence, NearEdges), c.HasName, same,
            bestName < 0 ? 0 : bestName < 9 ? 1 : 2, c.MainEntity(), speaker >= 0 && c.Heads.Contains(speaker), last);
    }

    /// <summary>Writes the rows of the features that depend on the cluster.</summary>
    public static void Write(CorefMention a, in ClusterView view, int candidate, int match, Span<int> rows)
    {
        int ci = a.Class, g = a.Group;
        rows[0] = (view.Best * 3 + g) * 2 + (view.Best == match ? 1 : 0);
        rows[1] = view.Size * 18 + ci;
        rows[2] = ((view.GenderClash ? 2 : 0) + (view.NumberClash ? 1 : 0)) * 18 + ci;
        rows[3] = (view.Near * 2 + (view.Last == candidate ? 1 : 0)) * 18 + ci;
        rows[4] = ((view.HasName ? 3 : 0) + view.Same) * 18 + ci;
        rows[5] = view.Names * 3 + g;
        rows[6] = view.Entity * 18 + ci;
        rows[7] = (view.Speaker ? 7 : 0) + a.Person;
        for (var k = 0; k < PairFeatures.Count - PairFeatures.Static; k++) rows[k] += PairFeatures.Offsets[PairFeatures.Static + k];
    }

    private static int[] Filled(int count)
    {
        var array = new int[count];
        Array.Fill(array, -1);
        return array;
    }

    private sealed class Cluster
    {
        private readonly int[] _entities = new int[CorefVocabulary.Entities.Length];

        public List<int> Members { get; } = [];

        public HashSet<int> Heads { get; } = [];

        public HashSet<int> PronounHeads { get; } = [];

        public int Genders { get; private set; }

        public int Numbers { get; private set; }

        public int Classes { get; private set; }

        public bool HasName { get; private set; }

        public bool HasPerson { get; private set; }

        public void Add(int index, CorefMention mention)
        {
            Members.Add(index);
            Heads.Add(mention.Head);
            if (mention.Group == 0) PronounHeads.Add(mention.HeadWord);
            Genders |= 1 << mention.Gender;
            Numbers |= 1 << mention.Number;
            Classes |= 1 << mention.Class;
            HasName |= mention.Group == 1;
            HasPerson |= mention.Class is He or She || mention.Group == 1 && mention.Entity == 1;
            _entities[mention.Entity]++;
        }

        // The label that most members have, ties to the lower index; 0 where none has one.
        public int MainEntity()
        {
            var best = 0;
            for (var e = 1; e < _entities.Length; e++)
                if (_entities[e] > 0 && (best == 0 || _entities[e] > _entities[best])) best = e;
            return best;
        }
    }
}

/// <summary>A cluster as a mention sees it.</summary>
internal readonly record struct ClusterView(
    int Best, int Size, bool GenderClash, bool NumberClash, int Near, bool HasName, int Same, int Names, int Entity, bool Speaker, int Last);
