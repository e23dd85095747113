using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// The form of an export: JSON lines, each an object with one member that says what the line is. First
/// <c>{"export":{"format":1,"contributions":7,"judgements":2}}</c>, which tells a whole export from one that was cut off; then the truth, <c>{"contribution":...}</c> by article id and <c>{"judgement":...}</c> by id; then what was
/// computed from it, <c>{"entity":...}</c>, <c>{"event":...}</c> and <c>{"comparison":...}</c>, each by id. UTF-8, line feeds, no byte order mark.
/// Reading also takes bare contributions, a line each, as <c>kg extract</c> writes them.
/// </summary>
public static class GraphExport
{
    /// <summary>Version of the form.</summary>
    public const int Format = 1;

    private const int Batch = 200;

    // Of an article of 20 MB, everything in it, escaped.
    private const int LongestLine = 256 << 20;

    // Reading: so many entries in a transaction, fewer where their lines are long: one of Neo4j needs a hundred times what is read, and may have less than a gigabyte.
    private const int LargestBatch = 500, LargestBatchLength = 4 << 20;

    /// <summary>Writes what a reader sees.</summary>
    internal static async Task WriteAsync(IGraphReader reader, Stream output, CancellationToken cancellation)
    {
        await using var lines = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var articles = await IdsAsync(reader.Articles, article => article.Id, cancellation).ConfigureAwait(false);
        var judged = await reader.JudgementsAsync(cancellation).ConfigureAwait(false);
        await lines.WriteLineAsync($"{{\"export\":{{\"format\":{Format},\"contributions\":{articles.Count},\"judgements\":{judged.Count}}}}}").ConfigureAwait(false);
        async Task Line(string member, object value) =>
            await lines.WriteLineAsync($"{{\"{member}\":{JsonSerializer.Serialize(value, value.GetType(), ContributionJson.Options)}}}".AsMemory(), cancellation).ConfigureAwait(false);

        foreach (var ids in articles.Chunk(Batch))
            foreach (var contribution in await reader.ContributionsAsync(ids, cancellation).ConfigureAwait(false)) await Line("contribution", contribution!).ConfigureAwait(false);
        foreach (var judgement in judged) await Line("judgement", judgement).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Entities, entity => entity.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var entity in await reader.Entities.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("entity", entity!).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Events, happening => happening.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var happening in await reader.Events.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("event", happening!).ConfigureAwait(false);
        foreach (var ids in (await IdsAsync(reader.Comparisons, comparison => comparison.Id, cancellation).ConfigureAwait(false)).Chunk(Batch))
            foreach (var comparison in await reader.Comparisons.FindAsync(ids, cancellation).ConfigureAwait(false)) await Line("comparison", comparison!).ConfigureAwait(false);
    }

    /// <summary>
    /// Records the truth of an export. A line that is not one, and an export that was cut off, are refused before anything is recorded.
    /// </summary>
    /// <param name="input">Read twice where it can be; else what stands before a line that is refused is recorded.</param>
    internal static async Task<RecordResult> ReadAsync(IGraphRecorder recorder, Stream input, CancellationToken cancellation)
    {
        if (!input.CanSeek) return await ReadOnceAsync(recorder, input, cancellation).ConfigureAwait(false);
        var start = input.Position;
        await ReadOnceAsync(null, input, cancellation).ConfigureAwait(false);
        input.Position = start;
        return await ReadOnceAsync(recorder, input, cancellation).ConfigureAwait(false);
    }

