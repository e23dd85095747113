using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnowledgeGraph.Nlp.Serialization;

/// <summary>Options of <see cref="AnnotationStream"/>.</summary>
public sealed record AnnotationStreamOptions
{
    /// <summary>Threads that annotate; 0 (the default) for one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Whether to keep a line with the count and speed up to date on the error writer (for a terminal). Default no.</summary>
    public bool ShowProgress { get; init; }

    /// <summary>Longest line that is read, in UTF-16 units. Default 64 million.</summary>
    public int LongestLine { get; init; } = 64_000_000;

    /// <summary>What the input is called in messages. Default "line".</summary>
    public string InputName { get; init; } = "";

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// JSON lines <c>{"id", "text"}</c> in, the same documents annotated out, in input order and in the format of <see cref="DocJson"/>. A line that
/// cannot be read is reported with its number, and the rest goes on. Empty lines are skipped.
/// </summary>
public sealed class AnnotationStream(LanguageModel model)
{
    private const int LongDocument = 20_000;    // tokens
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Line(int Number, string Id, string Text, string? Error);

    /// <summary>A document, formatted on the thread that annotated it unless it is long; or what was wrong with its line.</summary>
    private sealed record Annotated(Line Line, Doc Doc, string? Json);

    /// <summary>Runs to the end of the input.</summary>
    /// <returns>The exit code: 0, or 1 where a line was bad.</returns>
    public async Task<int> RunAsync(
        TextReader input, TextWriter output, TextWriter errors, AnnotationStreamOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new AnnotationStreamOptions();
        var (documents, tokens, bad) = (0, 0L, 0);
        var started = options.Clock.GetTimestamp();
        var shown = started;
        var results = model.AnnotateAsync(
            ReadAsync(input, options, cancellation), line => line.Text, Format, options.Threads, cancellation);
        await foreach (var result in results.ConfigureAwait(false))
        {
            if (result.Line.Error is { } error)
            {
                bad++;
                await errors.WriteLineAsync(error.AsMemory(), cancellation).ConfigureAwait(false);
                continue;
            }
            documents++;
            tokens += result.Doc.Count;
            await WriteAsync(result, output, cancellation).ConfigureAwait(false);
            if (!options.ShowProgress || options.Clock.GetElapsedTime(shown) < ProgressInterval) continue;
            shown = options.Clock.GetTimestamp();
            await errors.WriteAsync($"\r{Summary()}".AsMemory(), cancellation).ConfigureAwait(false);
        }
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        if (options.ShowProgress) await errors.WriteLineAsync($"\r{Summary()}".AsMemory(), cancellation).ConfigureAwait(false);
        if (bad > 0) await errors.WriteLineAsync($"{bad} lines could not be read.".AsMemory(), cancellation).ConfigureAwait(false);
        return bad == 0 ? 0 : 1;

        FormattableString Progress() =>
            $"{documents:N0} documents, {tokens:N0} tokens, {tokens / Math.Max(1e-3, options.Clock.GetElapsedTime(started).TotalSeconds):N0} tokens/s";
        string Summary() => FormattableString.Invariant(Progress());
    }

    private static async IAsyncEnumerable<Line> ReadAsync(
        TextReader input, AnnotationStreamOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = new LineReader(input, options.LongestLine);
        var place = options.InputName.Length == 0 ? "line " : $"{options.InputName}: line ";
        for (var number = 1; await reader.ReadAsync(cancellation).ConfigureAwait(false) is var (text, isTooLong); number++)
        {
            if (isTooLong) yield return Bad($"is longer than {options.LongestLine:N0} characters");
            else if (!string.IsNullOrWhiteSpace(text)) yield return Parse(text, number, Bad);

            Line Bad(string reason) => new(number, "", "", $"{place}{number} {reason}.");
        }
    }

    private static Line Parse(string text, int number, Func<string, Line> bad)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return bad("is no JSON object, expected {\"id\", \"text\"}");
            if (!root.TryGetProperty("text", out var content) || content.ValueKind != JsonValueKind.String)
                return bad("has no string \"text\", expected {\"id\", \"text\"}");
            if (!root.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                return bad("has no \"id\", expected {\"id\", \"text\"}");
            return new Line(number, id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText(), content.GetString()!, null);
        }
        catch (JsonException e)
        {
            return bad($"is no JSON (at byte {e.BytePositionInLine})");
        }
        catch (InvalidOperationException)
        {
            return bad("has half of a surrogate pair in a string");
        }
    }

    private static async Task WriteAsync(Annotated result, TextWriter output, CancellationToken cancellation)
    {
        if (result.Json is null)
            await using (var writer = new Utf8JsonWriter(new Utf8ToText(output), WriterOptions))
                await DocJson.WriteAsync(writer, result.Line.Id, result.Doc, cancellation).ConfigureAwait(false);
        await output.WriteLineAsync(result.Json.AsMemory(), cancellation).ConfigureAwait(false);
    }

    private static Annotated Format(Line line, Doc doc)
    {
        if (line.Error is not null || doc.Count > LongDocument) return new Annotated(line, doc, null);
        var buffer = new ArrayBufferWriter<byte>(64 + 8 * line.Text.Length);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) DocJson.Write(writer, line.Id, doc);
        return new Annotated(line, doc, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
