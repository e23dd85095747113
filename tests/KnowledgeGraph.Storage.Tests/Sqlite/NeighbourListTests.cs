using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

public sealed class NeighbourListTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    private static Neighbour Of(long other, long incoming, params int[] outgoing) => new(other, incoming, outgoing);

    private static void AreSame(IEnumerable<Neighbour> expected, IEnumerable<Neighbour> actual) =>
        Assert.Equal(expected.Select(one => (one.Other, one.Incoming, string.Join(' ', one.Outgoing))), actual.Select(one => (one.Other, one.Incoming, string.Join(' ', one.Outgoing))));

    [Fact]
    public void What_was_written_is_read()
    {
        List<Neighbour> neighbours = [Of(1, 0, 1), Of(2, 127), Of(130, 128, 70_000, 300, 1), Of(4_000_000_000, 5_000_000_000, [.. Enumerable.Range(1, 20).Reverse()])];
        var (first, list) = Assert.Single(NeighbourList.Write(neighbours));
        Assert.Equal(1, first);
        AreSame(neighbours, NeighbourList.Read(list));
        Assert.Empty(NeighbourList.Write([]));
    }

    [Fact]
    public void Numbers_of_one_byte_and_of_several_are_read_wherever_they_stand()
    {
        long[] sizes = [1, 127, 128, 16_383, 16_384];
        List<Neighbour> neighbours = [];
        var last = 0L;
        foreach (var step in sizes)
            foreach (var incoming in sizes)
                for (var predicates = 0; predicates < 8; predicates++)
                    for (var large = -1; large < predicates; large++)
                        neighbours.Add(Of(last += step, incoming, [.. Enumerable.Range(0, predicates).Select(at => at == large ? 128 : 127)]));
        AreSame(neighbours, NeighbourList.Write(neighbours).SelectMany(list => NeighbourList.Read(list.List)));
    }

    [Fact]
    public void Relations_are_those_of_both_ways()
    {
        var reader = new NeighbourList.Reader(NeighbourList.Write([Of(7, 3, 4, 2)]).Single().List);
        Assert.True(reader.Next());
        Assert.Equal(9, reader.Relations);
        Assert.False(reader.Next());
    }

    [Fact]
    public void A_long_list_is_cut_into_several_of_much_the_same_length()
    {
        List<Neighbour> neighbours = [.. Enumerable.Range(1, 1000).Select(number => Of(number * 200L, number % 3, 1))];
        var lists = NeighbourList.Write(neighbours).ToList();
        Assert.True(lists.Count > 1);
        Assert.True(lists.Min(list => list.List.Length) * 2 > lists.Max(list => list.List.Length));
        Assert.All(lists, list => Assert.Equal(list.First, NeighbourList.Read(list.List)[0].Other));
        AreSame(neighbours, lists.SelectMany(list => NeighbourList.Read(list.List)));
    }

    [Fact]
    public async Task Lists_of_a_hub_grow_and_shrink_with_what_is_told_of_it()
    {
        // Each office stands in two articles, so that neighbours of one article lie between those of others.
        var reports = Enumerable.Range(0, 24).Select(article =>
        {
            List<string> offices = [.. Enumerable.Range(0, 50).Select(number => $"Office {1000 + (((number * 12) + article) % 600)}")];
            var report = new ReportBuilder($"Olga Marin met {string.Join(" and ", offices)}.", address: $"https://hub.example/{article}").Person("Olga Marin");
            foreach (var office in offices) report.Organisation(office).Relation("Olga Marin", "met", office, "met").Relation(office, "called", "Olga Marin", "met");
            return report.Relation("Olga Marin", "called", "Olga Marin", "met").Build();
        }).ToList();
        await using var store = await _file.OpenAsync();

        foreach (var batch in reports.Chunk(5))
        {
            await store.Recorder.RecordAsync(batch);
            Assert.Empty(await store.CheckAsync());
        }
        Assert.True(int.Parse(_file.Query("SELECT CAST(max(lists) AS TEXT) FROM (SELECT count(*) AS lists FROM neighbour GROUP BY n >> 32)")[0]) > 1);
        var hub = (await store.Reader.Entities.PageAsync(new EntityFilter { Names = ["Olga Marin"] }, 1)).Items[0].Value.Id;
        Assert.Equal(600 - 99, (await store.Reader.NeighbourhoodAsync(new(hub, 1, 100))).LeftOut);

        foreach (var batch in reports.Chunk(7))
        {
            await store.Recorder.WithdrawAsync([.. batch.Select(report => report.Article.Id)]);
            Assert.Empty(await store.CheckAsync());
        }
        Assert.Empty(_file.Query("SELECT 'left' FROM neighbour"));
    }
}
