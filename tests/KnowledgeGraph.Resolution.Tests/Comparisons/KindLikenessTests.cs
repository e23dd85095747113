using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Comparisons;

/// <summary>What no rule tells, and what is neither a later count nor a conflict.</summary>
public sealed class KindLikenessTests
{
    private static ComparableClaim Claim(string article, decimal value, string words) =>
        new($"{article}-c0", article, article, null, "schools", value, null, null, Qualifier.Exact, "schools", null, null, null, null, false) { Words = words, Event = "v0", Start = 300 };

    [Theory]
    [InlineData("5school 4nationwid 3clos", "5school 4district 3clos")]
    [InlineData("5school 4total 3clos", "5school 4alone 3city 3clos")]
    public void The_whole_and_a_part_are_two_scopes(string words, string others)
    {
        var comparison = ClaimComparer.Compare(new("schools", [Claim("a", 240, words), Claim("b", 38, others)]));
        Assert.Equal(DifferenceKind.Scope, comparison.Kind);
        Assert.Equal(["38, 240: no number fits all", "one is told of the whole", "one is told of a part"], comparison.Reasons);
    }

    [Fact]
    public void What_nothing_speaks_for_is_none_of_them() =>
        Assert.Equal(DifferenceKind.Conflict, ClaimComparer.Compare(new("schools", [Claim("a", 240, "5school 3clos"), Claim("b", 38, "5school 3clos")])).Kind);
}
