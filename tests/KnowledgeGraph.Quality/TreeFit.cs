using System.Globalization;
using KnowledgeGraph.Resolution;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace KnowledgeGraph.Quality;

/// <summary>Fits <see cref="BoostedTrees"/> by ML.NET's FastTree; the same pairs in the same order give the same trees.</summary>
internal static class TreeFit
{
    /// <param name="Trees">How many, at most.</param>
    /// <param name="Leaves">Of each, at most.</param>
    /// <param name="LeastOfLeaf">Pairs in a leaf, at least.</param>
    public sealed record Size(int Trees, int Leaves, int LeastOfLeaf);

    // Each split looks at so much of the features: trees that differ are told better together.
    private const double Rate = 0.05, OfFeatures = 0.3;

    private sealed class Row
    {
        public bool Label { get; init; }

        public float Weight { get; init; }

        public float[] Features { get; init; } = [];
    }

    /// <returns>Lines as <see cref="BoostedTrees.Read"/> reads them.</returns>
    /// <exception cref="ArgumentException">There is no example.</exception>
    public static IReadOnlyList<string> Fit(IReadOnlyList<LabelledPair> pairs, Size size)
    {
        if (pairs.Count == 0) throw new ArgumentException("no pair to learn from", nameof(pairs));
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, pairs[0].Features.Length);
        var rows = context.Data.LoadFromEnumerable(pairs.Select(pair => new Row { Label = pair.IsOne, Weight = (float)pair.Weight, Features = [.. pair.Features.Select(feature => (float)feature)] }), schema);
        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfThreads = 1,
            NumberOfTrees = size.Trees,
            NumberOfLeaves = size.Leaves,
            MinimumExampleCountPerLeaf = size.LeastOfLeaf,
            LearningRate = Rate,
            FeatureFractionPerSplit = OfFeatures,
        });
        var fitted = trainer.Fit(rows).Model;
        // Odds are the sum of the leaves times the slope of its calibration.
        var slope = -((PlattCalibrator)fitted.Calibrator).Slope;
        return [.. fitted.SubModel.TrainedTreeEnsemble.Trees.Select((tree, at) => Line(tree, slope * fitted.SubModel.TrainedTreeEnsemble.TreeWeights[at]))];
    }

    private static string Line(RegressionTree tree, double times)
    {
        return tree.NumberOfNodes == 0 ? LeafOf(0) : string.Join(' ', Nodes(0));

        IEnumerable<string> Nodes(int node)
        {
            // What is negative is a leaf.
            if (node < 0) return [LeafOf(~node)];
            var bound = tree.NumericalSplitThresholds[node].ToString("R", CultureInfo.InvariantCulture);
            return [$"{tree.NumericalSplitFeatureIndexes[node].ToString(CultureInfo.InvariantCulture)}<{bound}", .. Nodes(tree.LeftChild[node]), .. Nodes(tree.RightChild[node])];
        }

        string LeafOf(int leaf) => "=" + (tree.LeafValues[leaf] * times).ToString("0.####", CultureInfo.InvariantCulture);
    }
}
