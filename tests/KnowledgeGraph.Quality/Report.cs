using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>report</c>: predicts every labelled set that is there, runs its scorer (Python 3), and prints one table beside the one that is committed
/// (<c>scores.md</c>). <c>report --write</c> puts the table in its place.
/// </summary>
internal sealed partial class Report(string shared, string committed)
{
    /// <summary>One figure: the set it is of, how its scorer is called, and where its output says it.</summary>
    /// <param name="Scorer">Beside the sets; or one of this project's own, <c>own/</c> in front.</param>
    private sealed record Figure(string Name, string Set, string Wanted, string Pattern, string Scorer, string Gold, params string[] Options);

    private const string Evals = "evals/score/", Own = "own/";

    // Before the figures that are made of them.
    private static readonly string[] StoryRows =
        ["joins precision", "joins recall", "differences recall", "differences recall, all values", "differences precision", "differences kind"];

    private static readonly Figure[] Figures =
    [
        new("UNER news, names trimmed, F1", "uner", ".79", @"^(?!un)\S+ .*F1 ([\d.]+)", Evals + "score_entities.py", "evals/entities_uner_pud/dev.jsonl", "news"),
        new("GUM news, names, F1", "gum", ".78", @"person\+org\+place.*?F1 ([\d.]+)", Evals + "score_gum_entities.py", "evals/entities_gum/dev.jsonl", "news"),
        new("GUM news, places and organisations as one, F1", "gum", ".84", @"merged.*F1 ([\d.]+)", Evals + "score_gum_entities.py", "evals/entities_gum/dev.jsonl", "news"),
        new("GUM, named events, recall", "gum", ".30", @"event P [\d.]+ R ([\d.]+)", Evals + "score_gum_entities.py", "evals/entities_gum/dev.jsonl"),
        new("OntoGUM news, coreference, CoNLL F1", "coref", ".62", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/coref_ontogum/dev.jsonl", "news"),
        new("OntoGUM interview, coreference, CoNLL F1", "coref", ".60", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/coref_ontogum/dev.jsonl", "interview"),
        new("CaRB, triples, F1", "carb", ".54", @"best: .*?F1 ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        new("CaRB, slots, F1", "carb", ".27", @"slot match.*F1 ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        new("CaRB, mean words of an argument", "carb", "9.5 at most", @"mean words in arguments ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        new("PETRARCH, records of real news, two actors given, share", "events", ".60", @"pairs ([\d.]+)", Own + "petrarch", "evals/events_petrarch/dev.jsonl"),
        Seeds("names, typed, F1", ".90", "entity mentions (typed)"),
        Seeds("clusters within an article, B-cubed F1", ".88", "entity clusters B3 (per article)"),
        Seeds("clusters across articles, B-cubed F1", ".90", "entity clusters B3 (across articles)"),
        Seeds("pronouns and descriptions, F1", "", "pronouns and descriptions"),
        Seeds("quotes, F1", ".90", "quotes: found"),
        Seeds("quotes with the right speaker, F1", ".85", "quotes: found + speaker"),
        More("direct quotes with the right speaker, recall", ".95", "direct"),
        Seeds("relations, F1", ".60", "relations"),
        Seeds("roles, F1", "", "roles"),
        Seeds("events, F1", ".75", "events"),
        More("events, PLOVER root right", ".75", "root"),
        Seeds("claims, value with metric, F1", ".90", "claims"),
        Seeds("claims, attributed source right", ".85", "claims: attribution accuracy"),
        More("claims, qualifier right", ".90", "qualifier"),
        Seeds("differences, F1", "", "divergences (all rows)"),
        More("differences found, recall", ".80", "differences"),
        More("differences found, kind right", ".80", "difference kind"),
        More("pairs of claims compared that measure one thing", "1", "pairs"),
        More("all reports of the night's attack in one event", "1", "attack"),
        new("Names, persons, F1", "names", ".80", @"persons ([\d.]+)", Own + "names", "evals/names/dev.csv"),
        new("Names, organisations, F1", "names", ".90", @"organisations ([\d.]+)", Own + "names", "evals/names/dev.csv"),
        new("ECB+, events across documents, CoNLL F1", "xdoc event", "above .530", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/xdoc_ecbplus/dev.jsonl", "event"),
        new("ECB+, entities across documents, CoNLL F1", "xdoc entity", "above .577", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/xdoc_ecbplus/dev.jsonl", "entity"),
        new("ECB+, documents joined that report one event, precision", "joins", "", @"precision ([\d.]+)", Own + "joins", "evals/xdoc_ecbplus/dev.jsonl"),
        new("ECB+, documents joined that report one event, recall", "joins", "", @"recall ([\d.]+)", Own + "joins", "evals/xdoc_ecbplus/dev.jsonl"),
        .. StorySets().SelectMany(StoryFigures),
    ];

    private static IEnumerable<string> StorySets() =>
        Directory.GetDirectories(Repository.PathOf("tests", "KnowledgeGraph.Quality", "stories")).Select(folder => Path.GetFileName(folder)!).OrderDescending(StringComparer.Ordinal);

    private static IEnumerable<Figure> StoryFigures(string set)
    {
        var folder = Repository.PathOf("tests", "KnowledgeGraph.Quality", "stories", set);
        return from row in StoryRows
               select new Figure($"Stories, {set}, {row}", "stories " + set, "", "^" + Regex.Escape($"{set} {row}") + @" ([\d.]+)", Own + "stories", folder);
    }

    private static Figure More(string name, string wanted, string what) =>
        new("Seeds (gold, lenient), " + name, "seeds", wanted, "^" + Regex.Escape(what) + @" ([\d.]+)", Own + "gold", "seeds");

    private static Figure Seeds(string name, string wanted, string row) =>
        new("Seeds (gold, lenient), " + name, "seeds", wanted, @"LENIENT[\s\S]*?^  " + Regex.Escape(row) + @" +[\d.]+ +[\d.]+ +([\d.]+)", "gold/score.py", "seeds");

    /// <summary>Exit code 0, or 1 where a set could not be scored.</summary>
    public async Task<int> RunAsync(TextWriter output, TextWriter error, bool write)
    {
        var before = await CommittedAsync();
        var table = new StringBuilder("# Scores\n\nDevelopment sets; `dotnet run -c Release --project tests/KnowledgeGraph.Quality -- report --write` makes this file.\n\n| Set and figure | Wanted | Score |\n|---|---|---|\n");
        await output.WriteLineAsync($"{"Set and figure",-64} {"wanted",12} {"before",8} {"now",8}");
        var failed = false;
        var folder = Directory.CreateTempSubdirectory("kg-quality-");
        try
        {
            var predicted = new Dictionary<string, string>();
            var printed = new Dictionary<string, string>();
            foreach (var figure in Figures)
            {
                if (!predicted.TryGetValue(figure.Set, out var predictions)) predicted[figure.Set] = predictions = await PredictAsync(figure, folder.FullName);
                var call = string.Join(' ', [figure.Scorer, figure.Set, .. figure.Options]);
                if (!printed.TryGetValue(call, out var scored)) printed[call] = scored = await ScoreAsync(figure, predictions);
                var found = Regex.Matches(scored, figure.Pattern, RegexOptions.Multiline);
                var score = found.Count > 0 ? found[^1].Groups[1].Value : "?";
                if (score == "?")
                {
                    failed = true;
                    await error.WriteLineAsync($"{figure.Name}: the scorer did not say it:\n{scored}");
                }
                await output.WriteLineAsync($"{figure.Name,-64} {figure.Wanted,12} {before.GetValueOrDefault(figure.Name, "-"),8} {score,8}");
                table.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Wanted} | {score} |\n");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        if (write && !failed) await File.WriteAllTextAsync(committed, table.ToString());
        return failed ? 1 : 0;
    }

    private async Task<Dictionary<string, string>> CommittedAsync()
    {
        var scores = new Dictionary<string, string>();
        if (!File.Exists(committed)) return scores;
        foreach (var line in await File.ReadAllLinesAsync(committed))
            if (TableRow().Match(line) is { Success: true } row) scores[row.Groups[1].Value] = row.Groups[2].Value;
        return scores;
    }

    // A file of predictions; for the seeds a folder with one file an article, as their scorer reads them.
    private async Task<string> PredictAsync(Figure figure, string folder)
    {
        var gold = Path.Combine(shared, figure.Gold);
        var file = Path.Combine(folder, figure.Set.Replace(' ', '-') + Path.GetExtension(gold));
        if (figure.Set == "names")
        {
            using var pairs = new StreamReader(gold);
            await using var decided = new StreamWriter(file);
            await PredictNames.RunAsync(pairs, decided);
            return file;
        }
        var words = figure.Set.Split(' ');
        if (words[0] == "stories") return await StoriesAsync(gold, Directory.CreateDirectory(Path.Combine(folder, words[1])).FullName);
        var predictor = Predictors.Find(words[0], words[1..]) ?? throw new InvalidOperationException($"No predictor for {figure.Set}.");
        if (!Directory.Exists(gold))
        {
            using var reader = new StreamReader(gold);
            await using var writer = new StreamWriter(file);
            await foreach (var line in predictor.PredictAsync(WithoutGold(Documents.ReadAsync(reader)))) await writer.WriteLineAsync(line);
            return file;
        }
        var target = Directory.CreateDirectory(Path.Combine(folder, figure.Set)).FullName;
        await foreach (var line in predictor.PredictAsync(TextsAsync(gold)))
        {
            var name = (string?)JsonNode.Parse(line)!["article"];
            await File.WriteAllTextAsync(Path.Combine(target, (name is null ? "cross" : Path.GetFileNameWithoutExtension(name)) + ".json"), line);
        }
        return target;
    }

    // All stories of a set are one corpus.
    private static async Task<string> StoriesAsync(string set, string target)
    {
        var reports = new StringBuilder();
        foreach (var story in Directory.GetDirectories(set).Order(StringComparer.Ordinal)) reports.Append(await File.ReadAllTextAsync(Path.Combine(story, "reports.jsonl")));
        foreach (var name in new[] { "comparisons", "joins" })
        {
            await using var writer = new StreamWriter(Path.Combine(target, name + ".json"));
            using var reader = new StringReader(reports.ToString());
            await foreach (var line in Predictors.Find(name, [])!.PredictAsync(Documents.ReadAsync(reader))) await writer.WriteLineAsync(line);
        }
        return target;
    }

    private static readonly string[] Given = ["mid", "kind", "text", "start", "end"];

    private static async IAsyncEnumerable<Document> WithoutGold(IAsyncEnumerable<Document> documents)
    {
        await foreach (var document in documents)
        {
            // Mentions across documents are given: what they are of is not.
            if (document.Json["gold"]?["mentions"] is JsonArray mentions && mentions.OfType<JsonObject>().All(mention => mention.ContainsKey("mid")))
                document.Json["mentions"] = new JsonArray([.. mentions.OfType<JsonObject>().Select(mention => (JsonNode)new JsonObject([.. Given.Select(key => KeyValuePair.Create(key, mention[key]?.DeepClone()))]))]);
            document.Json.Remove("gold");
            yield return document;
        }
    }

    // The articles that are labelled: what others say would stand in the differences beside them.
    private async IAsyncEnumerable<Document> TextsAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(shared, "gold", Path.ChangeExtension(Path.GetFileName(file), ".json")))) continue;
            var text = await File.ReadAllTextAsync(file);
            var name = Path.GetFileName(file);
            yield return new(name, text, new JsonObject { ["id"] = name, ["text"] = text });
        }
    }

    private async Task<string> ScoreAsync(Figure figure, string predictions)
    {
        var gold = Path.Combine(shared, figure.Gold);
        var xdoc = figure.Set.StartsWith("xdoc", StringComparison.Ordinal);
        string[] arguments = figure.Scorer.StartsWith(Own, StringComparison.Ordinal)
            ? [Repository.PathOf("tests", "KnowledgeGraph.Quality", "score_more.py"), figure.Scorer[Own.Length..], shared, Repository.Root, gold, predictions]
            : Directory.Exists(gold) ? [Path.Combine(shared, figure.Scorer), predictions]
            : [Path.Combine(shared, figure.Scorer), .. xdoc ? ["--xdoc"] : Array.Empty<string>(), gold, predictions, .. figure.Options];
        using var scorer = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = scorer.StandardError.ReadToEndAsync();
        var scored = await scorer.StandardOutput.ReadToEndAsync();
        await scorer.WaitForExitAsync();
        return scored + await errors;
    }

    [GeneratedRegex(@"^\| ([^|]+) \| [^|]* \| ([\d.]+) \|$")]
    private static partial Regex TableRow();
}
