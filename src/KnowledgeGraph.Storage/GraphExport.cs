using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// The form of an export: JSON lines, each an object with one member that says what the line is. First
/// <c>{"export":{"format":1}}</c>; then the truth, <c>{"contribution":...}</c> by article id and <c>{"judgement":...}</c> by id; then what was
/// computed from it, <c>{"entity":...}</c>, <c>{"event":...}</c> and <c>{"comparison":...}</c>, each by id. UTF-8, line feeds, no byte order mark.
/// Reading also takes bare contributions, a line each, as <c>kg extract</c> writes them.
/// </summary>
public static class GraphExport
{
    /// <summary>Version of the form.</summary>
    public const int Format = 1;

    private const int Batch = 200;

    // Reading: so many entries in a transaction, fewer where their lines are long.
    private const int LargestBatch = 500, LargestBatchLength = 16 << 20;

    /// <summary>Writes what a reader sees.</summary>
    internal static async Task WriteAsync(IGraphReader reader, Stream output, CancellationToken cancellation)
    {
        await using var lines = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await lines.WriteLineAsync($"{{\"export\":{{\"format\":{Format}}}}}").ConfigureAwait(false);
        async Task Line(string member, object value) =>
            await lines.WriteLineAsync($"{{\"{member}\":{JsonSerializer.Serialize(value, value.GetType(), ContributionJson.Options)}}}".AsMemory(), cancellation).ConfigureAwait(false);

        foreach (var ids in (await IdsAsync(reader.Articles, article => article.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var contribution in await reader.ContributionsAsync(ids, cancellation).ConfigureAwait(false)) await Line("contribution", contribution!).ConfigureAwait(false);
        foreach (var judgement in await reader.JudgementsAsync(cancellation).ConfigureAwait(false)) await Line("judgement", judgement).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Entities, entity => entity.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var entity in await reader.Entities.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("entity", entity!).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Events, happening => happening.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var happening in await reader.Events.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("event", happening!).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Comparisons, comparison => comparison.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var comparison in await reader.Comparisons.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("comparison", comparison!).ConfigureAwait(false);
    }

    /// <summary>Records the truth of an export. A line that is not one is refused by its number, before anything after it is recorded.</summary>
    internal static async Task<RecordResult> ReadAsync(IGraphRecorder recorder, Stream input, CancellationToken cancellation)
    {
        using var lines = new StreamReader(input, new UTF8Encoding(false, true), false, 1 << 16, leaveOpen: true);
        var total = new RecordResult(0, 0, 0, 0, 0);
        var contributions = new List<Contribution>();
        var judgements = new List<Judgement>();
        var length = 0;
        async Task Flush()
        {
            if (contributions.Count > 0) total = Add(total, await recorder.RecordAsync(contributions, cancellation).ConfigureAwait(false));
            if (judgements.Count > 0) total = Add(total, await recorder.JudgeAsync(judgements, cancellation).ConfigureAwait(false));
            contributions.Clear();
            judgements.Clear();
            length = 0;
        }
        for (var number = 1; await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (line.Length == 0) continue;
            try { Read(line, number, contributions, judgements); }
            catch (JsonException broken) { throw new GraphRequestException($"Line {number} is not a line of an export: {broken.Message}"); }
            if (contributions.Count + judgements.Count >= LargestBatch || (length += line.Length) >= LargestBatchLength) await Flush().ConfigureAwait(false);
        }
        await Flush().ConfigureAwait(false);
        return total;
    }

    private static void Read(string line, int number, List<Contribution> contributions, List<Judgement> judgements)
    {
        using var json = JsonDocument.Parse(line);
        // What "kg extract" writes: a contribution as it is.
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("article", out _) && json.RootElement.TryGetProperty("extractor", out _))
        {
            Add(json.RootElement);
            return;
        }
        if (json.RootElement.ValueKind != JsonValueKind.Object || json.RootElement.EnumerateObject().Take(2).ToList() is not [var member])
            throw new JsonException("expected an object with one member, or a contribution.");
        switch (member.Name)
        {
            case "export":
                var format = member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("format", out var value) && value.TryGetInt32(out var given) ? given : 0;
                if (format != Format) throw new GraphRequestException($"Line {number}: the export has format {format}, and this version reads {Format}.");
                break;
            case "contribution":
                Add(member.Value);
                break;
            case "judgement":
                judgements.Add(member.Value.Deserialize<Judgement>(ContributionJson.Options) ?? throw new JsonException("expected a judgement, found null."));
                break;
            case "entity" or "event" or "comparison":
                break;
            default:
                throw new JsonException($"'{member.Name}' is not known here.");
        }

        void Add(JsonElement element)
        {
            var contribution = element.Deserialize<Contribution>(ContributionJson.Options) ?? throw new JsonException("expected a contribution, found null.");
            try { PreparedArticle.Validate(contribution); }
            catch (GraphRequestException refused) { throw new GraphRequestException($"Line {number}: {refused.Message}"); }
            contributions.Add(contribution);
        }
    }

    private static RecordResult Add(RecordResult a, RecordResult b) =>
        new(a.Added + b.Added, a.Replaced + b.Replaced, a.Withdrawn + b.Withdrawn, a.Unchanged + b.Unchanged, b.Position);

    private static async Task<List<string>> IdsAsync<T, TFilter, TOrder>(IGraphKind<T, TFilter, TOrder> kind, Func<T, string> id, CancellationToken cancellation)
        where T : class where TFilter : class, new() where TOrder : struct, Enum
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await kind.PageAsync(new TFilter(), PageQuery<TFilter, TOrder>.LargestSize, after, default, cancellation).ConfigureAwait(false);
            ids.AddRange(page.Values.Select(id));
            after = page.HasNext ? page.Items[^1].Cursor : null;
        }
        while (after is not null);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
