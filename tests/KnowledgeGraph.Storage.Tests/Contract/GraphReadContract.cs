using System.Globalization;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>What reading promises, on every store.</summary>
public abstract class GraphReadContract(IContractStore kind) : GraphStoreFixture(kind)
{
    private Task RecordAllAsync() => Recorder.RecordAsync(Reports.All());

    [StoreFact]
    public async Task Ids_are_answered_in_the_order_asked_with_null_for_strangers()
    {
        await RecordAllAsync();
        string flood = Reports.Flood().Article.Id, ferry = Reports.Unrelated().Article.Id;
        var found = await Reader.Articles.FindAsync([ferry, "nobody", flood, ferry]);
        Assert.Equal([ferry, null, flood, ferry], found.Select(article => article?.Id));
    }

    [StoreFact]
    public async Task Every_evidence_is_the_slice_of_its_article()
    {
        await RecordAllAsync();
        var evidence = (await Reader.Quotes.PageAsync(new QuoteFilter(), 100)).Values.Select(quote => quote.Evidence)
            .Concat((await Reader.Relations.PageAsync(new RelationFilter(), 100)).Values.Select(relation => relation.Evidence))
            .Concat((await Reader.Claims.PageAsync(new ClaimFilter(), 100)).Values.Select(claim => claim.Evidence))
            .Concat((await Reader.Roles.PageAsync(new RoleFilter(), 100)).Values.Select(role => role.Evidence))
            .Concat((await Reader.EventReports.PageAsync(new EventReportFilter(), 100)).Values.Select(report => report.Evidence)).ToList();
        Assert.True(evidence.Count > 8);
        foreach (var each in evidence)
        {
            var text = (await Reader.Articles.FindAsync(each.Article))!.Article.Text;
            Assert.Equal(text[each.Span.Start..each.Span.End], each.Quote);
            Assert.Equal(text[each.Sentence.Start..each.Sentence.End], each.SentenceText);
        }
    }

    [StoreFact]
    public async Task Offsets_count_utf16_units_whatever_the_letters()
    {
        await Recorder.RecordAsync([new ReportBuilder("𝕏 users 👍 cheered as Zoë said: “naïve”.").Person("Zoë").Said("Zoë", "naïve").Build()]);
        var quote = Assert.Single((await Reader.Quotes.PageAsync(new QuoteFilter(), 10)).Values);
        Assert.Equal(("naïve", "naïve"), (quote.Text, quote.Evidence.Quote));
        var mention = Assert.Single((await Reader.Mentions.PageAsync(new MentionFilter { Texts = ["Zoë"] }, 10)).Values);
        Assert.Equal("Zoë", mention.Text);
    }

