using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>report</c>: predicts every labelled set that is there, runs its scorer (Python 3), and prints one table beside the one that is committed
/// (<c>scores.md</c>). <c>report --write</c> puts the table in its place.
/// </summary>
internal sealed partial class Report(string shared, string committed)
{
    /// <summary>One figure: the set it is of, how its scorer is called, and where its output says it.</summary>
    private sealed record Figure(string Name, string Set, string Wanted, string Pattern, string Scorer, string Gold, params string[] Options);

    private const string Evals = "evals/score/";

    private static readonly Figure[] Figures =
    [
        new("UNER news, names trimmed, F1", "uner", ".79", @"^(?!un)\S+ .*F1 ([\d.]+)", Evals + "score_entities.py", "evals/entities_uner_pud/dev.jsonl", "news"),
        new("GUM news, names, F1", "gum", ".78", @"person\+org\+place.*?F1 ([\d.]+)", Evals + "score_gum_entities.py", "evals/entities_gum/dev.jsonl", "news"),
        new("GUM news, places and organisations as one, F1", "gum", ".84", @"merged.*F1 ([\d.]+)", Evals + "score_gum_entities.py", "evals/entities_gum/dev.jsonl", "news"),
        new("OntoGUM news, coreference, CoNLL F1", "coref", ".62", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/coref_ontogum/dev.jsonl", "news"),
        new("OntoGUM interview, coreference, CoNLL F1", "coref", ".60", @"CoNLL F1 ([\d.]+)", Evals + "score_coref.py", "evals/coref_ontogum/dev.jsonl", "interview"),
        new("CaRB, triples, F1", "carb", ".54", @"best: .*?F1 ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        new("CaRB, slots, F1", "carb", ".27", @"slot match.*F1 ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        new("CaRB, mean words of an argument", "carb", "9.5 at most", @"mean words in arguments ([\d.]+)", Evals + "score_carb.py", "evals/relations_carb/dev.jsonl"),
        Seeds("names, typed, F1", ".90", "entity mentions (typed)"),
        Seeds("clusters within an article, B-cubed F1", ".88", "entity clusters B3 (per article)"),
        Seeds("clusters across articles, B-cubed F1", ".90", "entity clusters B3 (across articles)"),
        Seeds("pronouns and descriptions, F1", "", "pronouns and descriptions"),
        Seeds("quotes, F1", ".90", "quotes: found"),
        Seeds("quotes with the right speaker, F1", ".85", "quotes: found + speaker"),
        Seeds("relations, F1", ".60", "relations"),
        Seeds("roles, F1", "", "roles"),
        Seeds("events, F1", ".75", "events"),
        Seeds("claims, value with metric, F1", ".90", "claims"),
        Seeds("claims, attributed source right", ".85", "claims: attribution accuracy"),
        Seeds("differences, F1", ".80", "divergences (all rows)"),
    ];

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
        var predictor = Predictors.Find(figure.Set, []) ?? throw new InvalidOperationException($"No predictor for {figure.Set}.");
        var gold = Path.Combine(shared, figure.Gold);
        if (!Directory.Exists(gold))
        {
            var file = Path.Combine(folder, figure.Set + ".jsonl");
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

    private static async IAsyncEnumerable<Document> WithoutGold(IAsyncEnumerable<Document> documents)
    {
        await foreach (var document in documents)
        {
            document.Json.Remove("gold");
            yield return document;
        }
    }

    private static async IAsyncEnumerable<Document> TextsAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            var name = Path.GetFileName(file);
            yield return new(name, text, new JsonObject { ["id"] = name, ["text"] = text });
        }
    }

    private async Task<string> ScoreAsync(Figure figure, string predictions)
    {
        var gold = Path.Combine(shared, figure.Gold);
        string[] arguments = Directory.Exists(gold) ? [Path.Combine(shared, figure.Scorer), predictions] : [Path.Combine(shared, figure.Scorer), gold, predictions, .. figure.Options];
        using var scorer = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = scorer.StandardError.ReadToEndAsync();
        var scored = await scorer.StandardOutput.ReadToEndAsync();
        await scorer.WaitForExitAsync();
        return scored + await errors;
    }

    [GeneratedRegex(@"^\| ([^|]+) \| [^|]* \| ([\d.]+) \|$")]
    private static partial Regex TableRow();
}
