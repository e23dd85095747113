using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KnowledgeGraph.Benchmarks;

/// <summary>What a researcher asks, with things of the graph that the server holds.</summary>
internal sealed class ServerBenchmarkQueries
{
    private static readonly (string Name, string Document)[] Documents =
    [
        ("a person by name", "query($name: String!) { entity(name: $name) { id name names { text articles } mentionCount ... on Person { roles(first: 10) { nodes { title of { name } evidence { quote } } } } } }"),
        ("what a person said", "query($person: ID!) { entity(id: $person) { name quotes(first: 20) { nodes { text cue evidence { quote before after article { title outlet } } } } } }"),
        ("what a person did", "query($person: ID!) { entity(id: $person) { name relations(first: 20) { nodes { predicate date object { ... on Entity { name } ... on Event { label } } evidence { quote article { title } } } } } }"),
        ("who did something to a person", "query($person: ID!) { entity(id: $person) { incomingRelations(first: 20) { nodes { predicate subject { ... on Entity { id name } } } } } }"),
        ("an event and its comparisons", "query($event: ID!) { event(id: $event) { label date place { name } participants { role entity { name } } comparisons { nodes { metric low high kind because claims { outlet claim { value qualifier attributedTo { name } evidence { quote } } } } } } }"),
        ("where reports diverge", "{ divergences(first: 10) { nodes { event { label date } metric low high kind claims { outlet claim { value evidence { quote } } } } } }"),
        ("a search", "query($text: String!) { search(text: $text, first: 20) { nodes { scope field snippet highlights { start end } node { id ... on Entity { name } ... on Article { title } ... on Quote { text speaker { name } } } } } }"),
        ("a search as one types", "query($start: String!) { search(text: $start, prefix: true, in: [ENTITIES], first: 10) { nodes { snippet node { id ... on Entity { name type } } } } }"),
        ("a timeline", "query($person: ID!) { timeline(about: [$person], first: 20) { nodes { label date articleCount place { name } } } }"),
        ("a neighbourhood", "query($person: ID!) { neighbourhood(entity: $person, depth: 1, limit: 30) { entities { id name type } links { predicate relationCount articleCount } leftOut } }"),
        ("how two people are connected", "query($person: ID!, $other: ID!) { paths(from: $person, to: $other, maxHops: 3, limit: 3) { entities { name } links { predicate } } }"),
        ("an article and what it says", "query($article: ID!) { article(id: $article) { title outlet published text quotes(first: 20) { nodes { text speaker { name } } } claims(first: 20) { nodes { metric value attributedTo { name } } } } }"),
        ("the newest articles", "{ articles(first: 20, order: PUBLISHED_DESCENDING) { nodes { id title outlet published } pageInfo { endCursor hasNextPage } } }"),
        ("relations counted", "query($person: ID!) { facets(of: RELATIONS, by: PREDICATE, entities: [$person], limit: 10) { key count } }"),
    ];

    private readonly IReadOnlyList<(string Id, string Name)> _people;
    private readonly IReadOnlyList<string> _events;
    private readonly IReadOnlyList<string> _articles;

    private ServerBenchmarkQueries(IReadOnlyList<(string, string)> people, IReadOnlyList<string> events, IReadOnlyList<string> articles)
    {
        _people = people;
        _events = events;
        _articles = articles;
    }

    /// <summary>The names of the queries, in the order of <see cref="Next"/>'s numbers.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Documents.Select(document => document.Name)];

    /// <summary>Asks the server for things to ask about.</summary>
    public static async Task<ServerBenchmarkQueries> ReadAsync(HttpClient client)
    {
        var answer = await client.PostAsync("/graphql", Body("{ people(first: 200) { nodes { id name } } events(first: 100, order: ARTICLES_DESCENDING) { nodes { id } } articles(first: 200) { nodes { id } } }", []));
        var data = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["data"]!;
        return new(
            [.. data["people"]!["nodes"]!.AsArray().Select(node => ((string)node!["id"]!, (string)node["name"]!))],
            [.. data["events"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!)],
            [.. data["articles"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!)]);
    }

    /// <summary>A query of the mix, each kind as often as the others.</summary>
    public (int Kind, HttpContent Body) Next(Random random)
    {
        var kind = random.Next(Documents.Length);
        var (person, name) = _people[random.Next(_people.Count)];
        var variables = new JsonObject
        {
            ["person"] = person,
            ["other"] = _people[random.Next(_people.Count)].Id,
            ["name"] = name,
            ["text"] = name.Split(' ')[^1],
            ["start"] = name.Split(' ')[^1] is { Length: > 3 } word ? word[..3] : name,
            ["event"] = _events[random.Next(_events.Count)],
            ["article"] = _articles[random.Next(_articles.Count)],
        };
        var document = Documents[kind].Document;
        foreach (var unused in variables.Select(variable => variable.Key).Where(key => !document.Contains($"${key}:", StringComparison.Ordinal)).ToList()) variables.Remove(unused);
        return (kind, Body(document, variables));
    }

    /// <summary>An article that no other run has written, of a few sentences that something can be found in.</summary>
    public HttpContent NewArticle(int number)
    {
        var person = _people[number % _people.Count].Name;
        var other = _people[(number * 7 + 1) % _people.Count].Name;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{person} met {other} on Tuesday to talk about flood relief after the river rose in the night of report {number}. \"We will send {number % 90 + 10} boats before the weekend,\" {person} said. Officials said {number % 40 + 3} people were injured and {number % 700 + 20} houses were damaged. {other} called the meeting useful.");
        var input = new JsonObject { ["text"] = text, ["title"] = $"Flood report {number}", ["url"] = $"https://benchmark.example/{number}" };
        return Body("mutation($input: IngestArticleInput!) { ingestArticle(input: $input) { article { id } errors { message } } }", new() { ["input"] = input });
    }

    public static HttpContent Body(string query, JsonObject variables) =>
        new StringContent(new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString(), Encoding.UTF8, "application/json");
}