    [StoreFact]
    public async Task Entities_are_filtered_by_type_and_come_most_mentioned_first()
    {
        await RecordAllAsync();
        var people = (await Reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person] }, 10)).Values.ToList();
        Assert.Equal("Olga Marin", people[0].Name);
        Assert.All(people, person => Assert.Equal(EntityType.Person, person.Type));
        Assert.Equal(people.Select(person => person.Mentions).OrderDescending(), people.Select(person => person.Mentions));
        Assert.Equal(people.Count, await Reader.Entities.CountAsync(new EntityFilter { Types = [EntityType.Person] }));
    }

    [StoreFact]
    public async Task A_name_prefix_finds_through_case_and_diacritics()
    {
        await RecordAllAsync();
        Assert.Equal(["Olga Marin"], (await Reader.Entities.PageAsync(new EntityFilter { NamePrefix = "OLGA MARÍ" }, 10)).Values.Select(entity => entity.Name));
    }

    [StoreFact]
    public async Task Entities_are_filtered_by_outlet_article_country_and_day()
    {
        await RecordAllAsync();
        async Task<IEnumerable<string>> Names(EntityFilter filter) => (await Reader.Entities.PageAsync(filter, 50, null, EntityOrder.Name)).Values.Select(entity => entity.Name);
        Assert.Equal(["Bergen", "Nora Lund", "Olga Marin"], await Names(new() { Outlets = ["Nordic Wire"] }));
        Assert.Equal(["Bergen", "Nora Lund", "Olga Marin"], await Names(new() { Articles = [Reports.Unrelated().Article.Id] }));
        Assert.Equal(["Bergen"], await Names(new() { Countries = ["NO"] }));
        Assert.Equal(["Bergen", "Nora Lund", "Olga Marin"], await Names(new() { Mentioned = new(new(2025, 3, 7), null) }));
    }

    [StoreFact]
    public async Task Pages_walk_every_item_once_forwards_and_backwards()
    {
        await RecordAllAsync();
        var all = (await Reader.Entities.PageAsync(new EntityFilter(), 100, null, EntityOrder.MentionsDescending)).Values.Select(entity => entity.Id).ToList();
        var forwards = new List<string>();
        Page<Entity>? page = null;
        while (page is null || page.HasNext)
        {
            page = await Reader.Entities.PageAsync(new EntityFilter(), 2, page?.Items[^1].Cursor, EntityOrder.MentionsDescending);
            forwards.AddRange(page.Values.Select(entity => entity.Id));
        }
        var backwards = new List<string>();
        page = null;
        while (page is null || page.HasPrevious)
        {
            page = (await Reader.Entities.PageAsync([new(new EntityFilter(), 2) { FromEnd = true, Before = page?.Items[0].Cursor, Order = EntityOrder.MentionsDescending }]))[0];
            backwards.InsertRange(0, page.Values.Select(entity => entity.Id));
        }
        Assert.Equal(all, forwards);
        Assert.Equal(all, backwards);
    }

    [StoreTheory]
    [InlineData(FactOrder.Time)]
    [InlineData(FactOrder.TimeDescending)]
    [InlineData(FactOrder.ConfidenceDescending)]
    public async Task Relations_of_an_entity_on_either_side_or_on_both_are_walked_once_forwards_and_backwards(FactOrder order)
    {
        // Several a day, so that pages cut through what the order does not tell apart.
        static Contribution Told(string day) => new ReportBuilder($"Olga Marin met and praised Rui Tavares, and blamed herself. Rui Tavares thanked and called Olga Marin. Nora Lund visited Rui Tavares on {day}.", published: day)
            .Person("Olga Marin").Person("Rui Tavares").Person("Nora Lund")
            .Relation("Olga Marin", "met", "Rui Tavares", "met").Relation("Olga Marin", "praised", "Rui Tavares", "praised", confidence: 0.7).Relation("Olga Marin", "blamed", "Olga Marin", "blamed", confidence: 0.8)
            .Relation("Rui Tavares", "thanked", "Olga Marin", "thanked").Relation("Rui Tavares", "called", "Olga Marin", "called", confidence: 0.7).Relation("Nora Lund", "visited", "Rui Tavares", "visited").Build();
        await Recorder.RecordAsync([Told("2025-03-06"), Told("2025-03-04"), Told("2025-03-05")]);
        string olga = (await EntityAsync("Olga Marin")).Id, rui = (await EntityAsync("Rui Tavares")).Id, nora = (await EntityAsync("Nora Lund")).Id;
        var all = (await Reader.Relations.PageAsync(new RelationFilter(), 100, null, order)).Values.ToList();
        Assert.Equal(18, all.Count);

        bool IsOf(RelationFilter filter, StoredRelation relation) =>
            filter.Subjects?.Contains(relation.Subject.Id) is not false && filter.Objects?.Contains(relation.Object!.Value.Id) is not false && filter.Predicates?.Contains(relation.Predicate) is not false
            && filter.Either?.Intersect([relation.Subject.Id, relation.Object!.Value.Id]).Any() is not false && (filter.When is null || !relation.Evidence.Article.Equals(Told("2025-03-04").Article.Id));
        (RelationFilter Filter, int Expected)[] cases = [
            (new() { Subjects = [olga] }, 9),
            (new() { Objects = [olga] }, 9),
            (new() { Either = [olga] }, 15),
            (new() { Either = [olga, nora, "nobody"] }, 18),
            (new() { Either = ["nobody"] }, 0),
            (new() { Subjects = [olga, nora] }, 12),
            (new() { Subjects = [olga], Objects = [olga, nora] }, 3),
            (new() { Subjects = [rui, nora], Either = [olga] }, 6),
            (new() { Either = [olga], Predicates = ["blamed", "called"], When = new(new(2025, 3, 5), null) }, 4)];
        async Task CheckAsync(IGraphReader reader)
        {
            foreach (var (filter, expected) in cases)
            {
                var ids = all.Where(relation => IsOf(filter, relation)).Select(relation => relation.Id).ToList();
                Assert.Equal(expected, ids.Count);
                Assert.Equal(expected, await reader.Relations.CountAsync(filter));
                foreach (var size in new[] { 1, 2, 5, Math.Max(1, expected), expected + 1 })
                {
                    Assert.Equal(ids.Chunk(size), await PagesForwardsAsync(reader, filter, size, order));
                    Assert.Equal(Enumerable.Reverse(ids).Chunk(size).Select(page => page.Reverse().ToArray()), await PagesBackwardsAsync(reader, filter, size, order));
                }
            }
        }
        await CheckAsync(Reader);
        await using var before = await Store.OpenSnapshotAsync();
        await Recorder.RecordAsync([Told("2025-03-07")]);
        await Recorder.WithdrawAsync([Told("2025-03-05").Article.Id]);
        await CheckAsync(before);
    }

    // The ids of each page, an empty list's one page left out.
    private static async Task<List<string[]>> PagesForwardsAsync(IGraphReader reader, RelationFilter filter, int size, FactOrder order)
    {
        var pages = new List<string[]>();
        for (Page<StoredRelation>? page = null; page is null || page.HasNext;)
        {
            Assert.Equal(page is not null, (page = await reader.Relations.PageAsync(filter, size, page?.Items[^1].Cursor, order)).HasPrevious);
            pages.Add([.. page.Values.Select(relation => relation.Id)]);
        }
        return [.. pages.Where(page => page.Length > 0)];
    }

    private static async Task<List<string[]>> PagesBackwardsAsync(IGraphReader reader, RelationFilter filter, int size, FactOrder order)
    {
        var pages = new List<string[]>();
        for (Page<StoredRelation>? page = null; page is null || page.HasPrevious;)
        {
            Assert.Equal(page is not null, (page = (await reader.Relations.PageAsync([new(filter, size) { FromEnd = true, Before = page?.Items[0].Cursor, Order = order }]))[0]).HasNext);
            pages.Add([.. page.Values.Select(relation => relation.Id)]);
        }
        return [.. pages.Where(page => page.Length > 0)];
    }

    [StoreFact]
    public async Task What_is_recorded_between_two_pages_repeats_nothing()
    {
        await Recorder.RecordAsync([Reports.Flood(), Reports.Unrelated()]);
        var first = await Reader.Articles.PageAsync(new ArticleFilter(), 1);
        await Recorder.RecordAsync([new ReportBuilder("Newer than all.", published: "2025-12-01").Build()]);
        var second = await Reader.Articles.PageAsync(new ArticleFilter(), 5, first.Items[0].Cursor);
        Assert.Equal([Reports.Flood().Article.Id], second.Values.Select(article => article.Id));
    }

    [StoreFact]
    public async Task A_cursor_of_another_query_is_refused()
    {
        await RecordAllAsync();
        var page = await Reader.Entities.PageAsync(new EntityFilter(), 1);
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => Reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Place] }, 1, page.Items[0].Cursor));
        Assert.Contains("another filter", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GraphRequestException>(() => Reader.Entities.PageAsync(new EntityFilter(), 1, "bm9uc2Vuc2U"));
        await Assert.ThrowsAsync<GraphRequestException>(() => Reader.Entities.PageAsync(new EntityFilter(), 1001));
    }

    [StoreFact]
    public async Task Many_queries_are_answered_in_one_call_each_with_its_own_page()
    {
        await RecordAllAsync();
        Entity tavares = await EntityAsync("Rui Tavares"), marin = await EntityAsync("Olga Marin");
        var pages = await Reader.Relations.PageAsync([
            new(new RelationFilter { Subjects = [tavares.Id] }, 10), new(new RelationFilter { Objects = [marin.Id] }, 1), new(new RelationFilter { Subjects = ["nobody"] }, 10)]);
        Assert.Equal([2, 1, 0], pages.Select(page => page.Items.Count));
        Assert.Equal([false, true, false], pages.Select(page => page.HasNext));
    }

    [StoreFact]
    public async Task Relations_are_filtered_by_either_side_predicate_article_outlet_time_and_confidence()
    {
        await RecordAllAsync();
        var marin = await EntityAsync("Olga Marin");
        async Task<IEnumerable<string>> Predicates(RelationFilter filter) => (await Reader.Relations.PageAsync(filter, 50, null, FactOrder.Time)).Values.Select(relation => relation.Predicate);
        Assert.Equal(["called", "visited", "thanked", "praised"], await Predicates(new() { Either = [marin.Id] }));
        Assert.Equal(["called"], await Predicates(new() { Predicates = ["called"] }));
        Assert.Equal(["visited", "thanked"], await Predicates(new() { Articles = [Reports.FloodLater().Article.Id] }));
        Assert.Equal(["praised"], await Predicates(new() { Outlets = ["Nordic Wire"] }));
        Assert.Equal(["visited", "thanked"], await Predicates(new() { When = new(new(2025, 3, 6), new(2025, 3, 6)) }));
        Assert.Empty(await Predicates(new() { MinConfidence = 0.95 }));
    }

    [StoreFact]
    public async Task Predicates_outside_the_ontology_are_found_one_by_one_and_all_together()
    {
        await Recorder.RecordAsync([new ReportBuilder("Ana Carvalho outwitted Bruno Costa and met Nora Lund.").Person("Ana Carvalho").Person("Bruno Costa").Person("Nora Lund")
            .Relation("Ana Carvalho", "lemma:outwit", "Bruno Costa", "outwitted").Relation("Ana Carvalho", "met", "Nora Lund", "met").Build()]);
        async Task<IEnumerable<string>> Predicates(params string[] asked) =>
            (await Reader.Relations.PageAsync(new RelationFilter { Predicates = asked }, 50, null, FactOrder.Time)).Values.Select(relation => relation.Predicate).Order();
        Assert.Equal(["lemma:outwit"], await Predicates(RelationFilter.OutsideOntology));
        Assert.Equal(["lemma:outwit"], await Predicates("lemma:outwit"));
        Assert.Equal(["lemma:outwit", "met"], await Predicates(RelationFilter.OutsideOntology, "met"));
    }

    [StoreFact]
    public async Task Quotes_are_found_by_speaker_and_by_whom_they_are_about()
    {
        await Recorder.RecordAsync([new ReportBuilder("“Bruno Costa lied,” said Ana Carvalho.").Person("Ana Carvalho").Person("Bruno Costa").Said("Ana Carvalho", "Bruno Costa lied").Build()]);
        Entity ana = await EntityAsync("Ana Carvalho"), bruno = await EntityAsync("Bruno Costa");
        Assert.Equal(1, await Reader.Quotes.CountAsync(new QuoteFilter { Speakers = [ana.Id] }));
        Assert.Equal(0, await Reader.Quotes.CountAsync(new QuoteFilter { Speakers = [bruno.Id] }));
        var about = Assert.Single((await Reader.Quotes.PageAsync(new QuoteFilter { About = [bruno.Id] }, 10)).Values);
        Assert.Equal([bruno.Id], about.About);
        Assert.Equal(ana.Id, about.Speaker);
    }

    [StoreFact]
    public async Task Reports_of_one_event_are_one_event_and_each_keeps_its_own_version()
    {
        await RecordAllAsync();
        var flood = Assert.Single((await Reader.Events.PageAsync(new EventFilter { MinArticles = 2 }, 10)).Values);
        Assert.Equal(("disaster", "2025-03-04", 2), (flood.Kind, flood.Date?.ToString(), flood.Articles));
        Assert.Equal((await EntityAsync("Lisbon")).Id, flood.Place);
        var reports = (await Reader.EventReports.PageAsync(new EventReportFilter { Events = [flood.Id] }, 10)).Values.ToList();
        Assert.Equal(2, reports.Select(report => report.Article).Distinct().Count());
        Assert.All(flood.RetiredIds, id => Assert.Equal(flood.Id, Reader.Events.FindAsync(id).GetAwaiter().GetResult()!.Id));
    }

    [StoreFact]
    public async Task Events_are_filtered_by_participant_place_country_and_time()
    {
        await RecordAllAsync();
        var lisbon = await EntityAsync("Lisbon");
        Assert.Equal(1, await Reader.Events.CountAsync(new EventFilter { Participants = [lisbon.Id] }));
        Assert.Equal(1, await Reader.Events.CountAsync(new EventFilter { Places = [lisbon.Id] }));
        Assert.Equal(1, await Reader.Events.CountAsync(new EventFilter { Countries = ["NO"] }));
        Assert.Equal(1, await Reader.Events.CountAsync(new EventFilter { When = new(new(2025, 3, 8), null) }));
        Assert.Equal(2, await Reader.Events.CountAsync(new EventFilter { Kinds = ["disaster"] }));
    }

    [StoreFact]
    public async Task Numbers_of_one_event_stand_side_by_side_and_say_how_they_differ()
    {
        await RecordAllAsync();
        var comparison = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { MinArticles = 2, Numbers = true }, 10)).Values);
        Assert.Equal(("killed", 12m, 19m), (comparison.Metric, comparison.Low, comparison.High));
        Assert.Equal(DifferenceKind.Update, comparison.Kind);
        Assert.Equal(["Morning Post", "Evening News"], comparison.Claims.Select(claim => claim.Outlet));
        Assert.Equal(Reports.Flood().Article.Id, comparison.FirstArticle);
        Assert.Equal(comparison.Id, (await Reader.Comparisons.FindAsync(comparison.Id))!.Id);
    }

    private static ReportBuilder Storm(string words, string outlet, string day) =>
        new ReportBuilder($"A storm hit Lisbon on Tuesday. The inquiry said that {words}.", outlet, day).City("Lisbon", "2267057", "PT").Event("disaster", "storm", "2025-03-04", "Lisbon").Event("investigation", "inquiry");

    [StoreFact]
    public async Task One_number_under_two_names_is_compared_and_found_by_either()
    {
        await Recorder.RecordAsync([
            Storm("214,000 customers wait", "Morning Post", "2025-03-05").Claim("storm", "customers", 214_000, "214,000", unit: "customers").Build(),
            Storm("214,000 households wait", "Evening News", "2025-03-05").Claim("storm", "households", 214_000, "214,000", unit: "households").Build(),
            Storm("61,000 households wait", "The Gazette", "2025-03-06").Claim("storm", "households", 61_000, "61,000", unit: "households").Build()]);
        var comparison = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { Numbers = true }, 10)).Values);
        Assert.Equal(("households", 3, 61_000m, 214_000m), (comparison.Metric, comparison.Articles, comparison.Low, comparison.High));
        Assert.Contains("one number under several names: customers, households", comparison.Reasons);
        Assert.Equal(comparison.Id, (await Reader.Comparisons.FindAsync(comparison.Id.Replace("households", "customers", StringComparison.Ordinal)))!.Id);
        var earlier = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { AsKnownAt = new(2025, 3, 5), Numbers = true }, 10)).Values);
        Assert.Equal((2, 214_000m), (earlier.Articles, earlier.Low));
    }

    [StoreFact]
    public async Task A_number_of_a_happening_beside_is_compared_with_those_of_what_the_article_is_about()
    {
        await Recorder.RecordAsync([
            Storm("200 firefighters came", "Morning Post", "2025-03-05").Claim("storm", "firefighters", 200, "200", unit: "firefighters").Build(),
            Storm("340 firefighters came", "Evening News", "2025-03-06").Claim("storm", "killed", 12, "storm hit").Claim("storm", "injured", 30, "hit Lisbon").Claim("inquiry", "firefighters", 340, "340", unit: "firefighters").Build()]);
        var comparison = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { MinArticles = 2, Numbers = true }, 10)).Values);
        Assert.Equal((200m, 340m), (comparison.Low, comparison.High));
        // It is still the other happening's claim.
        var claim = Assert.Single((await Reader.Claims.PageAsync(new ClaimFilter { Metrics = ["firefighters"], MinValue = 300 }, 10)).Values);
        Assert.NotEqual(comparison.Event, claim.Event);
    }

    [StoreFact]
    public async Task An_institution_without_a_name_is_one_source_to_all_reports_of_an_event_and_people_without_one_are_not()
    {
        Contribution Report(string words, string outlet, EntityType type, string who) =>
            new ReportBuilder($"A flood hit Lisbon on Tuesday. {who} said that {words}.", outlet, "2025-03-04").City("Lisbon", "2267057", "PT").Entity(type, who, named: false)
                .Event("disaster", "flood", "2025-03-04", "Lisbon").Claim("flood", "killed", 12, words, attributedTo: who).Build();
        await Recorder.RecordAsync([
            Report("12 people died", "Morning Post", EntityType.Organisation, "The police"), Report("12 were killed", "Evening News", EntityType.Organisation, "Police"),
            Report("12 had died", "The Gazette", EntityType.Person, "A resident"), Report("it had killed 12", "The Herald", EntityType.Person, "A resident")]);
        var comparison = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { Numbers = true }, 10)).Values);
        Assert.Equal((4, 3), (comparison.Articles, comparison.Sources));
        Assert.Single(comparison.Claims, claim => claim.Repeats is not null);
    }

    [StoreFact]
    public async Task What_a_report_says_twice_alike_stands_once_with_both_places()
    {
        var report = new ReportBuilder("A flood hit Lisbon on Tuesday and killed 12 people. Police say that 12 people died. Rui Tavares came. In all 12 people were killed.", published: "2025-03-04")
            .Person("Rui Tavares").Organisation("Police").Event("disaster", "flood", "2025-03-04")
            .Claim("flood", "killed", 12, "killed 12 people").Claim("flood", "killed", 12, "12 people died", attributedTo: "Police").Claim("flood", "killed", 12, "12 people were killed").Build();
        await Recorder.RecordAsync([report]);
        var comparison = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { Numbers = true }, 10)).Values);
        Assert.Equal([("killed 12 people", "12 people were killed"), ("12 people died", "")],
            comparison.Claims.Select(claim => (claim.Claim.Evidence.Quote, string.Join(", ", claim.RepeatedIn.Select(place => place.Evidence.Quote)))));
        Assert.All(comparison.Claims, claim => Assert.Null(claim.Repeats));
        Assert.Equal((1, 2), (comparison.Articles, comparison.Sources));
        // Each is still a claim of its own.
        Assert.Equal((await Reader.Claims.PageAsync(new ClaimFilter(), 10)).Values.Select(claim => claim.Id).Order(), comparison.Claims.SelectMany(claim => claim.RepeatedIn.Prepend(claim.Claim)).Select(claim => claim.Id).Order());
    }

    [StoreFact]
    public async Task What_each_report_says_in_words_stands_side_by_side()
    {
        await RecordAllAsync();
        var wording = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { Numbers = false }, 10)).Values);
        Assert.Equal(("wording", DifferenceKind.Framing), (wording.Aspect, wording.Kind));
        Assert.Equal(["Morning Post", "Evening News"], wording.Statements.Select(statement => statement.Outlet));
        Assert.Equal("A flood hit Lisbon on Tuesday.", wording.Statements[0].Evidence.SentenceText);
        Assert.Equal(wording.Statements.Count, (await Reader.Comparisons.FindAsync(wording.Id))!.Statements.Count);
    }

    [StoreFact]
    public async Task As_known_at_an_earlier_day_only_earlier_claims_take_part()
    {
        await RecordAllAsync();
        var known = Assert.Single((await Reader.Comparisons.PageAsync(new ComparisonFilter { AsKnownAt = new(2025, 3, 5), Numbers = true }, 10)).Values);
        Assert.Equal((12m, DifferenceKind.None), (known.High, known.Kind));
        Assert.Empty((await Reader.Comparisons.PageAsync(new ComparisonFilter { AsKnownAt = new(2025, 3, 4) }, 10)).Values);
    }

    [StoreFact]
    public async Task Roles_name_person_title_and_day()
    {
        await RecordAllAsync();
        var role = Assert.Single((await Reader.Roles.PageAsync(new RoleFilter { Persons = [(await EntityAsync("Rui Tavares")).Id] }, 10)).Values);
        Assert.Equal(("Prime Minister", new DateOnly(2025, 3, 5)), (role.Title, role.AsOf));
    }

    [StoreFact]
    public async Task Search_finds_names_quotes_and_articles_with_highlights()
    {
        await RecordAllAsync();
        var hits = (await Reader.SearchAsync(new("homes", [], 10))).Items.Select(item => item.Value).ToList();
        Assert.Equal([SearchScope.Quotes, SearchScope.Articles], hits.Select(hit => hit.Scope));
        Assert.All(hits, hit => Assert.Equal("homes", hit.Highlights[0].Slice(hit.Snippet)));
        var name = (await Reader.SearchAsync(new("marin", [SearchScope.Entities], 10))).Items.Select(item => item.Value).Single();
        Assert.Equal((await EntityAsync("Olga Marin")).Id, name.Id);
    }

    [StoreTheory]
    [InlineData("lisb", false, 0)]
    [InlineData("lisb", true, 1)]
    [InlineData("lisb*", false, 1)]
    [InlineData("LISBON", false, 1)]
    [InlineData("\"olga marin\"", false, 1)]
    [InlineData("\"marin olga\"", false, 0)]
    [InlineData("marin olga", false, 1)]
    public async Task Search_knows_prefixes_and_phrases(string text, bool prefix, int entities)
    {
        await RecordAllAsync();
        var request = new SearchRequest(text, [SearchScope.Entities], 10) { Prefix = prefix };
        Assert.Equal(entities, (await Reader.SearchAsync(request)).Items.Count);
        Assert.Equal(entities, await Reader.SearchCountAsync(request));
    }

    [StoreTheory]
    [InlineData(null, null, 3)]
    [InlineData("2025-03-05", "2025-03-05", 1)]
    [InlineData("2025-03-06", null, 2)]
    [InlineData(null, "2025-03-05", 1)]
    [InlineData("2025-03-11", "2025-03-31", 0)]
    public async Task Search_knows_days_of_publication(string? from, string? to, int articles)
    {
        await RecordAllAsync();
        DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
        var undated = new ReportBuilder("The flood of the coast is of no day.", "Morning Post", published: null, "No day", "https://example.org/undated").Build();
        await Recorder.RecordAsync([undated]);

        var request = new SearchRequest("the", [SearchScope.Articles], 10) { When = from is null && to is null ? null : new(Day(from), Day(to)) };
        var page = await Reader.SearchAsync(request);

        Assert.Equal(articles + (from is null && to is null ? 1 : 0), page.Items.Count);
        Assert.Equal(page.Items.Count, await Reader.SearchCountAsync(request));
    }

    [StoreFact]
    public async Task Search_finds_a_new_version_under_its_own_day_and_words()
    {
        var first = new ReportBuilder("“A levee broke,” said Ana Carvalho.", "Post", "2025-03-05", "Levee", "https://example.org/levee").Person("Ana Carvalho").Said("Ana Carvalho", "A levee broke").Build();
        var second = new ReportBuilder("“A bridge fell,” said Ana Carvalho.", "Post", "2025-03-09", "Bridge", "https://example.org/levee").Person("Ana Carvalho").Said("Ana Carvalho", "A bridge fell").Build();
        await Recorder.RecordAsync([first]);
        await Recorder.RecordAsync([second]);

        Assert.Equal(0, await Reader.SearchCountAsync(new("levee", [], 10)));
        Assert.Equal(2, await Reader.SearchCountAsync(new("bridge", [SearchScope.Quotes, SearchScope.Articles], 10) { When = new(new(2025, 3, 9), null) }));
        await Recorder.WithdrawAsync([second.Article.Id]);
        Assert.Equal(0, await Reader.SearchCountAsync(new("bridge", [], 10)));
    }

    [StoreFact]
    public async Task Search_pages_go_on_where_the_last_ended()
    {
        await RecordAllAsync();
        var first = await Reader.SearchAsync(new("lisbon", [], 1));
        var rest = await Reader.SearchAsync(new("lisbon", [], 10) { After = first.Items[0].Cursor });
        Assert.True(first.HasNext);
        Assert.Equal(await Reader.SearchCountAsync(new("lisbon", [], 1)) - 1, rest.Items.Count);
        Assert.DoesNotContain(first.Items[0].Value.Id, rest.Items.Select(item => item.Value.Id));
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("\"\" * -")]
    public async Task Search_without_a_word_is_refused(string text) =>
        await Assert.ThrowsAsync<GraphRequestException>(() => Reader.SearchAsync(new(text, [], 10)));

    [StoreFact]
    public async Task A_neighbourhood_says_how_many_it_left_out()
    {
        await RecordAllAsync();
        var marin = await EntityAsync("Olga Marin");
        var all = await Reader.NeighbourhoodAsync(new(marin.Id, 1, 50));
        Assert.Equal(["Lisbon", "Nora Lund", "Olga Marin", "Rui Tavares"], all.Entities.Select(entity => entity.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, all.LeftOut);
        var two = await Reader.NeighbourhoodAsync(new(marin.Id, 1, 2));
        Assert.Equal(["Olga Marin", "Rui Tavares"], two.Entities.Select(entity => entity.Name));
        Assert.Equal(2, two.LeftOut);
        Assert.Equal(2, two.Links.Count);
    }

    [StoreFact]
    public async Task A_neighbourhood_has_the_strongest_links_and_says_how_many_it_left_out()
    {
        await RecordAllAsync();
        var marin = await EntityAsync("Olga Marin");
        foreach (var when in new DayRange?[] { null, new(new(2000, 1, 1), null) })
        {
            var all = await Reader.NeighbourhoodAsync(new(marin.Id, 1, 50) { When = when });
            Assert.True(all.Links.Count > 3);
            Assert.Equal(0, all.LinksLeftOut);
            var three = await Reader.NeighbourhoodAsync(new(marin.Id, 1, 50) { When = when, LinkLimit = 3 });
            Assert.Equal(all.Links.Take(3), three.Links);
            Assert.Equal(all.Links.Count - 3, three.LinksLeftOut);
        }
        await Assert.ThrowsAsync<GraphRequestException>(() => Reader.NeighbourhoodAsync(new(marin.Id, 1, 50) { LinkLimit = 0 }));
    }

    [StoreFact]
    public async Task A_neighbourhood_of_many_has_the_strongest_of_all_that_was_told_of_them()
    {
        List<string> people = [.. Enumerable.Range(0, 90).Select(number => $"Person {(char)('A' + number / 26)}{(char)('a' + number % 26)}on")];
        string text = string.Join(" met ", people) + ".";
        foreach (var article in Enumerable.Range(0, 3))
        {
            var report = new ReportBuilder(text, address: $"https://many.example/{article}");
            foreach (var person in people) report.Person(person);
            foreach (var (person, at) in people.Select((person, at) => (person, at)))
            {
                for (var i = 0; i <= at % 7; i++) report.Relation(people[0], i % 2 == 0 ? "met" : "called", person, "met");
                if (at % 3 == article) report.Relation(person, "met", people[(at * 7) % people.Count], "met");
            }
            await Recorder.RecordAsync([report.Build()]);
        }
        var hub = await EntityAsync(people[0]);
        var told = new List<StoredRelation>();
        for (string? after = null; ;)
        {
            var page = await Reader.Relations.PageAsync(new RelationFilter(), 500, after);
            told.AddRange(page.Values);
            if (!page.HasNext) break;
            after = page.Items[^1].Cursor;
        }
        foreach (var predicates in new string[]?[] { null, ["called"] })
        {
            var counted = told.Where(relation => predicates?.Contains(relation.Predicate) is not false).GroupBy(relation => (relation.Subject.Id, relation.Predicate, relation.Object!.Value.Id)).ToDictionary(group => group.Key, group => group.Count());
            var all = await Reader.NeighbourhoodAsync(new(hub.Id, 1, 500) { LinkLimit = 10_000, Predicates = predicates });
            Assert.Equal(counted, all.Links.ToDictionary(link => (link.Subject, link.Predicate, link.Object), link => link.Relations));
            foreach (var limit in new[] { 1, 10, 100 })
            {
                var some = await Reader.NeighbourhoodAsync(new(hub.Id, 1, 500) { LinkLimit = limit, Predicates = predicates });
                Assert.Equal(all.Links.Take(limit), some.Links);
                Assert.Equal(all.Links.Count - some.Links.Count, some.LinksLeftOut);
            }
        }
    }

    [StoreTheory]
    [InlineData(ArticleOrder.PublishedDescending)]
    [InlineData(ArticleOrder.Published)]
    [InlineData(ArticleOrder.Title)]
    public async Task Articles_that_mention_entities_are_walked_once_forwards_and_backwards(ArticleOrder order)
    {
        Contribution Told(int number, string people)
        {
            var report = new ReportBuilder($"{people} met, in report {number}.", published: number % 5 == 4 ? null : $"2025-03-{1 + number / 3:00}", title: $"Report {number % 4}");
            foreach (var person in people.Split(" and ")) report.Person(person);
            return report.Build();
        }
        await Recorder.RecordAsync([.. Enumerable.Range(0, 20).Select(number => Told(number, number % 2 == 0 ? "Olga Marin" : number % 3 == 0 ? "Olga Marin and Rui Tavares" : "Rui Tavares"))]);
        string olga = (await EntityAsync("Olga Marin")).Id, rui = (await EntityAsync("Rui Tavares")).Id;
        var all = (await Reader.Articles.PageAsync(new ArticleFilter(), 100, null, order)).Values.ToList();
        foreach (var (who, words) in new[] { (new[] { olga }, "Olga"), ([olga, rui], "Olga Marin and Rui"), ([rui], "Tavares") })
            foreach (var range in new DayRange?[] { null, new(new(2025, 3, 2), new(2025, 3, 5)), new(null, new(2025, 3, 3)) })
            {
                var filter = new ArticleFilter { Mentioning = who, Published = range };
                var expected = all.Where(article => article.Article.Text.Contains(words, StringComparison.Ordinal)
                    && (range is null || (article.Article.Published?.First is { } day && !(day < range.From) && !(day > range.To)))).Select(article => article.Article.Id).ToList();
                Assert.Equal(expected.Count, await Reader.Articles.CountAsync(filter));
                foreach (var fromEnd in new[] { false, true })
                {
                    var walked = new List<string>();
                    for (string? cursor = null; ;)
                    {
                        var page = (await Reader.Articles.PageAsync([new PageQuery<ArticleFilter, ArticleOrder>(filter, 2) { Order = order, FromEnd = fromEnd, After = fromEnd ? null : cursor, Before = fromEnd ? cursor : null }]))[0];
                        var ids = page.Values.Select(article => article.Article.Id);
                        walked.InsertRange(fromEnd ? 0 : walked.Count, ids);
                        if (!(fromEnd ? page.HasPrevious : page.HasNext)) break;
                        cursor = fromEnd ? page.Items[0].Cursor : page.Items[^1].Cursor;
                    }
                    Assert.Equal(expected, walked);
                }
            }
    }

    [StoreFact]
    public async Task A_neighbourhood_follows_only_the_predicates_asked_for()
    {
        await RecordAllAsync();
        var marin = await EntityAsync("Olga Marin");
        var praise = await Reader.NeighbourhoodAsync(new(marin.Id, 2, 50) { Predicates = ["praised"] });
        Assert.Equal(["Olga Marin", "Nora Lund"], praise.Entities.Select(entity => entity.Name));
        Assert.Equal("praised", Assert.Single(praise.Links).Predicate);
    }

    [StoreFact]
    public async Task A_path_goes_along_relations_in_either_direction()
    {
        await RecordAllAsync();
        Entity tavares = await EntityAsync("Rui Tavares"), nora = await EntityAsync("Nora Lund"), marin = await EntityAsync("Olga Marin");
        var path = Assert.Single(await Reader.PathsAsync(new(tavares.Id, nora.Id, 4, 5)));
        Assert.Equal([tavares.Id, marin.Id, nora.Id], path.Entities);
        Assert.Equal(2, path.Links.Count);
        Assert.Empty(await Reader.PathsAsync(new(tavares.Id, nora.Id, 1, 5)));
    }

    [StoreFact]
    public async Task Facts_are_counted_by_outlet_day_predicate_and_type()
    {
        await RecordAllAsync();
        async Task<IEnumerable<(string, long)>> Counts(CountedKind kind, CountFacet facet) => (await Reader.CountsAsync(new(kind, facet, 10))).Select(count => (count.Key, count.Count));
        Assert.Equal([("Evening News", 1L), ("Morning Post", 1L), ("Nordic Wire", 1L)], await Counts(CountedKind.Articles, CountFacet.Outlet));
        Assert.Equal([("2025-03-05", 1L), ("2025-03-06", 1L), ("2025-03-10", 1L)], await Counts(CountedKind.Articles, CountFacet.Day));
        Assert.Equal(4, (await Counts(CountedKind.Relations, CountFacet.Predicate)).Count());
        Assert.Equal(("Person", 4L), (await Counts(CountedKind.Entities, CountFacet.Type)).First());
        await Assert.ThrowsAsync<GraphRequestException>(() => Reader.CountsAsync(new(CountedKind.Quotes, CountFacet.Predicate, 10)));
    }

    [StoreFact]
    public async Task The_change_log_says_from_where_to_where_it_reaches()
    {
        Assert.Equal(new ChangeLogRange(0, 0), await Reader.ChangeLogAsync());
        await RecordAllAsync();
        var range = await Reader.ChangeLogAsync();
        var changes = await Reader.ChangesAsync(range.Oldest, 10_000);
        Assert.Equal((range.Oldest + 1, range.Newest), (changes[0].Position, changes[^1].Position));
        Assert.Equal((await Reader.StatisticsAsync()).Position, range.Newest);
    }

    [StoreFact]
    public async Task The_change_log_goes_on_after_a_position()
    {
        var start = (await Recorder.RecordAsync([Reports.Flood()])).Position;
        var end = (await Recorder.RecordAsync([Reports.Unrelated()])).Position;
        var changes = await Reader.ChangesAsync(start, 1000);
        Assert.Equal(end, changes[^1].Position);
        Assert.Equal(changes.Select(change => change.Position).Order(), changes.Select(change => change.Position));
        Assert.Equal([Reports.Unrelated().Article.Id], changes.Where(change => change.Kind == ChangeKind.ArticleRecorded).Select(change => change.Id));
        Assert.Empty(await Reader.ChangesAsync(end, 1000));
    }

    [StoreFact]
    public async Task A_snapshot_keeps_seeing_the_state_it_was_opened_on()
    {
        await Recorder.RecordAsync([Reports.Flood()]);
        await using var snapshot = await Store.OpenSnapshotAsync();
        await Recorder.RecordAsync([Reports.Unrelated()]);
        Assert.Equal(1, await snapshot.Articles.CountAsync(new ArticleFilter()));
        Assert.Equal(2, await Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [StoreFact]
    public async Task Statistics_count_what_there_is()
    {
        await RecordAllAsync();
        var statistics = await Reader.StatisticsAsync();
        Assert.Equal((3, 1, 4, 2, 2), (statistics.Articles, statistics.Quotes, statistics.Relations, statistics.Claims, statistics.Comparisons));
        Assert.Equal(4, statistics.Entities[EntityType.Person]);
    }
}
