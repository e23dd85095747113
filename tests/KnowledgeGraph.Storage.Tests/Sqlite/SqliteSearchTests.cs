using KnowledgeGraph.Model;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>What is found where more matches than can be ranked.</summary>
public sealed class SqliteSearchTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    [Fact]
    public async Task Of_thousands_of_hits_titles_come_first_and_whole_words_before_beginnings_however_old()
    {
        await using var store = await _file.OpenAsync();
        var title = new ReportBuilder("Nothing else.", "Post", "2001-01-01", "Harvest at last", "https://example.org/title").Build();
        var whole = new ReportBuilder("They spoke of the harvest alone.", "Post", "2001-01-02", "Old news", "https://example.org/whole").Build();
        await store.Recorder.RecordAsync([title, whole]);
        await store.Recorder.RecordAsync([.. Enumerable.Range(0, 2_100).Select(i =>
            new ReportBuilder($"Harvesters met, day {i}.", "Post", $"2020-01-{1 + (i % 28):D2}", $"Meeting {i}", $"https://example.org/{i}").Build())]);

        var page = await store.Reader.SearchAsync(new("harvest", [SearchScope.Articles], 5) { Prefix = true });
        var again = await store.Reader.SearchAsync(new("harvest", [SearchScope.Articles], 5) { Prefix = true });

        Assert.Equal(2_102, await store.Reader.SearchCountAsync(new("harvest", [SearchScope.Articles], 5) { Prefix = true }));
        Assert.Equal([title.Article.Id, whole.Article.Id], page.Items.Take(2).Select(item => item.Value.Id));
        Assert.Equal(page.Items.Select(item => item.Value.Id), again.Items.Select(item => item.Value.Id));
        var next = await store.Reader.SearchAsync(new("harvest", [SearchScope.Articles], 5) { Prefix = true, After = page.Items[^1].Cursor });
        Assert.Empty(page.Items.Select(item => item.Value.Id).Intersect(next.Items.Select(item => item.Value.Id)));
        Assert.All(page.Items.Skip(2).Concat(next.Items), item => Assert.Equal("Harvesters", item.Value.Highlights[0].Slice(item.Value.Snippet)));
    }

    [Theory]
    [InlineData("harvest", false)]
    [InlineData("harv", true)]
    public async Task Of_many_names_with_a_word_the_one_that_is_it_comes_first_and_those_that_begin_with_it_before_the_rest(string text, bool prefix)
    {
        await using var store = await _file.OpenAsync();
        List<string> others = [.. "Bo Da Fi Gu Ke Lo Mi Nu".Split(' ').SelectMany(_ => "rax tol vim zeg pud sha wen".Split(' '), (start, end) => $"{start}{end} Harvest")];
        Contribution Report(int number, params IEnumerable<string> names)
        {
            var report = new ReportBuilder($"They met, day {number}: {string.Join("; ", names)}.", "Post", $"2020-01-{number:D2}", "Meeting", $"https://example.org/{number}");
            foreach (var name in names) report.Organisation(name);
            return report.Build();
        }
        await store.Recorder.RecordAsync([Report(1, others), Report(2, others), Report(3, "Harvest", "Harvest Relief Fund"), Report(4, "Harv")]);

        var page = await store.Reader.SearchAsync(new(text, [SearchScope.Entities], 4) { Prefix = prefix });
        var rest = new List<SearchHit>();
        for (var next = page; next.Items.Count > 0; next = await store.Reader.SearchAsync(new(text, [SearchScope.Entities], 4) { Prefix = prefix, After = next.Items[^1].Cursor }))
            rest.AddRange(next.Items.Select(item => item.Value));

        string[] first = prefix ? ["Harv", "Harvest", "Harvest Relief Fund"] : ["Harvest", "Harvest Relief Fund"];
        Assert.Equal(first.Order(), page.Items.Take(first.Length).Select(item => item.Value.Snippet).Order());
        Assert.Equal(first[0], page.Items[0].Value.Snippet);
        Assert.Equal((await store.Reader.Entities.PageAsync(new EntityFilter(), 100)).Values.Where(entity => prefix || entity.Name != "Harv").Select(entity => entity.Id).Order(), rest.Select(hit => hit.Id).Order());
        Assert.Equal(rest.Count, await store.Reader.SearchCountAsync(new(text, [SearchScope.Entities], 4) { Prefix = prefix }));
        Assert.Equal(rest.Select(hit => hit.Score).OrderDescending(), rest.Select(hit => hit.Score));
    }

    [Fact]
    public async Task The_quotes_of_one_article_are_found_in_their_order_and_go_with_it()
    {
        await using var store = await _file.OpenAsync();
        var words = Enumerable.Range(0, 12).Select(number => $"harvest {number}").ToList();
        var reports = Enumerable.Range(0, 40).Select(i =>
        {
            var report = new ReportBuilder($"Report {i}: {string.Join("; ", words)}.", "Post", "2020-01-01", "Meeting", $"https://example.org/{i}").Person("Report");
            foreach (var said in words) report.Said(null, said);
            return report.Build();
        }).ToList();
        await store.Recorder.RecordAsync(reports);
        await store.Recorder.WithdrawAsync([.. reports.Skip(20).Select(report => report.Article.Id)]);

        var page = await store.Reader.SearchAsync(new("harvest", [SearchScope.Quotes], 30));

        Assert.Equal(20 * 12, await store.Reader.SearchCountAsync(new("harvest", [SearchScope.Quotes], 30)));
        Assert.Equal(reports.Take(20).SelectMany(report => Enumerable.Range(0, 12).Select(number => $"{report.Article.Id}-q{number:0000}")).Order(StringComparer.Ordinal).Take(30), page.Items.Select(item => item.Value.Id));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(65_535, 1)]
    [InlineData(4, 16_777_215)]
    public void A_quotes_row_begins_with_its_articles_and_tells_its_number(int number, int article)
    {
        var row = SqliteSearchWords.Row(738_000, article);
        Assert.Equal(number, SqliteSearchWords.QuoteNumber(SqliteSearchWords.QuoteRow(row, number)));
        Assert.Equal(row, SqliteSearchWords.QuoteRow(row, number) / SqliteSearchWords.QuotesPerArticle);
    }

    [Fact]
    public async Task Of_thousands_of_one_day_the_first_ids_are_found_and_all_are_counted()
    {
        await using var store = await _file.OpenAsync();
        var reports = Enumerable.Range(0, 2_100).Select(i => new ReportBuilder($"Harvesters met, hour {i}.", "Post", "2020-01-01", "Meeting", $"https://example.org/{i}").Build()).ToList();
        await store.Recorder.RecordAsync(reports);
        await store.Recorder.RecordAsync([new ReportBuilder("Harvesters met later.", "Wire", "2020-01-02", "Meeting", "https://example.org/later").Build()]);

        var (ofDay, ofOutlet) = (new SearchRequest("harvesters", [SearchScope.Articles], 10) { When = new(null, new(2020, 1, 1)) }, new SearchRequest("harvesters", [SearchScope.Articles], 10) { Outlets = ["Post"] });
        var page = await store.Reader.SearchAsync(ofDay);
        var outlet = await store.Reader.SearchAsync(ofOutlet);

        Assert.Equal(2_100, await store.Reader.SearchCountAsync(ofDay));
        Assert.Equal(reports.Select(report => report.Article.Id).Order(StringComparer.Ordinal).Take(10), page.Items.Select(item => item.Value.Id));
        Assert.Equal(page.Items.Select(item => item.Value.Id), outlet.Items.Select(item => item.Value.Id));
        Assert.Equal(2_100, await store.Reader.SearchCountAsync(ofOutlet));
    }
}
