using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace KnowledgeGraph.Server.Access;

/// <summary>What one field of a mutation did.</summary>
/// <param name="Name">The field.</param>
/// <param name="Arguments">Its coerced arguments; long texts are cut when they are written.</param>
/// <param name="Outcome"><c>done</c>, <c>refused</c> (errors as data) or <c>failed</c>.</param>
public sealed record AuditedField(string Name, IReadOnlyDictionary<string, object?> Arguments, string Outcome);

/// <summary>
/// Who changed what, when and with which outcome: one JSON object a line, appended and flushed before the answer is sent. Keys and tokens
/// are never written. A file of 64 MiB is moved to <c>FILE.1</c>, in place of the one before.
/// </summary>
internal sealed partial class AuditLog : IDisposable
{
    private const int LongestText = 200;
    private const int MostItems = 50;
    private const int DeepestValue = 6;
    private const long LargestFile = 64 << 20;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private FileStream _file;

    /// <exception cref="ArgumentException">The file cannot be written; so nothing is changed unseen.</exception>
    public AuditLog(string path, TimeProvider time, ILogger<AuditLog> logger)
    {
        _path = path;
        _time = time;
        _logger = logger;
        try
        {
            _file = Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"the audit cannot be written to '{path}'; --audit FILE names another place, --audit none does without.");
        }
    }

    public async Task WriteAsync(Caller caller, string? address, string? operation, IReadOnlyList<AuditedField> fields)
    {
        var line = Line(caller, address, operation, fields);
        // The change has happened: its record does not depend on whether the client still waits.
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (_file.Length + line.Length > LargestFile) Roll();
            await _file.WriteAsync(line, CancellationToken.None);
            await _file.FlushAsync(CancellationToken.None);
        }
        catch (IOException failed)
        {
            LogNotWritten(_logger, caller.Name, string.Join(", ", fields.Select(field => field.Name)), failed.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _writing.Dispose();
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        return new(_path, options);
    }

    private void Roll()
    {
        _file.Dispose();
        File.Move(_path, $"{_path}.1", overwrite: true);
        _file = Open();
    }

    private ReadOnlyMemory<byte> Line(Caller caller, string? address, string? operation, IReadOnlyList<AuditedField> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", _time.GetUtcNow());
            json.WriteString("caller", caller.Name);
            json.WriteString("as", caller.Kind switch { CallerKind.ApiKey => "key", CallerKind.Token => "token", CallerKind.Local => "local", _ => "anonymous" });
            json.WriteString("role", caller.Role?.ToString().ToLowerInvariant());
            if (address is not null) json.WriteString("address", address);
            if (operation is not null) json.WriteString("operation", Short(operation));
            json.WriteStartArray("fields");
            foreach (var field in fields)
            {
                json.WriteStartObject();
                json.WriteString("field", field.Name);
                json.WritePropertyName("arguments");
                Write(json, field.Arguments, 0);
                json.WriteString("outcome", field.Outcome);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, object? value, int depth)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case string text:
                json.WriteStringValue(Short(text));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members when depth < DeepestValue:
                json.WriteStartObject();
                foreach (var (name, member) in members.Take(MostItems))
                {
                    json.WritePropertyName(name);
                    Write(json, member, depth + 1);
                }
                json.WriteEndObject();
                break;
            case IEnumerable items when depth < DeepestValue:
                json.WriteStartArray();
                foreach (var item in items.Cast<object?>().Take(MostItems)) Write(json, item, depth + 1);
                json.WriteEndArray();
                break;
            case IFormattable number when number is int or long or double or decimal:
                json.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(Short(value.ToString() ?? ""));
                break;
        }
    }

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)]}... ({text.Length} characters)";

    [LoggerMessage(1, LogLevel.Error, "The audit of {Fields} by {Caller} could not be written: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string caller, string fields, string reason);
}
