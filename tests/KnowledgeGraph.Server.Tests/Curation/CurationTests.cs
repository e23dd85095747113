using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Curation;

/// <summary>What curators decide over GraphQL, on a copy of the samples for each test.</summary>
public sealed class CurationTests(SampleGraph samples) : IClassFixture<SampleGraph>, IAsyncLifetime
{
    private const string Judged = "judgements { id kind who when why entities { id name } }";
    private const string Problem = "errors { __typename message ... on NotFoundError { id } ... on WrongKindError { id expected found } ... on InvalidInputError { field } ... on ConflictError { judgements { id kind } } }";

    private ServedGraph _graph = null!;

    public async Task InitializeAsync() => _graph = await samples.Graph.CopyAsync();

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task Merged_entities_are_one_both_ids_find_it_and_undoing_parts_them_again()
    {
        string mayor = await IdAsync("Fatou Cisse"), minister = await IdAsync("Teresa Mamani");

        var merged = await DoAsync($"mergeEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"], why: \"a test\" }}) {{ entity {{ id retiredIds articleCount names {{ text }} }} {Judged} {Problem} }}");

        Assert.Equal(["Fatou Cisse", "Teresa Mamani"], merged["entity"]!["names"]!.AsArray().Select(name => name.At("text")!).Where(name => name.Contains(' ')).Order());
        Assert.Equal(3, merged.NumberAt("entity.articleCount"));
        var judgement = Assert.Single(merged["judgements"]!.AsArray());
        Assert.Equal(("SAME", "a test", Environment.UserName), (judgement.At("kind"), judgement.At("why"), judgement.At("who")));
        Assert.Equal(merged.At("entity.id"), Assert.Single(judgement!["entities"]!.AsArray()).At("id"));
        Assert.Equal(merged.At("entity.id"), await CurrentAsync(mayor));
        Assert.Equal(merged.At("entity.id"), await CurrentAsync(minister));

        var undone = await DoAsync($"undoJudgement(input: {{ judgement: \"{judgement.At("id")}\" }}) {{ judgement {{ kind }} entities {{ name }} {Problem} }}");

