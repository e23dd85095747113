using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Logarithmic odds as the sum of many small decision trees, each of which corrects those before it (gradient boosting: Friedman 2001, "Greedy function approximation"). They are fitted by
/// <c>KnowledgeGraph.Quality -- weights</c>.
/// </summary>
public sealed class BoostedTrees
{
    private const char Split = '<', Leaf = '=';

    // What so many trees put so far below, the others do not bring back (of 62,000 pairs of the stories 4, and nine in ten need no more).
    private const int First = 80;
    private const double Far = 3;

    // Nodes of all trees, each before what is below it: first what is not above its bound, then, at Right, what is.
    private readonly int[] _features, _right, _roots;
    private readonly double[] _values;

    private BoostedTrees(List<int> features, List<int> right, List<double> values, List<int> roots)
    {
        (_features, _right, _values, _roots) = ([.. features], [.. right], [.. values], [.. roots]);
        Features = _features.DefaultIfEmpty(-1).Max() + 1;
    }

    /// <summary>How many features it asks for, at most.</summary>
    public int Features { get; }

    /// <summary>
    /// Trees as they are kept, one a line: a node <c>3&lt;0.25</c> (feature 3 is at most 0.25), followed by what is so and by what is not, each a node or a leaf <c>=-0.02</c>.
    /// </summary>
    /// <exception cref="FormatException">A line is no tree.</exception>
    public static BoostedTrees Read(IEnumerable<string> lines)
    {
        List<int> features = [], right = [], roots = [];
        List<double> values = [];
        foreach (var line in lines)
        {
            var nodes = line.Split(' ');
            roots.Add(features.Count);
            if (ReadNode(0) != nodes.Length) throw new FormatException($"\"{line}\" is no tree: nodes follow its last leaf");

            int ReadNode(int at)
            {
                if (at == nodes.Length) throw new FormatException($"\"{line}\" is no tree: a node has less than two below it");
                var node = nodes[at];
                var mark = node.IndexOfAny([Split, Leaf]);
                if (mark < 0 || !double.TryParse(node.AsSpan(mark + 1), CultureInfo.InvariantCulture, out var value)) throw new FormatException($"\"{node}\" is neither FEATURE<BOUND nor =VALUE");
                var own = features.Count;
                features.Add(node[mark] == Leaf ? -1 : int.Parse(node.AsSpan(0, mark), NumberStyles.None, CultureInfo.InvariantCulture));
                right.Add(0);
                values.Add(value);
                if (node[mark] == Leaf) return at + 1;
                var next = ReadNode(at + 1);
                right[own] = features.Count;
                return ReadNode(next);
            }
        }
        return new(features, right, values, roots);
    }

    /// <summary>Logarithmic odds; where the first trees put them far below the least that is asked for, those of the first.</summary>
    /// <exception cref="ArgumentException">There are fewer features than the trees ask for.</exception>
    public double Odds(ReadOnlySpan<double> features, double least = double.NegativeInfinity)
    {
        if (features.Length < Features) throw new ArgumentException($"{features.Length} features for trees that ask for {Features}", nameof(features));
        var odds = 0.0;
        for (var tree = 0; tree < _roots.Length; tree++)
        {
            if (tree == First && odds < least - Far) return odds;
            var node = _roots[tree];
            while (_features[node] >= 0) node = features[_features[node]] <= _values[node] ? node + 1 : _right[node];
            odds += _values[node];
        }
        return odds;
    }
}
