namespace KnowledgeGraph.Quality;

/// <summary>Predicts what one set's scorer reads: a line for each document, or lines for all together.</summary>
public interface IPredictor
{
    IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents);
}

/// <summary>The sets by name. One line a set; the work is in <c>Predict*.cs</c>.</summary>
internal static class Predictors
{
    private static readonly Dictionary<string, Func<string[], IPredictor>> Sets = new()
    {
        ["uner"] = _ => new PredictUner(),
        ["gum"] = _ => new PredictGum(),
        ["coref"] = _ => new PredictCoref(),
        ["seeds"] = _ => new PredictSeedsAcross(),
        ["claims"] = _ => new PredictClaims(),
        ["quotes"] = _ => new PredictQuotes(),
        ["events"] = _ => new PredictEvents(),
        ["carb"] = _ => new PredictCarb(),
        ["comparisons"] = _ => new PredictComparisons(),
        ["joins"] = _ => new PredictJoins(),
        ["xdoc"] = options => new PredictXdoc(options is ["entity", ..] ? "entity" : "event"),
    };

    public static IEnumerable<string> Names => Sets.Keys;

    public static IPredictor? Find(string name, string[] options) => Sets.TryGetValue(name, out var make) ? make(options) : null;
}
