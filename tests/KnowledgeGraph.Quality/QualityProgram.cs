using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>predict SET</c>: documents on standard input, one <c>{"id","text"}</c> a line, predictions on standard output in the form that
/// the set's scorer reads. <c>report</c>: all sets that are there, in one table beside the committed one. <c>weights</c>: what regressions over what is labelled give.
/// </summary>
public static class QualityProgram
{
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case ["report", .. var options] when options is [] or ["--write"]:
                if (Repository.Shared is not { } shared)
                {
                    await error.WriteLineAsync("report needs the folder ../shared beside the checkout, or its path in KG_SHARED.");
                    return 2;
                }
                return await new Report(shared, Repository.PathOf("tests", "KnowledgeGraph.Quality", "scores.md")).RunAsync(output, error, options.Length == 1);
            case ["calibration", .. var options] when options is ([] or ["--write"]) && Repository.Shared is { } labelled:
                return await new Calibration(labelled).RunAsync(output, options.Length == 1);
            case ["weights", "claims", .. var options] when options is ([] or ["--write"]):
                return await new Weights(output).ClaimsAsync(options.Length == 1);
            case ["weights", "kinds", .. var options] when options is ([] or ["--write"]):
                return await new Weights(output).KindsAsync(options.Length == 1);
            case ["weights", "dated", .. var options] when options is ([] or ["--write"]):
                return await new Weights(output).DatedAsync(Repository.Shared, options.Length == 1);
            case ["weights", "undated", .. var options] when options is ([] or ["--write"]):
                return await new Weights(output).UndatedAsync(Repository.Shared, options.Length == 1);
            case ["predict", "names"]:
                await PredictNames.RunAsync(input, output);
                return 0;
            case ["predict", var name, .. var rest] when Predictors.Find(name, rest) is { } predictor:
                await foreach (var line in predictor.PredictAsync(Documents.ReadAsync(input))) await output.WriteLineAsync(line);
                return 0;
            default:
                await error.WriteLineAsync("Usage: report [--write] | calibration [--write] | weights claims [--write] | weights dated [--write] | weights undated [--write] | weights kinds [--write]");
                await error.WriteLineAsync($"       predict SET < docs.jsonl > pred.jsonl, with SET one of: names {string.Join(' ', Predictors.Names)}");
                return 2;
        }
    }
}
