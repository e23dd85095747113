using System.Text;

namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>What opening, checking, exporting and importing promise, on every store.</summary>
public abstract class GraphOpenContract(IContractStore kind) : GraphStoreFixture(kind)
{
    [StoreFact]
    public async Task An_empty_store_is_sound_and_says_what_it_is()
    {
        Assert.Empty(await Store.CheckAsync());
        Assert.NotEmpty(Store.Description.Location);
        Assert.Equal(0, (await Reader.StatisticsAsync()).Position);
    }

    [StoreFact]
    public async Task A_store_with_everything_in_it_is_sound()
    {
        await Recorder.RecordAsync(Reports.All());
        Assert.Empty(await Store.CheckAsync());
    }

    [StoreFact]
    public async Task An_export_begins_with_its_format_and_has_a_line_for_each_thing()
    {
        await Recorder.RecordAsync(Reports.All());
        var lines = (await ExportAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("{\"export\":{\"format\":1,\"contributions\":3,\"judgements\":0}}", lines[0]);
        Assert.Equal(3, lines.Count(line => line.StartsWith("{\"contribution\":", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("{\"event\":", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("{\"comparison\":", StringComparison.Ordinal)));
    }

    [StoreTheory]
    [InlineData("{\"contribution\":{}}", "Line 1")]
    [InlineData("{\"export\":{\"format\":1}}\nnonsense", "Line 2")]
    [InlineData("{\"export\":{\"format\":99}}", "format 99")]
    [InlineData("{\"surprise\":1}", "surprise")]
    [InlineData("[]", "Line 1")]
    public async Task An_import_of_something_else_is_refused_with_the_line(string text, string named)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => Store.ImportAsync(input));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
