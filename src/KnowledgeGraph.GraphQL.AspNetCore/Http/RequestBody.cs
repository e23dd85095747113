using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>A request's whole body in rented memory; never more than the limit is kept.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>A client that announces much and sends little costs no more than this.</summary>
    private const int LargestFirstRent = 1 << 16;

    private byte[] _bytes;
    private int _length;

    private RequestBody(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads the body to its end. The caller disposes the body unless it was rejected.</summary>
    /// <param name="timeout">How long the client may take to send all of it.</param>
    public static async ValueTask<(RequestBody? Body, Rejection? Rejection)> ReadAsync(
        HttpContext context, int maxBytes, TimeSpan timeout, TimeProvider time)
    {
        if (context.Request.ContentLength > maxBytes)
            return (null, TooLarge(maxBytes));

        var reader = context.Request.BodyReader;
        var body = new RequestBody((int)Math.Min(context.Request.ContentLength ?? 4096, LargestFirstRent));
        CancellationTokenSource? deadline = null;
        try
        {
            while (true)
            {
                if (!reader.TryRead(out var read))
                {
                    deadline ??= new CancellationTokenSource(timeout, time);
                    read = await reader.ReadAsync(deadline.Token);
                }

                if (body._length + read.Buffer.Length > maxBytes)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return Reject(body, TooLarge(maxBytes));
                }

                body.Append(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Reject(body, new Rejection(
                StatusCodes.Status408RequestTimeout, "REQUEST_TIMEOUT", $"The body did not arrive within {timeout.TotalSeconds:0.#} seconds."));
        }
        catch (BadHttpRequestException broken)
        {
            return Reject(body, new Rejection(broken.StatusCode, "BAD_REQUEST", "The body could not be read to its end."));
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            deadline?.Dispose();
        }

        return Utf8.IsValid(body.Bytes.Span) ? (body, null) : Reject(body, Rejection.BadRequest("The body is not valid UTF-8."));
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private static (RequestBody?, Rejection?) Reject(RequestBody body, Rejection rejection)
    {
        body.Dispose();
        return (null, rejection);
    }

    private static Rejection TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, "REQUEST_TOO_LARGE", $"The body is larger than {maxBytes} bytes, the most that this server reads.");

    private void Append(in ReadOnlySequence<byte> buffer)
    {
        var length = checked((int)buffer.Length);
        if (_bytes.Length - _length < length)
            Grow(length);
        buffer.CopyTo(_bytes.AsSpan(_length));
        _length += length;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _bytes.Length * 2));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
