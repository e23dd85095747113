using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Polly;
using Polly.Retry;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>What is asked of a site.</summary>
/// <param name="MostBytes">After decompression.</param>
/// <param name="CutOff">What is longer is cut off; otherwise it is a failure.</param>
/// <param name="MediaTypes">What is expected; null: anything.</param>
internal sealed record FetchRequest(Uri Address, int MostBytes, bool CutOff = false, IReadOnlyCollection<string>? MediaTypes = null)
{
    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>False only for robots.txt itself.</summary>
    public bool AsksRobots { get; init; } = true;
}

/// <summary>
/// Reads from the web as a stranger must be read: each hop of a redirect is checked like the first address, connections go to public addresses only,
/// answers are bounded in bytes after decompression and in time, what may pass is tried again, robots.txt is respected (RFC 9309).
/// </summary>
public sealed class WebFetcher(IHttpClientFactory clients, WebOptions options, TimeProvider time)
{
    /// <summary>The name of the client at the factory.</summary>
    public const string Client = "articles";

    /// <summary>Our name in robots.txt files.</summary>
    public const string Product = "KnowledgeGraph";

    private const int LongestAddress = 2_048;

    private readonly RobotsCache _robots = new(time, options.RobotsLifetime);

    private readonly ResiliencePipeline<FetchOutcome> _retries = new ResiliencePipelineBuilder<FetchOutcome> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<FetchOutcome>
        {
            MaxRetryAttempts = Math.Max(1, options.Tries - 1),
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Result is FetchFailed failed && options.Tries > 1 && MayPass(failed) && (failed.RetryAfter is not { } wait || wait <= options.LongestRetryDelay)),
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Result as FetchFailed)?.RetryAfter),
        })
        .Build();

    /// <summary>The answer to a request, or why there is none.</summary>
    internal async Task<FetchOutcome> FetchAsync(FetchRequest request, CancellationToken cancellation = default)
    {
        using var deadline = new CancellationTokenSource(options.WholeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await FollowAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TookTooLong(request.Address, options.WholeTimeout);
        }
    }

    private async Task<FetchOutcome> FollowAsync(FetchRequest request, CancellationToken cancellation)
    {
        var visited = new HashSet<Uri>();
        var address = request.Address;
        for (var hops = 0; ; hops++)
        {
            if (Refusal(address) is { } invalid) return invalid;
            address = new UriBuilder(address) { Fragment = "" }.Uri;
            if (!visited.Add(address)) return new FetchFailed(FetchFailureKind.Redirects, $"{request.Address.Host} redirects in a circle");
            if (hops > options.MostRedirects) return new FetchFailed(FetchFailureKind.Redirects, $"{request.Address.Host} redirects more than {options.MostRedirects} times");
            if (request.AsksRobots && await RobotsRefusalAsync(address, cancellation) is { } disallowed) return disallowed;
            var outcome = await _retries.ExecuteAsync(async stop => await SendAsync(request, address, stop), cancellation);
            if (outcome is not Redirected redirected) return outcome;
            address = redirected.To;
        }
    }

    private static FetchFailed? Refusal(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            return new(FetchFailureKind.InvalidAddress, $"'{Short(address)}' is not read: expected an address that begins with http:// or https://");
        if (address.UserInfo.Length > 0) return new(FetchFailureKind.InvalidAddress, $"an address at {address.Host} with a user name or password is not read");
        if (address.OriginalString.Length > LongestAddress) return new(FetchFailureKind.InvalidAddress, $"an address at {address.Host} is longer than {LongestAddress} characters");
        return null;
    }

    private async Task<FetchFailed?> RobotsRefusalAsync(Uri address, CancellationToken cancellation)
    {
        var (rules, failure) = await _robots.OfAsync(new Uri(address, "/"), ReadRobotsAsync, cancellation);
        if (failure is not null) return failure;
        return rules.Allows(address.PathAndQuery) ? null : new(FetchFailureKind.RobotsDisallow, $"robots.txt of {address.Host} does not allow {Product} to read {Short(address)}");
    }

    // RFC 9309, section 2.3.1: what is not there allows everything, what cannot be reached nothing.
    private async Task<(RobotsRules, FetchFailed?)> ReadRobotsAsync(Uri root, CancellationToken cancellation)
    {
        switch (await FetchAsync(new(new Uri(root, "/robots.txt"), RobotsRules.MostBytes, CutOff: true) { AsksRobots = false }, cancellation))
        {
            case Fetched found: return (RobotsRules.Parse(System.Text.Encoding.UTF8.GetString(found.Body), Product), null);
            case FetchFailed { Kind: FetchFailureKind.ErrorStatus, Status: >= 400 and < 500 } or FetchFailed { Kind: FetchFailureKind.Redirects }: return (RobotsRules.AllowAll, null);
            case FetchFailed { Kind: FetchFailureKind.AddressRefused or FetchFailureKind.Unreachable or FetchFailureKind.TimedOut or FetchFailureKind.InvalidAddress } failed: return (RobotsRules.DisallowAll, failed);
            case FetchFailed failed: return (RobotsRules.DisallowAll, new(FetchFailureKind.RobotsDisallow, $"robots.txt of {root.Host} cannot be read ({failed.Message}), which forbids reading the site", failed.Status, failed.RetryAfter));
            default: return (RobotsRules.AllowAll, null);
        }
    }

    private async Task<FetchOutcome> SendAsync(FetchRequest request, Uri address, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("Accept", request.MediaTypes is null ? "*/*" : string.Join(", ", request.MediaTypes) + ", */*;q=0.1");
        if (request.ETag is { } tag) message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (request.LastModified is { } modified) message.Headers.IfModifiedSince = modified;
        using var patience = new CancellationTokenSource(options.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            patience.CancelAfter(options.BodyTimeout);
            return await AnswerAsync(request, address, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TookTooLong(address, options.BodyTimeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return Told(address, e);
        }
    }

    private async Task<FetchOutcome> AnswerAsync(FetchRequest request, Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 304: return new NotModified();
            case 301 or 302 or 303 or 307 or 308:
                return response.Headers.Location is { } location && Uri.TryCreate(address, location, out var to)
                    ? new Redirected(to)
                    : new FetchFailed(FetchFailureKind.Redirects, $"{address.Host} redirects to nowhere", status);
            case 429 or 503: return new FetchFailed(FetchFailureKind.RetryLater, $"{address.Host} asks to come again later ({status})", status, RetryAfter(response.Headers.RetryAfter));
            case < 200 or >= 300: return new FetchFailed(FetchFailureKind.ErrorStatus, $"{address.Host} answered with {status}", status);
        }
        var type = response.Content.Headers.ContentType;
        var mediaType = type?.MediaType?.ToLowerInvariant();
        if (mediaType is not null && request.MediaTypes is { } expected && !expected.Contains(mediaType))
            return new FetchFailed(FetchFailureKind.WrongType, $"{address.Host} sent {mediaType}; expected {string.Join(", ", expected.Take(3))} or the like");
        if (!request.CutOff && response.Content.Headers.ContentLength > request.MostBytes) return TooLarge(address, request.MostBytes);
        var (body, isCutOff) = await ReadAsync(request, response, cancellation);
        if (isCutOff && !request.CutOff) return TooLarge(address, request.MostBytes);
        return new Fetched(address, mediaType, type?.CharSet?.Trim('"', '\''), body, isCutOff, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);
    }

    // The stream is decompressed as it is read, so that a small answer that grows without end ends here. Of what may be cut off, what came in time is used.
    private static async Task<(byte[] Body, bool IsCutOff)> ReadAsync(FetchRequest request, HttpResponseMessage response, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            int count;
            while ((count = await stream.ReadAsync(chunk.AsMemory(0, Math.Min(chunk.Length, request.MostBytes + 1 - (int)body.Length)), cancellation)) > 0)
            {
                body.Write(chunk, 0, count);
                if (body.Length > request.MostBytes) return (body.GetBuffer()[..request.MostBytes], true);
            }
            return (body.ToArray(), false);
        }
        catch (OperationCanceledException) when (request.CutOff && body.Length > 0)
        {
            return (body.ToArray(), true);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } given ? TimeSpan.FromSeconds(Math.Clamp(given.TotalSeconds, 0, 86_400)) : null;
    }

    private static bool MayPass(FetchFailed failed) => failed.Kind switch
    {
        FetchFailureKind.Unreachable or FetchFailureKind.TimedOut or FetchFailureKind.RetryLater => true,
        FetchFailureKind.ErrorStatus => failed.Status is 408 or >= 500,
        _ => false,
    };

    private static FetchFailed Told(Uri address, Exception failed)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException) return new(FetchFailureKind.AddressRefused, $"{address.Host} is not read: it leads into a private network");
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }) return new(FetchFailureKind.Unreachable, $"there is no host {address.Host}");
            if (cause is System.Security.Authentication.AuthenticationException) return new(FetchFailureKind.Unreachable, $"{address.Host} has no valid certificate");
            if (cause is InvalidDataException) return new(FetchFailureKind.WrongType, $"{address.Host} sent an answer whose compression is broken");
        }
        return new(FetchFailureKind.Unreachable, $"{address.Host} does not answer, or broke off");
    }

    private static FetchFailed TooLarge(Uri address, int most) => new(FetchFailureKind.TooLarge, $"{Short(address)} is larger than {most / (1 << 20)} MB");

    private static FetchFailed TookTooLong(Uri address, TimeSpan limit) => new(FetchFailureKind.TimedOut, $"{address.Host} took longer than {limit.TotalSeconds:0} s");

    private static string Short(Uri address) => address.OriginalString is { Length: > 200 } text ? text[..200] + "..." : address.OriginalString;

    private sealed record Redirected(Uri To) : FetchOutcome;
}
