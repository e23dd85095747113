using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>The suite's own code failed inside a transaction function.</summary>
internal sealed class FrontendException(string message) : Exception(message);

/// <summary>
/// The suite's side of one test: requests between the lines <c>#request begin</c> and <c>#request end</c>, responses likewise. One
/// request is answered before the next comes, except where the driver needs something of the suite (an address, a token) in between.
/// </summary>
internal sealed partial class Frontend : IAsyncDisposable
{
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;
    private readonly Dictionary<string, object> _objects = [];
    private readonly Dictionary<string, JsonElement> _answers = [];
    private readonly MockTime _time = new();
    private int _lastId;

    public Frontend(Stream stream)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _reader = new StreamReader(stream, utf8);
        _writer = new StreamWriter(stream, utf8) { NewLine = "\n" };
    }

    public async Task ServeAsync()
    {
        while (await ProcessOneAsync())
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var driver in _objects.Values.OfType<IDriver>()) await driver.DisposeAsync();
        _reader.Dispose();
    }

    private async Task<bool> ProcessOneAsync()
    {
        var text = new StringBuilder();
        var inside = false;
        while (await _reader.ReadLineAsync() is { } line)
        {
            switch (line)
            {
                case "#request begin":
                    inside = true;
                    break;
                case "#request end":
                    using (var document = JsonDocument.Parse(text.ToString()))
                        await HandleAsync(document.RootElement.GetProperty("name").GetString()!, document.RootElement.GetProperty("data").Clone());
                    return true;
                default:
                    if (inside) text.AppendLine(line);
                    break;
            }
        }

        return false;
    }

    private async Task HandleAsync(string name, JsonElement data)
    {
        try
        {
            await DispatchAsync(name, data);
        }
        catch (FrontendException e)
        {
            await RespondAsync("FrontendError", new { msg = e.Message });
        }
        catch (Exception e) when (ErrorJson.TypeOf(e) is { } type)
        {
            await RespondAsync("DriverError", ErrorJson.Describe(e, type, Keep(e)));
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            await RespondAsync("BackendError", new { msg = e.ToString() });
        }
    }

    private async Task RespondAsync(string name, object? data = null)
    {
        await _writer.WriteLineAsync("#response begin");
        await _writer.WriteLineAsync(JsonSerializer.Serialize(new { name, data }));
        await _writer.WriteLineAsync("#response end");
        await _writer.FlushAsync();
    }

    /// <summary>Asks the suite for something that the driver needs, and serves it until the answer comes.</summary>
    private async Task<JsonElement> AskAsync(string name, Func<string, object> data)
    {
        var id = NextId();
        await RespondAsync(name, data(id));
        JsonElement answer;
        while (!_answers.Remove(id, out answer))
            if (!await ProcessOneAsync()) throw new IOException("The suite closed the connection instead of answering.");
        return answer;
    }

    private string NextId() => (++_lastId).ToString(CultureInfo.InvariantCulture);

    private string Keep(object value)
    {
        var id = NextId();
        _objects[id] = value;
        return id;
    }

    private T Find<T>(JsonElement data, string property) => (T)_objects[data.GetProperty(property).GetString()!];

    private static string? Text(JsonElement data, string property) =>
        data.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement data, string property) =>
        data.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static TimeSpan? Milliseconds(JsonElement data, string property) =>
        Number(data, property) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    private static bool Flag(JsonElement data, string property) => data.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    private static JsonElement? Present(JsonElement data, string property) =>
        data.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string[]? Texts(JsonElement data, string property) =>
        Present(data, property) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : null;
}
