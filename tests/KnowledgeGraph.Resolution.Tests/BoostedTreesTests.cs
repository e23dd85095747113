namespace KnowledgeGraph.Resolution.Tests;

public sealed class BoostedTreesTests
{
    [Fact]
    public void Odds_are_the_sum_of_one_leaf_of_each_tree()
    {
        var trees = BoostedTrees.Read(["0<1.5 =-1 1<0 =0.25 =2", "1<3 =0.5 =-0.5", "=0.125"]);
        Assert.Equal(2, trees.Features);
        Assert.Equal(-1 + 0.5 + 0.125, trees.Odds([1.5, 3]));
        Assert.Equal(2 - 0.5 + 0.125, trees.Odds([1.6, 4]));
        Assert.Equal(0.25 + 0.5 + 0.125, trees.Odds([9, 0]));
    }

    [Fact]
    public void Fewer_features_than_trees_ask_for_are_refused() => Assert.Throws<ArgumentException>(() => BoostedTrees.Read(["4<1 =1 =2"]).Odds([0, 0, 0, 0]));

    [Theory]
    [InlineData("0<1 =1")]
    [InlineData("=1 =2")]
    [InlineData("0<1 =1 =2 =3")]
    [InlineData("0<x =1 =2")]
    [InlineData("0>1 =1 =2")]
    [InlineData("-1<1 =1 =2")]
    [InlineData("")]
    public void What_is_no_tree_is_refused(string line) => Assert.Throws<FormatException>(() => BoostedTrees.Read([line]));
}
