using System.Buffers;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>What a request comes to: one response, or a stream of them.</summary>
public abstract class ExecutionResult : IAsyncDisposable
{
    private protected ExecutionResult()
    {
    }

    public abstract ValueTask DisposeAsync();
}

/// <summary>One response (section 7.1). Written once as JSON, then disposed, which returns its memory.</summary>
public sealed class OperationResult : ExecutionResult, IDisposable
{
    private readonly ResponseRegion? _data;
    private readonly JsonBuffer? _buffer;

    internal OperationResult(JsonBuffer buffer, ResponseRegion? data, IReadOnlyList<GraphQLError> errors)
    {
        _buffer = buffer;
        _data = data;
        Errors = errors;
        HasData = true;
    }

    private OperationResult(IReadOnlyList<GraphQLError> errors) => Errors = errors;

    /// <summary>Request and field errors, in the order in which they happened.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>
    /// False: the request failed before execution (it does not parse, is not valid, its variables do not fit, it is not allowed),
    /// and the response has no <c>data</c>.
    /// </summary>
    public bool HasData { get; }

    /// <summary>True when the response has <c>data</c> that is not null.</summary>
    public bool HasNonNullData => _data is not null;

    /// <summary>Written under <c>extensions</c>; null for none.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; internal set; }

    /// <summary>The kind of the operation that was run; null when the request failed before one was found.</summary>
    public Language.OperationType? Operation { get; init; }

    /// <summary>Write <see cref="GraphQLError.Code"/> under <c>extensions.code</c>.</summary>
    internal bool WriteErrorCodes { get; init; } = true;

    /// <summary>A response of errors alone.</summary>
    public static OperationResult FromErrors(params IReadOnlyList<GraphQLError> errors) => new(errors);

    internal static OperationResult FromErrors(IReadOnlyList<GraphQLError> errors, bool writeErrorCodes) =>
        new(errors) { WriteErrorCodes = writeErrorCodes };

    /// <summary>How many bytes <see cref="WriteTo"/> will write, where that is known without writing: there are neither errors nor extensions.</summary>
    public int? KnownLength => Errors.Count > 0 || Extensions is not null || _data is null ? null : "{\"data\":}"u8.Length + _data.Measure();

    /// <summary>Writes the response as one JSON object: errors before data, so that they are seen first.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        if (Errors.Count > 0)
            WriteErrors(output);
        if (HasData)
        {
            output.Write(Errors.Count > 0 ? ",\"data\":"u8 : "\"data\":"u8);
            if (_data is null)
                output.Write("null"u8);
            else
                _data.WriteTo(_buffer!, output);
        }

        if (Extensions is not null)
            WriteExtensions(output, Extensions, HasData || Errors.Count > 0);
        output.Write("}"u8);
    }

    /// <summary>The response as text, for tests and tools.</summary>
    public string ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteTo(output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public void Dispose() => _buffer?.Dispose();

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static void WriteExtensions(IBufferWriter<byte> output, IReadOnlyDictionary<string, object?> extensions, bool follows)
    {
        using var json = new JsonBuffer(512);
        json.WriteRaw(follows ? ",\"extensions\":"u8 : "\"extensions\":"u8);
        json.WriteAny(extensions);
        output.Write(json.WrittenSpan);
    }

    private void WriteErrors(IBufferWriter<byte> output)
    {
        using var json = new JsonBuffer(1024);
        json.WriteRaw("\"errors\":["u8);
        for (var i = 0; i < Errors.Count; i++)
        {
            if (i > 0)
                json.WriteByte((byte)',');
            ErrorWriter.Write(Errors[i], json, WriteErrorCodes);
        }

        json.WriteByte((byte)']');
        output.Write(json.WrittenSpan);
    }
}

/// <summary>The responses of a subscription, one per event. Enumerated once; disposed when the client has had enough.</summary>
public sealed class ResponseStream : ExecutionResult
{
    private readonly IAsyncEnumerable<OperationResult> _responses;
    private readonly Func<ValueTask> _dispose;

    internal ResponseStream(IAsyncEnumerable<OperationResult> responses, Func<ValueTask> dispose)
    {
        _responses = responses;
        _dispose = dispose;
    }

    /// <summary>Responses in the order of the events; each is disposed by the one who writes it.</summary>
    public IAsyncEnumerable<OperationResult> ReadResponsesAsync() => _responses;

    /// <summary>The same responses as long as what is asked before each of them finds nothing wrong; then what is wrong, and the end.</summary>
    public ResponseStream Until(Func<ValueTask<GraphQLError?>> wrong) => new(ReadUntilAsync(wrong), _dispose);

    private async IAsyncEnumerable<OperationResult> ReadUntilAsync(Func<ValueTask<GraphQLError?>> wrong, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var response in _responses.WithCancellation(cancellationToken))
        {
            if (await wrong() is not { } error)
            {
                yield return response;
                continue;
            }
            response.Dispose();
            yield return OperationResult.FromErrors(error);
            yield break;
        }
    }

    public override ValueTask DisposeAsync() => _dispose();
}