        Assert.Equal(["Fatou Cisse", "Teresa Mamani"], undone["entities"]!.AsArray().Select(entity => entity.At("name")!).Order());
        Assert.NotEqual(await CurrentAsync(mayor), await CurrentAsync(minister));
    }

    [Fact]
    public async Task What_a_request_read_before_its_change_is_read_anew_after_it()
    {
        string mayor = await IdAsync("Fatou Cisse"), minister = await IdAsync("Teresa Mamani");

        var answer = await _graph.AskAsync(
            $"mutation {{ one: correctEntity(input: {{ entity: \"{mayor}\", name: \"F. Cisse\" }}) {{ entity {{ quotes(first: 1) {{ nodes {{ speaker {{ name }} }} }} }} }} "
            + $"two: correctEntity(input: {{ entity: \"{mayor}\", name: \"Mayor Cisse\" }}) {{ entity {{ quotes(first: 1) {{ nodes {{ speaker {{ name }} }} }} }} }} "
            + $"three: mergeEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"] }}) {{ entity {{ articles(first: 5) {{ totalCount }} }} }} }}");

        Assert.Equal("F. Cisse", answer["one"]!["entity"]!["quotes"].Nodes()[0].At("speaker.name"));
        Assert.Equal("Mayor Cisse", answer["two"]!["entity"]!["quotes"].Nodes()[0].At("speaker.name"));
        Assert.Equal(3, answer["three"].NumberAt("entity.articles.totalCount"));
    }

    [Fact]
    public async Task Entities_that_are_never_one_cannot_be_merged_until_that_is_undone()
    {
        string mayor = await IdAsync("Fatou Cisse"), minister = await IdAsync("Teresa Mamani");
        var separated = await DoAsync($"separateEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"], why: \"two women\" }}) {{ entities {{ name }} {Judged} {Problem} }}");
        Assert.Equal(["Fatou Cisse", "Teresa Mamani"], separated["entities"]!.AsArray().Select(entity => entity.At("name")));
        var judgement = Assert.Single(separated["judgements"]!.AsArray()).At("id");

        var merge = $"mergeEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"] }}) {{ entity {{ id }} {Judged} {Problem} }}";
        var refused = await DoAsync(merge);

        Assert.Null(refused["entity"]);
        var error = Assert.Single(refused["errors"]!.AsArray());
        Assert.Equal(("ConflictError", judgement), (error.At("__typename"), error!["judgements"]![0].At("id")));
        await DoAsync($"undoJudgement(input: {{ judgement: \"{judgement}\" }}) {{ {Problem} }}");
        Assert.Empty((await DoAsync(merge))["errors"]!.AsArray());
    }

    [Fact]
    public async Task Separating_twice_and_separating_what_was_merged_are_told_apart()
    {
        string mayor = await IdAsync("Fatou Cisse"), minister = await IdAsync("Teresa Mamani");
        var separate = $"separateEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"] }}) {{ {Judged} {Problem} }}";
        var judgement = (await DoAsync(separate))["judgements"]![0].At("id");
        Assert.Equal("Fatou Cisse and Teresa Mamani are kept apart by judgements already.", (await DoAsync(separate))["errors"]![0].At("message"));

        await DoAsync($"undoJudgement(input: {{ judgement: \"{judgement}\" }}) {{ {Problem} }}");
        await DoAsync($"mergeEntities(input: {{ entities: [\"{mayor}\", \"{minister}\"] }}) {{ {Problem} }}");
        var conflict = (await DoAsync(separate))["errors"]![0];

        Assert.Equal(("ConflictError", "SAME"), (conflict.At("__typename"), conflict!["judgements"]![0].At("kind")));
    }

    [Fact]
    public async Task Two_mentions_that_mean_two_people_are_split()
    {
        var answer = await _graph.AskAsync("{ entity(name: \"Martin Oyarce\") { id mentions(first: 200, kinds: [NAME]) { nodes { id text article { address } } } } }");
        var mentions = answer["entity"]!["mentions"].Nodes();
        string here = mentions.First(m => m.At("article.address")!.StartsWith("earthquake-1")).At("id")!, there = mentions.First(m => m.At("article.address")!.StartsWith("earthquake-3")).At("id")!;

        var split = await DoAsync($"splitEntity(input: {{ mentions: [\"{here}\", \"{there}\"], why: \"namesakes\" }}) {{ entities {{ id articleCount }} judgement {{ id kind entities {{ id }} }} {Problem} }}");

        var ids = split["entities"]!.AsArray().Select(entity => entity.At("id")).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids.Order(), split["judgement"]!["entities"]!.AsArray().Select(entity => entity.At("id")).Order());
        await DoAsync($"undoJudgement(input: {{ judgement: \"{split.At("judgement.id")}\" }}) {{ {Problem} }}");
        Assert.Equal(answer.At("entity.id"), await CurrentAsync(ids[0]!));
        Assert.Equal(3, (await _graph.AskAsync("{ entity(name: \"Martin Oyarce\") { articleCount } }")).NumberAt("entity.articleCount"));
    }

    [Fact]
    public async Task Mentions_that_one_article_holds_together_are_not_split_and_nothing_is_kept_of_the_attempt()
    {
        var answer = await _graph.AskAsync("{ entity(name: \"Rosa Quillca\") { mentions(first: 2) { nodes { id } } } articles(first: 1) { nodes { id } } }");
        var id = answer["entity"]!["mentions"].Nodes()[0].At("id");

        var refused = await DoAsync($"splitEntity(input: {{ mentions: [\"{id}\", \"{id}\"] }}) {{ entities {{ id }} {Problem} }}");

        Assert.Equal(("InvalidInputError", "mentions"), (refused["errors"]![0].At("__typename"), refused["errors"]![0].At("field")));
        Assert.Equal(0, (await _graph.AskAsync("{ judgements(first: 1) { totalCount } }")).NumberAt("judgements.totalCount"));
    }

    [Fact]
    public async Task A_rejected_relation_is_gone_its_words_stand_with_the_judgement_and_undoing_brings_it_back()
    {
        var relation = (await _graph.AskAsync("{ relations(filter: { predicates: [MET] }, first: 1) { totalCount nodes { id evidence { quote } } } }"))["relations"]!;
        var (id, count) = (relation.Nodes()[0].At("id"), relation.NumberAt("totalCount"));

        var rejected = await DoAsync($"rejectRelation(input: {{ relation: \"{id}\", why: \"misread\" }}) {{ relation {{ id predicate subject {{ ... on Entity {{ name }} }} }} judgement {{ id kind evidence {{ quote article {{ id }} }} }} {Problem} }}");

        Assert.Equal((id, "MET"), (rejected.At("relation.id"), rejected.At("relation.predicate")));
        Assert.Equal(relation.Nodes()[0].At("evidence.quote"), rejected.At("judgement.evidence.quote"));
        Assert.Equal(count - 1, (await _graph.AskAsync("{ relations(filter: { predicates: [MET] }, first: 1) { totalCount } }")).NumberAt("relations.totalCount"));
        await DoAsync($"undoJudgement(input: {{ judgement: \"{rejected.At("judgement.id")}\" }}) {{ {Problem} }}");
        Assert.Equal(count, (await _graph.AskAsync("{ relations(filter: { predicates: [MET] }, first: 1) { totalCount } }")).NumberAt("relations.totalCount"));
    }

    [Theory]
    [InlineData("quotes", "Quote")]
    [InlineData("claims", "Claim")]
    [InlineData("relations", "Relation")]
    public async Task A_rejected_fact_of_any_kind_is_gone(string list, string type)
    {
        var before = (await _graph.AskAsync($"{{ {list}(first: 1) {{ totalCount nodes {{ id }} }} }}"))[list]!;
        var id = before.Nodes()[0].At("id");

        var rejected = await DoAsync($"rejectFact(input: {{ fact: \"{id}\" }}) {{ fact {{ __typename id }} judgement {{ id }} {Problem} }}");

        Assert.Equal((type, id), (rejected.At("fact.__typename"), rejected.At("fact.id")));
        var after = await _graph.AskAsync($"{{ {list}(first: 1) {{ totalCount }} node(id: \"{id}\") {{ id }} }}");
        Assert.Equal((before.NumberAt("totalCount") - 1, null), (after[list].NumberAt("totalCount"), after["node"]));
    }

    [Fact]
    public async Task A_claim_that_is_rejected_takes_part_in_no_comparison()
    {
        const string Killed = "{ divergences(filter: { metrics: [\"killed\"] }, first: 10) { nodes { high claims { claim { id value } } } } }";
        var comparison = (await _graph.AskAsync(Killed))["divergences"].Nodes().Single(node => node.NumberAt("high") == 21);
        var claim = comparison["claims"]!.AsArray().Single(claim => claim.NumberAt("claim.value") == 21).At("claim.id");

        await DoAsync($"rejectFact(input: {{ fact: \"{claim}\", why: \"hearsay\" }}) {{ {Problem} }}");

        Assert.DoesNotContain((await _graph.AskAsync(Killed))["divergences"].Nodes(), node => node.NumberAt("high") == 21);
    }

    [Fact]
    public async Task An_entity_is_corrected_in_name_and_type()
    {
        var union = await IdAsync("Northern Front");

        var corrected = await DoAsync($"correctEntity(input: {{ entity: \"{union}\", name: \"Northern Front (armed group)\", type: GROUP, why: \"not registered\" }}) {{ entity {{ __typename id name type }} {Judged} {Problem} }}");

        Assert.Equal(("Group", "Northern Front (armed group)", "GROUP"), (corrected.At("entity.__typename"), corrected.At("entity.name"), corrected.At("entity.type")));
        Assert.Equal(["PREFERRED_NAME", "TYPE"], corrected["judgements"]!.AsArray().Select(judgement => judgement.At("kind")));
        Assert.Contains((await _graph.AskAsync("{ search(text: \"armed group\", in: [ENTITIES], first: 5) { nodes { node { id } } } }"))["search"].Nodes(), hit => hit.At("node.id") == corrected.At("entity.id"));
    }

    [Fact]
    public async Task Judgements_are_listed_newest_first_page_by_page_and_filtered()
    {
        var mayor = await IdAsync("Fatou Cisse");
        foreach (var name in new[] { "A. Cisse", "B. Cisse", "C. Cisse" })
            await DoAsync($"correctEntity(input: {{ entity: \"{mayor}\", name: \"{name}\" }}) {{ {Problem} }}");

        var all = (await _graph.AskAsync("{ judgements(first: 10) { totalCount nodes { id value } } }"))["judgements"]!;
        var first = (await _graph.AskAsync("{ judgements(first: 2) { nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }"))["judgements"]!;
        var rest = (await _graph.AskAsync($"{{ judgements(first: 2, after: \"{first.At("pageInfo.endCursor")}\") {{ nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"))["judgements"]!;
        var last = (await _graph.AskAsync($"{{ judgements(last: 1, before: \"{first.At("pageInfo.endCursor")}\") {{ nodes {{ id }} }} }}"))["judgements"]!;

        Assert.Equal(["C. Cisse", "B. Cisse", "A. Cisse"], all.Nodes().Select(judgement => judgement.At("value")));
        Assert.Equal(all.Nodes().Select(judgement => judgement.At("id")), first.Nodes().Concat(rest.Nodes()).Select(judgement => judgement.At("id")));
        Assert.Equal(("true", "false", "false", "true"), (first.At("pageInfo.hasNextPage"), first.At("pageInfo.hasPreviousPage"), rest.At("pageInfo.hasNextPage"), rest.At("pageInfo.hasPreviousPage")));
        Assert.Equal(all.Nodes()[0].At("id"), Assert.Single(last.Nodes()).At("id"));
        Assert.Equal(0, (await _graph.AskAsync("{ judgements(first: 1, filter: { kinds: [SAME] }) { totalCount } }")).NumberAt("judgements.totalCount"));
        Assert.Equal(3, (await _graph.AskAsync($"{{ judgements(first: 1, filter: {{ who: [\"{Environment.UserName}\"] }}) {{ totalCount }} }}")).NumberAt("judgements.totalCount"));
        Assert.Equal("Judgement", (await _graph.AskAsync($"{{ node(id: \"{all.Nodes()[0].At("id")}\") {{ __typename }} }}")).At("node.__typename"));
    }

    public static TheoryData<string, string, string> WrongInputs => new()
    {
        { "mergeEntities(input: { entities: [\"nobody\", \"PERSON\"] })", "NotFoundError", "Nothing has the id 'nobody': expected the id of an Entity." },
        { "mergeEntities(input: { entities: [\"QUOTE\", \"PERSON\"] })", "WrongKindError", "is the id of a Quote: expected the id of an Entity." },
        { "mergeEntities(input: { entities: [\"PERSON\"] })", "InvalidInputError", "entities takes 2 to 10 ids, but 1 came." },
        { "mergeEntities(input: { entities: [\"PERSON\", \"PERSON\"] })", "InvalidInputError", "These ids are one entity already: Fatou Cisse." },
        { "separateEntities(input: { entities: [\"PERSON\", \"PERSON\"] })", "InvalidInputError", "These ids are one entity, Fatou Cisse: splitEntity parts it by two of its mentions." },
        { "splitEntity(input: { mentions: [\"PERSON\", \"nobody\"] })", "WrongKindError", "is the id of a Person: expected the id of a Mention." },
        { "splitEntity(input: { mentions: [] })", "InvalidInputError", "mentions takes 2 ids, but 0 came." },
        { "rejectRelation(input: { relation: \"QUOTE\" })", "WrongKindError", "is the id of a Quote: expected the id of a Relation." },
        { "rejectRelation(input: { relation: \"nothing\" })", "NotFoundError", "Nothing has the id 'nothing': expected the id of a Relation." },
        { "rejectFact(input: { fact: \"PERSON\" })", "WrongKindError", "is the id of a Person: expected the id of a Relation, Quote, Claim or Role." },
        { "correctEntity(input: { entity: \"PERSON\" })", "InvalidInputError", "A correction gives a name, a type, or both." },
        { "correctEntity(input: { entity: \"PERSON\", name: \" \" })", "InvalidInputError", "A name has 1 to 300 characters and no line breaks, but 0 came." },
        { "correctEntity(input: { entity: \"PERSON\", name: \"Fatou Cisse\" })", "InvalidInputError", "It is called Fatou Cisse already." },
        { "correctEntity(input: { entity: \"PERSON\", type: PERSON })", "InvalidInputError", "Fatou Cisse is of that type already." },
        { "correctEntity(input: { entity: \"PERSON\", name: \"X\", why: \"LONG\" })", "InvalidInputError", "why has at most 1000 characters, but 1001 came." },
        { "undoJudgement(input: { judgement: \"PERSON\" })", "WrongKindError", "is the id of a Person: expected the id of a Judgement." },
        { "undoJudgement(input: { judgement: \"nothing\" })", "NotFoundError", "Nothing has the id 'nothing': expected the id of a Judgement." },
    };

    [Theory]
    [MemberData(nameof(WrongInputs))]
    public async Task What_cannot_be_done_is_told_as_data_and_changes_nothing(string mutation, string type, string message)
    {
        var quote = (await _graph.AskAsync("{ quotes(first: 1) { nodes { id } } }"))["quotes"].Nodes()[0].At("id");
        var filled = mutation.Replace("\"PERSON\"", $"\"{await IdAsync("Fatou Cisse")}\"").Replace("QUOTE", quote).Replace("LONG", new string('x', 1001));

        var answer = await DoAsync($"{filled} {{ {Problem} }}");

        Assert.Contains(answer["errors"]!.AsArray(), error => error.At("__typename") == type && error.At("message")!.EndsWith(message, StringComparison.Ordinal));
        Assert.Equal(0, (await _graph.AskAsync("{ judgements(first: 1) { totalCount } }")).NumberAt("judgements.totalCount"));
    }

    private async Task<JsonNode> DoAsync(string mutation) => Assert.Single(await _graph.AskAsync($"mutation {{ {mutation} }}")).Value!;

    private async Task<string> IdAsync(string name) => (await _graph.AskAsync("query($name: String!) { entity(name: $name) { id } }", new() { ["name"] = name })).At("entity.id")!;

    private async Task<string> CurrentAsync(string id) => (await _graph.AskAsync($"{{ entity(id: \"{id}\") {{ id }} }}")).At("entity.id")!;
}
