using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>What recording promises, on every store.</summary>
public abstract class GraphRecordContract(IContractStore kind) : GraphStoreFixture(kind)
{
    [StoreFact]
    public async Task Recorded_articles_are_there_after_closing_and_opening()
    {
        await Recorder.RecordAsync(Reports.All());
        var before = await ExportAsync();
        await CloseAndReopenAsync();
        Assert.Equal(before, await ExportAsync());
    }

    [StoreFact]
    public async Task The_same_article_again_changes_nothing()
    {
        var first = await Recorder.RecordAsync(Reports.All());
        var again = await Recorder.RecordAsync(Reports.All());
        Assert.Equal((3, 0, 0), (first.Added, first.Replaced, first.Unchanged));
        Assert.Equal((0, 0, 3), (again.Added, again.Replaced, again.Unchanged));
        Assert.Equal(first.Position, again.Position);
    }

    [StoreFact]
    public async Task A_changed_contribution_replaces_the_old_one_whole()
    {
        await Recorder.RecordAsync(Reports.All());
        var result = await Recorder.RecordAsync([Reports.Flood() with { Quotes = [] }]);
        Assert.Equal(1, result.Replaced);
        Assert.Equal(0, await Reader.Quotes.CountAsync(new QuoteFilter()));
        Assert.Empty(await Store.CheckAsync());
    }

    [StoreFact]
    public async Task Withdrawing_an_article_equals_never_having_read_it()
    {
        await Recorder.RecordAsync([Reports.FloodLater(), Reports.Unrelated()]);
        var never = await ExportAsync();
        await Recorder.RecordAsync([Reports.Flood()]);
        Assert.NotEqual(never, await ExportAsync());
        await Recorder.WithdrawAsync([Reports.Flood().Article.Id]);
        Assert.Equal(never, await ExportAsync());
    }

    [StoreFact]
    public async Task Withdrawing_everything_leaves_nothing()
    {
        var never = await ExportAsync();
        await Recorder.RecordAsync(Reports.All());
        await Recorder.WithdrawAsync([.. Reports.All().Select(report => report.Article.Id)]);
        Assert.Equal(never, await ExportAsync());
        Assert.Equal(0, (await Reader.StatisticsAsync()).Mentions);
    }

    [StoreFact]
    public async Task The_order_of_arrival_does_not_matter()
    {
        await Recorder.RecordAsync(Reports.All());
        var together = await ExportAsync();
        await Recorder.WithdrawAsync([.. Reports.All().Select(report => report.Article.Id)]);
        foreach (var report in Reports.All().Reverse()) await Recorder.RecordAsync([report]);
        Assert.Equal(together, await ExportAsync());
    }

    [StoreFact]
    public async Task A_family_name_alone_joins_the_one_bearer()
    {
        await Recorder.RecordAsync([Reports.FloodLater()]);
        Assert.Equal("Tavares", (await EntityAsync("Tavares")).Name);
        await Recorder.RecordAsync([Reports.Flood()]);
        Assert.Equal("Rui Tavares", (await EntityAsync("Tavares")).Name);
    }

    [StoreFact]
    public async Task A_family_name_alone_stays_apart_where_two_bearers_fit()
    {
        var other = new ReportBuilder("Inês Tavares won the race.", published: "2025-03-01").Person("Inês Tavares").Build();
        await Recorder.RecordAsync([.. Reports.All(), other]);
        var named = (await Reader.Entities.PageAsync(new EntityFilter { NamePrefix = "tavares" }, 10)).Values;
        Assert.Equal("Tavares", Assert.Single(named).Name);
    }

    [StoreFact]
    public async Task An_id_that_a_merge_retired_still_resolves()
    {
        await Recorder.RecordAsync([Reports.FloodLater()]);
        var alone = await EntityAsync("Tavares");
        await Recorder.RecordAsync([Reports.Flood()]);
        var merged = await Reader.Entities.FindAsync(alone.Id);
        Assert.Equal("Rui Tavares", merged!.Name);
        Assert.Contains(alone.Id, merged.RetiredIds);
    }

    [StoreFact]
    public async Task Diacritics_do_not_part_one_bearer()
    {
        await Recorder.RecordAsync(Reports.All());
        var marin = await EntityAsync("Olga Marin");
        Assert.Equal(3, marin.Articles);
        Assert.Contains(marin.Names, name => name.Text == "Olga Marín");
    }

    [StoreFact]
    public async Task An_event_lies_in_the_country_that_a_later_article_knows_of_its_place()
    {
        var fire = new ReportBuilder("A fire destroyed a mill in Harrowgill.", published: "2025-03-05").Entity(EntityType.Place, "Harrowgill").Event("disaster", "fire", "2025-03-04", "Harrowgill").Build();
        var fair = new ReportBuilder("Harrowgill holds its fair.", published: "2025-03-09").Entity(EntityType.Place, "Harrowgill", country: "GB").Build();
        await Recorder.RecordAsync([fair]);
        await Recorder.RecordAsync([fire]);
        var known = await ExportAsync();
        await Recorder.WithdrawAsync([fair.Article.Id]);
        Assert.Null((await Reader.Events.PageAsync(new EventFilter(), 10)).Values.Single().Country);
        await Recorder.RecordAsync([fair]);
        Assert.Equal("GB", (await Reader.Events.PageAsync(new EventFilter(), 10)).Values.Single().Country);
        Assert.Equal(known, await ExportAsync());
    }