    // Without a recorder it only looks whether all is as it should be.
    private static async Task<RecordResult> ReadOnceAsync(IGraphRecorder? recorder, Stream input, CancellationToken cancellation)
    {
        var total = new RecordResult(0, 0, 0, 0, 0);
        var found = new Found([], []);
        int contributions = 0, judgements = 0;
        long length = 0;
        async Task Flush()
        {
            if (recorder is not null && found.Contributions.Count > 0) total = total.And(await recorder.RecordInPartsAsync(found.Contributions, cancellation).ConfigureAwait(false));
            if (recorder is not null && found.Judgements.Count > 0) total = total.And(await recorder.JudgeAsync(found.Judgements, cancellation).ConfigureAwait(false));
            contributions += found.Contributions.Count;
            judgements += found.Judgements.Count;
            found.Contributions.Clear();
            found.Judgements.Clear();
            length = 0;
        }
        async Task<GraphRequestException> Refuse(string why)
        {
            await Flush().ConfigureAwait(false);
            return new($"{why} {(recorder is null ? "Nothing is recorded." : "What stands before it is recorded.")}");
        }
        var number = 0;
        await foreach (var line in Lines.Of(input, LongestLine, cancellation).ConfigureAwait(false))
        {
            number++;
            if (line.IsEmpty) continue;
            string? refusal = null;
            try { Read(line, number, found); }
            catch (JsonException broken) { refusal = $"Line {number} is not a line of an export: {Why(broken)}"; }
            // A half of a character, which no text can hold.
            catch (InvalidOperationException) { refusal = $"Line {number} is not a line of an export: it holds an escaped half of a character (an unpaired surrogate)."; }
            catch (GraphRequestException refused) { refusal = refused.Message; }
            if (refusal is not null) throw await Refuse(refusal).ConfigureAwait(false);
            length += line.Length;
            if (found.Contributions.Count + found.Judgements.Count >= LargestBatch || length >= LargestBatchLength) await Flush().ConfigureAwait(false);
        }
        await Flush().ConfigureAwait(false);
        if (contributions < found.ContributionsSaid || judgements < found.JudgementsSaid)
            throw await Refuse($"The export ends after line {number} and is cut off: it says that it has {found.ContributionsSaid} articles and {found.JudgementsSaid} judgements, and {contributions} and {judgements} came.").ConfigureAwait(false);
        return total;
    }

    // What lines hold, and what their exports say that they do.
    private sealed record Found(List<Contribution> Contributions, List<Judgement> Judgements)
    {
        public long ContributionsSaid { get; set; }

        public long JudgementsSaid { get; set; }
    }

    // The parser's own words without its coordinates, which count lines of the one line that it was given.
    private static string Why(JsonException broken)
    {
        var coordinates = new[] { " Path: ", " LineNumber: " }.Select(mark => broken.Message.IndexOf(mark, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(broken.Message.Length).Min();
        var why = broken.Message[..coordinates];
        return broken.BytePositionInLine is { } at ? $"{why} (at byte {at + 1}; expected one JSON object a line, as 'kg export' and 'kg extract' write them)." : why;
    }

    private static void Read(ReadOnlyMemory<byte> line, int number, Found found)
    {
        if (!Utf8.IsValid(line.Span)) throw new JsonException("it is not UTF-8.");
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
                var format = member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("format", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var given) ? given : 0;
                if (format != Format) throw new GraphRequestException($"Line {number}: the export has format {format}, and this version reads {Format}.");
                found.ContributionsSaid += Said(member.Value, "contributions");
                found.JudgementsSaid += Said(member.Value, "judgements");
                break;
            case "contribution":
                Add(member.Value);
                break;
            case "judgement":
                found.Judgements.Add(member.Value.Deserialize<Judgement>(ContributionJson.Options) ?? throw new JsonException("expected a judgement, found null."));
                break;
            case "entity" or "event" or "comparison":
                break;
            default:
                throw new JsonException($"'{member.Name}' is not known here.");
        }

        static long Said(JsonElement header, string what) => header.TryGetProperty(what, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var said) ? said : 0;

        void Add(JsonElement element)
        {
            var contribution = element.Deserialize<Contribution>(ContributionJson.Options) ?? throw new JsonException("expected a contribution, found null.");
            try { PreparedArticle.Validate(contribution); }
            catch (GraphRequestException refused) { throw new GraphRequestException($"Line {number}: {refused.Message}"); }
            found.Contributions.Add(contribution);
        }
    }

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
