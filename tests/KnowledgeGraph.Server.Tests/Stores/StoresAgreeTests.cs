using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Stores;

/// <summary>The same articles in SQLite and in Neo4j: every question has the same answer, byte for byte.</summary>
public sealed partial class StoresAgreeTests
{
    // Positions count what a store noted on its way, which depends on how articles came together in calls.
    private static readonly HashSet<string> s_ofTheLog = ["position", "changeCursor", "cursor"];

    [Neo4jFact]
    public Task Every_question_about_the_samples_has_one_answer() => CompareAsync(Repository.PathOf("samples"));

    [SharedNeo4jFact]
    public Task Every_question_about_the_seeds_has_one_answer() => CompareAsync(Repository.SharedPath("seeds"));

    private static async Task CompareAsync(string articles)
    {
        await using var sqlite = await ServedGraph.OfAsync(articles);
        await using var neo4j = await Neo4jGraph.CopyAsync(sqlite);
        var values = await ValuesAsync(sqlite);
        var fields = await RootFields.OfAsync(sqlite, values);
        var (differences, refused, asked) = (new List<string>(), new List<string>(), 0);
        async Task<JsonObject> AskBothAsync(string query, JsonObject? variables = null)
        {
            asked++;
            var one = await sqlite.AnswerAsync(query, variables);
            var other = await neo4j.AnswerAsync(query, variables);
            if (Difference(one, other, "") is { } difference) differences.Add($"{Short(query)} {variables?.ToJsonString()}: {difference}");
            if (one["errors"] is not null) refused.Add($"{Short(query)} {variables?.ToJsonString()}: {one["errors"]!.ToJsonString()}");
            return one;
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Questions"), "*.graphql").Append(Repository.PathOf("src", "KnowledgeGraph.Server", "Hosting", "ExampleQueries.graphql")).Order(StringComparer.Ordinal))
            foreach (var (document, variables) in Documents(await File.ReadAllTextAsync(file), values)) await AskBothAsync(document, variables);
        foreach (var field in fields.Names.Where(name => !s_ofTheLog.Contains(name)))
            foreach (var query in fields.Queries(field, s_ofTheLog)) await AskBothAsync(query);
        foreach (var (field, order) in fields.Connections())
            foreach (var (size, cursor, at) in new[] { ("first", "after", "endCursor"), ("last", "before", "startCursor") })
            {
                string? from = null;
                for (var page = 0; page < 5; page++)
                {
                    var answer = await AskBothAsync($"{{ {field}({order}{size}: 3{(from is null ? "" : $", {cursor}: \"{from}\"")}) {{ totalCount nodes {{ __typename }} edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}");
                    if (answer["errors"] is not null || (from = answer.At($"data.{field}.pageInfo.{at}")) is null) break;
                }
            }
        foreach (var text in values.Texts["text"])
        {
            string? from = null;
            for (var page = 0; page < 4; page++)
            {
                var answer = await AskBothAsync($"query($text: String!, $from: String) {{ search(text: $text, first: 3, after: $from) {{ totalCount edges {{ cursor node {{ scope score field snippet highlights {{ start end text }} }} }} pageInfo {{ hasNextPage endCursor }} }} }}",
                    new() { ["text"] = text, ["from"] = from });
                if (answer["errors"] is not null || (from = answer.At("data.search.pageInfo.endCursor")) is null) break;
            }
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {asked} questions are answered differently:\n{string.Join('\n', differences.Take(30))}");
        Assert.True(refused.Count * 10 < asked, $"{refused.Count} of {asked} questions are refused:\n{string.Join('\n', refused.Take(10))}");
    }

    private static async Task<RootFields.Values> ValuesAsync(ServedGraph graph)
    {
        var reader = graph.Store.Reader;
        var entities = (await reader.Entities.PageAsync(new EntityFilter(), 6)).Values.ToList();
        var events = (await reader.Events.PageAsync(new EventFilter(), 4, null, EventOrder.ArticlesDescending)).Values.ToList();
        var articles = (await reader.Articles.PageAsync(new ArticleFilter(), 3)).Values.ToList();
        var comparisons = (await reader.Comparisons.PageAsync(new ComparisonFilter(), 50)).Values.ToList();
        var quotes = (await reader.Quotes.PageAsync(new QuoteFilter(), 5)).Values.ToList();
        List<string> names = [.. entities.Select(entity => entity.Name)];
        return new([.. entities.Select(entity => entity.Id)], [.. events.Select(happening => happening.Id)], [.. articles.Select(article => article.Article.Id)], new Dictionary<string, IReadOnlyList<string>>
        {
            ["name"] = names,
            ["names"] = names,
            ["namePrefix"] = [.. names.Select(name => name[..2])],
            ["metric"] = [.. comparisons.Select(comparison => comparison.Metric ?? "~" + comparison.Aspect).Distinct().Take(8)],
            ["metrics"] = [.. comparisons.Select(comparison => comparison.Metric).OfType<string>().Distinct().Take(8)],
            ["outlets"] = [.. articles.Select(article => article.Article.Outlet).OfType<string>().Distinct()],
            ["languages"] = ["en", "de"],
            ["countries"] = ["UA", "US", "RU", "CL"],
            ["gazetteerIds"] = [.. entities.Select(entity => entity.GazetteerId).OfType<string>(), "country:UA"],
            ["kinds"] = [.. events.Select(happening => happening.Kind).Distinct(), "attack"],
            ["lemmas"] = ["call", "say"],
            ["text"] = [.. names, .. quotes.Select(quote => quote.Text.Split(' ').MaxBy(word => word.Length)!), $"\"{names[0]}\"", names[0][..3] + "*", "said", "the", "ambulances"],
        });
    }

    // A document with each of the values that its variables may have; those that are not known here get a plain one of their type.
    private static IEnumerable<(string Document, JsonObject Variables)> Documents(string text, RootFields.Values values)
    {
        var documents = OperationStart().Matches(text).Select(match => match.Index).ToList();
        for (var i = 0; i < documents.Count; i++)
        {
            var document = text[documents[i]..(i + 1 < documents.Count ? documents[i + 1] : text.Length)];
            var variables = Variable().Matches(document[..document.IndexOf('{', StringComparison.Ordinal)]).Select(match => (Name: match.Groups[1].Value, Type: match.Groups[2].Value)).ToList();
            var rounds = variables.Count == 0 ? 1 : 6;
            for (var round = 0; round < rounds; round++) yield return (document, new(variables.Select(variable => KeyValuePair.Create(variable.Name, Value(variable.Name, variable.Type, values, round)))));
        }
    }

    private static JsonNode? Value(string name, string type, RootFields.Values values, int round)
    {
        string Pick(IReadOnlyList<string> from) => from[round % from.Count];
        if (type.StartsWith('[')) return new JsonArray(Value(name, type.Trim('[', ']', '!'), values, round));
        return type.TrimEnd('!') switch
        {
            "ID" => name.StartsWith("event", StringComparison.OrdinalIgnoreCase) ? Pick(values.Events) : Pick(values.Entities),
            "String" => Pick(values.Texts.GetValueOrDefault(name) ?? values.Texts["name"]),
            "Int" => 3,
            "Boolean" => round % 2 == 0,
            "Date" => "2026-04-19",
            "Predicate" => Pick(["CALLED", "SAID", "ATTACKED", "ACCUSED", "SUPPLIED", "OTHER"]),
            _ => null,
        };
    }

    // Where two answers differ first.
    private static string? Difference(JsonNode? one, JsonNode? other, string at)
    {
        if (one is JsonObject a && other is JsonObject b)
        {
            foreach (var (name, value) in a)
                if (Difference(value, b[name], $"{at}.{name}") is { } inner) return inner;
            return a.Count == b.Count ? null : $"{at} has {a.Count} and {b.Count} members";
        }
        if (one is JsonArray c && other is JsonArray d)
        {
            for (var i = 0; i < Math.Min(c.Count, d.Count); i++)
                if (Difference(c[i], d[i], $"{at}[{i}]") is { } inner) return inner;
            return c.Count == d.Count ? null : $"{at} has {c.Count} and {d.Count} items";
        }
        var (left, right) = (one?.ToJsonString() ?? "null", other?.ToJsonString() ?? "null");
        return left == right ? null : $"{at} is {Short(left)} in SQLite and {Short(right)} in Neo4j";
    }

    private static string Short(string json) => json.Length > 200 ? json[..200] + "..." : json;

    [GeneratedRegex(@"^(query|\{)", RegexOptions.Multiline)]
    private static partial Regex OperationStart();

    [GeneratedRegex(@"\$(\w+)\s*:\s*(\[?\w+!?\]?!?)")]
    private static partial Regex Variable();
}

/// <summary>A test that needs both a running Neo4j and the material in <c>../shared</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedNeo4jFactAttribute : FactAttribute
{
    public SharedNeo4jFactAttribute() => Skip = new SharedFactAttribute().Skip ?? new Neo4jFactAttribute().Skip;
}