    [StoreFact]
    public async Task A_family_name_that_a_judgement_joins_to_another_stays_with_it_when_a_bearer_comes()
    {
        var bare = new ReportBuilder("Carvalho thanked the crowd.", published: "2025-03-05").Person("Carvalho").Build();
        var other = new ReportBuilder("Tavares spoke.", published: "2025-03-06").Person("Tavares").Build();
        var full = new ReportBuilder("Ana Carvalho met a friend.", published: "2025-03-07").Person("Ana Carvalho").Build();
        await Recorder.RecordAsync([full, bare, other]);
        await Recorder.JudgeAsync([Judgement(JudgementKind.Same, "name:b|carvalho|", "name:b|tavares|")]);
        var together = await ExportAsync();
        await Recorder.WithdrawAsync([full.Article.Id]);
        await Recorder.RecordAsync([full]);
        Assert.Equal(together, await ExportAsync());
    }

    [StoreFact]
    public async Task A_judgement_joins_what_names_do_not()
    {
        await Recorder.RecordAsync(Reports.All());
        Entity ana = await EntityAsync("Ana Carvalho"), nora = await EntityAsync("Nora Lund");
        var never = await ExportAsync();
        await Recorder.JudgeAsync([Judgement(JudgementKind.Same, ana.Anchor, nora.Anchor)]);
        Assert.Equal((await Reader.Entities.FindAsync(nora.Id))!.Id, (await Reader.Entities.FindAsync(ana.Id))!.Id);
        await Recorder.WithdrawJudgementsAsync(["j1"]);
        Assert.Equal(never, await ExportAsync());
    }

    [StoreFact]
    public async Task A_judgement_parts_what_names_join()
    {
        await Recorder.RecordAsync(Reports.All());
        await Recorder.JudgeAsync([Judgement(JudgementKind.Different, "name:p|rui tavares", "name:b|tavares|")]);
        Assert.Equal("Tavares", (await EntityAsync("Tavares")).Name);
        Assert.Empty(await Store.CheckAsync());
    }

    [StoreFact]
    public async Task Two_bearers_of_one_name_are_split_by_their_mentions_and_joined_again_by_withdrawing()
    {
        var namesake = new ReportBuilder("Nora Lund, a painter, opened a show.", "Arts Weekly", "2025-03-12").Person("Nora Lund").Build();
        await Recorder.RecordAsync([.. Reports.All(), namesake]);
        var never = await ExportAsync();
        await Recorder.JudgeAsync([Judgement(JudgementKind.Different, Ids.Anchor(namesake.Article.Id, "Nora Lund", 0), Ids.Anchor(Reports.Unrelated().Article.Id, "Nora Lund", 0))]);
        var both = (await Reader.Entities.PageAsync(new EntityFilter { Names = ["Nora Lund"] }, 10)).Values.ToList();
        Assert.Equal([1, 1], both.Select(entity => entity.Articles));
        Assert.Empty(await Store.CheckAsync());
        var split = await ExportAsync();
        await Recorder.WithdrawAsync([namesake.Article.Id]);
        await Recorder.RecordAsync([namesake]);
        Assert.Equal(split, await ExportAsync());
        await Recorder.WithdrawJudgementsAsync(["j1"]);
        Assert.Equal(never, await ExportAsync());
    }

    [StoreFact]
    public async Task A_judgement_survives_withdrawing_and_reading_again()
    {
        await Recorder.RecordAsync(Reports.All());
        await Recorder.JudgeAsync([Judgement(JudgementKind.PreferredName, (await EntityAsync("Ana Carvalho")).Anchor, null, "Ana C.")]);
        await Recorder.WithdrawAsync([Reports.Flood().Article.Id]);
        await Recorder.RecordAsync([Reports.Flood()]);
        Assert.Equal("Ana C.", (await EntityAsync("Ana Carvalho")).Name);
    }

    [StoreFact]
    public async Task A_mention_is_an_anchor_too()
    {
        await Recorder.RecordAsync(Reports.All());
        var anchor = Ids.Anchor(Reports.Flood().Article.Id, "Ana Carvalho", 0);
        await Recorder.JudgeAsync([Judgement(JudgementKind.Type, anchor, null, "organisation")]);
        Assert.Equal(EntityType.Organisation, (await EntityAsync("Ana Carvalho")).Type);
    }

