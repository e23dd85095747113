using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class StoryFiguresTests
{
    [Fact]
    public void The_largest_come_first_each_once_under_the_first_word_of_what_it_measures() =>
        Assert.Equal(["amount=2500000", "killed=17", "magnitude=6.8"], StoryFigures.Of([Stated("killed", 17), Stated("killed_in_part", 17), Stated("magnitude", 6.8m), Stated("amount_eur", 2_500_000), Stated("injured", null)]));

    [Fact]
    public void Of_many_the_largest_are_taken()
    {
        var figures = StoryFigures.Of(Enumerable.Range(1, 40).Select(value => Stated("houses", value)));
        Assert.Equal(16, figures.Count);
        Assert.Equal("houses=40", figures[0]);
        Assert.Equal("houses=25", figures[^1]);
    }

    private static Claim Stated(string metric, decimal? value) =>
        new($"c{metric}{value}", null, metric, value, null, null, Qualifier.Exact, "", null, null, null, false, new(0, 1), new(new(0, 1), new(0, 1), 1));
}