    [StoreFact]
    public async Task A_rejected_relation_is_gone_until_the_judgement_is_withdrawn()
    {
        await Recorder.RecordAsync(Reports.All());
        var called = (await Reader.Relations.PageAsync(new RelationFilter { Predicates = ["called"] }, 10)).Values.Single();
        await Recorder.JudgeAsync([Judgement(JudgementKind.RejectRelation, await AnchorAsync(called.Evidence, called.Id))]);
        Assert.Equal(0, await Reader.Relations.CountAsync(new RelationFilter { Predicates = ["called"] }));
        await Recorder.WithdrawJudgementsAsync(["j1"]);
        Assert.Equal(1, await Reader.Relations.CountAsync(new RelationFilter { Predicates = ["called"] }));
    }

    [StoreFact]
    public async Task A_rejected_quote_claim_or_role_is_gone_until_the_judgement_is_withdrawn_also_when_its_article_comes_again()
    {
        var report = new ReportBuilder("“The dam held,” said mayor Ana Carvalho. The flood killed 12 people.")
            .Person("Ana Carvalho").Said("Ana Carvalho", "The dam held").Role("Ana Carvalho", "mayor").Event("disaster", "flood").Claim("flood", "killed", 12, "12").Build();
        await Recorder.RecordAsync([report]);
        var whole = await ExportAsync();
        var quote = (await Reader.Quotes.PageAsync(new QuoteFilter(), 10)).Values.Single();
        var claim = (await Reader.Claims.PageAsync(new ClaimFilter(), 10)).Values.Single();
        var role = (await Reader.Roles.PageAsync(new RoleFilter(), 10)).Values.Single();
        string[] anchors = [await AnchorAsync(quote.Evidence, quote.Id), await AnchorAsync(claim.Evidence, claim.Id), await AnchorAsync(role.Evidence, role.Id)];
        async Task<string> Counted() =>
            $"{await Reader.Quotes.CountAsync(new QuoteFilter())} {await Reader.Claims.CountAsync(new ClaimFilter())} {await Reader.Roles.CountAsync(new RoleFilter())} "
            + await Reader.SearchCountAsync(new("dam held", [SearchScope.Quotes], 10));

        await Recorder.JudgeAsync([.. anchors.Select((anchor, i) => Judgement(JudgementKind.RejectFact, anchor) with { Id = $"j{i}" })]);
        Assert.Equal("0 0 0 0", await Counted());
        await Recorder.WithdrawAsync([report.Article.Id]);
        await Recorder.RecordAsync([report]);
        Assert.Equal("0 0 0 0", await Counted());
        Assert.Empty(await Store.CheckAsync());
        await Recorder.WithdrawJudgementsAsync(["j0", "j1", "j2"]);
        Assert.Equal("1 1 1 1", await Counted());
        Assert.Equal(whole, await ExportAsync());
    }

    [StoreFact]
    public async Task A_contribution_that_names_what_is_not_there_is_refused_and_nothing_of_its_batch_is_kept()
    {
        var broken = Reports.Unrelated() with { Relations = [Reports.Unrelated().Relations[0] with { Object = "e99" }] };
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => Recorder.RecordAsync([Reports.Flood(), broken]));
        Assert.Contains("r0", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await Reader.StatisticsAsync()).Articles);
    }

    [StoreFact]
    public async Task An_article_that_was_not_extracted_is_kept_and_says_why()
    {
        var article = Reports.Flood().Article with { Language = "pt" };
        await Recorder.RecordAsync([Contribution.Empty(article, "test/1", "language")]);
        var stored = await Reader.Articles.FindAsync(article.Id);
        Assert.Equal(("language", article.Text), (stored!.Skipped, stored.Article.Text));
    }

    [StoreFact]
    public async Task A_name_of_ten_thousand_letters_is_kept_within_bounds()
    {
        var name = "Zoe " + new string('x', 10_000);
        await Recorder.RecordAsync([new ReportBuilder(name + " spoke.").Person(name).Build()]);
        var entity = Assert.Single((await Reader.Entities.PageAsync(new EntityFilter(), 10)).Values);
        Assert.True(entity.Name.Length <= 300);
    }

    [StoreFact]
    public async Task An_export_read_into_another_store_gives_the_same_bytes()
    {
        await Recorder.RecordAsync(Reports.All());
        await Recorder.JudgeAsync([Judgement(JudgementKind.PreferredName, (await EntityAsync("Ana Carvalho")).Anchor, null, "Ana C.")]);
        var export = await ExportAsync();
        await Recorder.WithdrawJudgementsAsync(["j1"]);
        await Recorder.WithdrawAsync([.. Reports.All().Select(report => report.Article.Id)]);
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(export));
        await Store.ImportAsync(input);
        Assert.Equal(export, await ExportAsync());
    }

    private async Task<string> AnchorAsync(StoredEvidence evidence, string id) => (await FactAnchor.FindAsync(Reader, evidence.Article, id))!;

    private static Judgement Judgement(JudgementKind kind, string subject, string? other = null, string? value = null) =>
        new("j1", kind, subject, other, value, "an editor", new DateTimeOffset(2025, 8, 1, 0, 0, 0, TimeSpan.Zero), "checked");
}
