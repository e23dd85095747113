using System.Net.Sockets;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Bolt.Protocol;
using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Connections;

/// <summary>Who decides what a failure means: the pool and the routing table behind a connection.</summary>
internal interface IConnectionOwner
{
    /// <summary>Told of each FAILURE once; gives the exception that callers see.</summary>
    ValueTask<Neo4jException> OnServerFailureAsync(BoltConnection connection, Neo4jException failure);

    /// <summary>Told once when the connection breaks; gives the exception that callers see.</summary>
    Neo4jException OnConnectionLost(BoltConnection connection, Exception cause);

    /// <summary>Logged in.</summary>
    void OnOpened(BoltConnection connection);

    /// <summary>Told once for each connection that was opened.</summary>
    void OnClosed(BoltConnection connection);
}

/// <summary>
/// One connection: requests are queued and sent together, their responses read in the same order by whoever waits for one. No thread
/// of its own, so a reader that stops reading makes the server stop sending. Used by one caller at a time.
/// </summary>
internal sealed partial class BoltConnection(
    Stream stream, Socket? socket, BoltVersion version, ServerAddress address, IConnectionOwner owner, TimeProvider time) : IAsyncDisposable
{
    private const byte SuccessTag = 0x70;
    private const byte RecordTag = 0x71;
    private const byte IgnoredTag = 0x7E;
    private const byte FailureTag = 0x7F;

    private static readonly TimeSpan s_goodbyePatience = TimeSpan.FromSeconds(1);

    private readonly PackStreamWriter _writer = new();
    private readonly MessageBuffer _received = new();
    private readonly ValueReader _values = new();
    private readonly Queue<Response> _awaited = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Neo4jException? _lost;
    private Neo4jException? _failure;
    private CancellationTokenSource? _readLimit;
    private int _unsent;
    private int _closed;
    private bool _opened;

    public BoltVersion Version => version;

    public ServerAddress Address => address;

    public string Agent { get; private set; } = "";

    public string Id { get; private set; } = "";

    public AuthToken? AuthToken { get; private set; }

    /// <summary>Whom to tell when the server refuses the token; null while a session's own user is logged in.</summary>
    public IAuthTokenManager? TokenManager { get; set; }

    /// <summary>The server asked for a new authentication before anything else is run.</summary>
    public bool AuthExpired { get; set; }

    public bool UtcInstants { get; private set; } = !version.NeedsUtcPatch;

    public bool TelemetryEnabled { get; private set; }

    /// <summary>The server routes requests itself, so a home database need not be known beforehand (Bolt 5.8 hint).</summary>
    public bool ServerSideRouting { get; private set; }

    /// <summary>Longest silence that the server promises (its hint connection.recv_timeout_seconds).</summary>
    public TimeSpan? ReadTimeout { get; private set; }

    public bool IsBroken => _lost is not null;

    /// <summary>The state of the conversation is not the one after login: RESET is due before the next user.</summary>
    public bool NeedsReset => _failure is not null || _awaited.Count > 0 || InTransaction || OpenResults > 0;

    /// <summary>What the server said against a request since the last RESET; it ignores all that follows.</summary>
    public Neo4jException? Failure => _failure;

    /// <summary>The server doubts who this is: it closes such a connection, or a RESET would bring it back with the wrong user.</summary>
    public bool IsDistrusted => _failure is AuthorizationException or TokenExpiredException or AuthenticationException;

    /// <summary>Its loss says nothing about the server: that closes connections after failures, and may have closed this one while it was idle.</summary>
    public bool IsExpendable => _failure is not null || BeingTested;

    public bool BeingTested { get; set; }

    public bool InTransaction { get; set; }

    /// <summary>Results that the server has not sent to their end.</summary>
    public int OpenResults { get; set; }

    /// <summary>The answer to the RUN that was sent last, whose result PULL and DISCARD mean by default.</summary>
    public Response? LastRun { get; set; }

    public bool HasQueued => _unsent > 0;

    /// <summary>It came from the pool, not freshly opened.</summary>
    public bool WasUsed => IdleSince != 0;

    public long CreatedAt { get; } = time.GetTimestamp();

    public long IdleSince { get; set; }

    public AccessMode Mode { get; set; }

    public string? Database { get; set; }

    /// <summary>The database was guessed to be the user's home, so the server has to say which it is.</summary>
    public bool HomeIsGuessed { get; set; }

    /// <summary>Says hello and logs on, in one round trip where the version allows.</summary>
    public async ValueTask LoginAsync(
        string userAgent, IReadOnlyDictionary<string, object?>? routing, AuthToken token, NotificationsConfig? notifications, CancellationToken cancellationToken)
    {
        var hello = new Response();
        AuthToken = token;
        Enqueue(hello, (writer: _writer, version, userAgent, routing, token, notifications), static (w, s) =>
            Requests.Hello(w, s.version, s.userAgent, s.routing, s.token, s.notifications));
        Response? logon = null;
        if (version.HasLogon)
        {
            logon = new Response();
            Enqueue(logon, token, static (w, t) => Requests.Logon(w, t));
        }

        await using var abort = cancellationToken.UnsafeRegister(static c => ((BoltConnection)c!).Abort(), this).ConfigureAwait(false);
        try
        {
            await SendAsync().ConfigureAwait(false);
            await AwaitAsync(hello).ConfigureAwait(false);
            if (logon is not null) await AwaitAsync(logon).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        Agent = hello.Metadata.Text("server") ?? "";
        Id = hello.Metadata.Text("connection_id") ?? "";
        if (hello.Metadata.List("patch_bolt")?.Contains("utc") == true) UtcInstants = true;
        _values.UtcInstants = UtcInstants;
        ReadHints(hello.Metadata.Map("hints"));
        _opened = true;
        owner.OnOpened(this);
    }

    /// <summary>Changes the user; sent with the next request.</summary>
    public void EnqueueRelogin(AuthToken token)
    {
        Enqueue(new Response(), 0, static (w, _) => Requests.Logoff(w));
        Enqueue(new Response(), token, static (w, t) => Requests.Logon(w, t));
        AuthToken = token;
        AuthExpired = false;
    }

    public void EnqueueTelemetry(ApiUse use) => Enqueue(use.NewResponse(), use.Api, static (w, a) => Requests.Telemetry(w, a));

    public void EnqueueBegin(Response response, TransactionFields fields) =>
        Enqueue(response, (fields, version, utc: UtcInstants), static (w, s) => Requests.Begin(w, s.fields, s.version, s.utc));

    public void EnqueueRun(Response response, Query query, TransactionFields? autoCommit) =>
        Enqueue(response, (query, version, utc: UtcInstants, autoCommit), static (w, s) => Requests.Run(w, s.query, s.utc, s.version, s.autoCommit));

    public void EnqueuePull(Response response, long rows, long? queryId) =>
        Enqueue(response, (rows, queryId), static (w, s) => Requests.Pull(w, s.rows, s.queryId));

    public void EnqueueDiscard(Response response, long? queryId) =>
        Enqueue(response, queryId, static (w, id) => Requests.Discard(w, -1, id));

    public void EnqueueCommit(Response response) => Enqueue(response, 0, static (w, _) => Requests.Commit(w));

    public void EnqueueRollback(Response response) => Enqueue(response, 0, static (w, _) => Requests.Rollback(w));

    public void EnqueueRoute(
        Response response, IReadOnlyDictionary<string, object?> context, string[] bookmarks, string? database, string? impersonatedUser) =>
        Enqueue(response, (context, bookmarks, database, impersonatedUser), static (w, s) =>
            Requests.Route(w, s.context, s.bookmarks, s.database, s.impersonatedUser));

    /// <summary>Sends what is queued.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync()
    {
        if (!_writer.HasPending) return;
        ThrowIfLost();
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_interrupted) throw Withdraw();
            await stream.WriteAsync(_writer.Pending).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
            _writer.Clear();
            _unsent = 0;
        }
        catch (Exception e) when (IsTransportFailure(e))
        {
            throw Lose(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Reads until the response is complete.</summary>
    /// <exception cref="Neo4jException">The request failed, or the connection broke.</exception>
    public async ValueTask AwaitAsync(Response response)
    {
        while (!response.IsDone) await ReadSomeAsync(response).ConfigureAwait(false);
        if (response.Failure is { } failure) throw failure;
    }

    /// <summary>Sends what is queued and reads every answer that is due; the first failure is thrown.</summary>
    public async ValueTask FinishQueuedAsync()
    {
        if (_awaited.Count == 0) return;
        var all = _awaited.ToArray();
        await SendAsync().ConfigureAwait(false);
        foreach (var response in all) await AwaitAsync(response).ConfigureAwait(false);
    }

    /// <summary>Reads at least one message and every further one that has arrived, but not past the end of the given response.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadSomeAsync(Response until)
    {
        ThrowIfLost();
        var progress = false;
        while (true)
        {
            while (!until.IsDone)
            {
                var outcome = Process();
                if (outcome is null) break;
                progress = true;
                if (outcome.Failure is { } failure) await CompleteFailureAsync(failure).ConfigureAwait(false);
            }

            if (progress || until.IsDone) return;
            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Puts the conversation back to where it was after login.</summary>
    public async ValueTask ResetAsync(CancellationToken cancellationToken = default)
    {
        var reset = new Response();
        Enqueue(reset, 0, static (w, _) => Requests.Reset(w));
        await using var abort = cancellationToken.UnsafeRegister(static c => ((BoltConnection)c!).Abort(), this).ConfigureAwait(false);
        await SendAsync().ConfigureAwait(false);
        await AwaitAsync(reset).ConfigureAwait(false);
        Restart();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        if (_opened) owner.OnClosed(this);
        if (!IsBroken && _sending.Wait(0))
        {
            try
            {
                _writer.Clear();
                _writer.BeginMessage();
                Requests.Goodbye(_writer);
                _writer.EndMessage();
                using var patience = new CancellationTokenSource(s_goodbyePatience);
                await stream.WriteAsync(_writer.Pending, patience.Token).ConfigureAwait(false);
                await stream.FlushAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsTransportFailure(e) || e is OperationCanceledException)
            {
                // The other side is gone already; there is nobody to say goodbye to.
            }
        }

        _lost ??= new ServiceUnavailableException($"The connection to {address} was closed.");
        Abort();
        _readLimit?.Dispose();
    }

    /// <summary>Closes the socket without a word; whoever reads or writes gets a transport failure.</summary>
    public void Abort()
    {
        stream.Dispose();
        socket?.Dispose();
    }

    /// <summary>Whether the other side has closed an idle connection, as far as this machine knows.</summary>
    public bool IsClosedByPeer()
    {
        try
        {
            return socket is not null && socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private void Enqueue<TState>(Response response, TState state, Action<PackStreamWriter, TState> write)
    {
        ThrowIfLost();
        _writer.BeginMessage();
        try
        {
            write(_writer, state);
            _writer.EndMessage();
        }
        catch
        {
            _writer.AbandonMessage();
            throw;
        }

        _awaited.Enqueue(response);
        _unsent++;
    }

    private void ReadHints(IReadOnlyDictionary<string, object?>? hints)
    {
        if (hints is null) return;
        if (hints.Integer("connection.recv_timeout_seconds") is > 0 and var seconds) ReadTimeout = TimeSpan.FromSeconds(seconds);
        TelemetryEnabled = version.HasTelemetry && hints.Flag("telemetry.enabled") == true;
        ServerSideRouting = hints.Flag("ssr.enabled") == true;
    }

    /// <summary>What one message did; null: there is no whole message yet.</summary>
    private Outcome? Process()
    {
        try
        {
            if (!_received.TryRead(out var message)) return null;
            if (_awaited.Count == 0) throw new ProtocolException("The server sent a message that answers no request.");
            return Process(new PackStreamReader(message));
        }
        catch (ProtocolException e)
        {
            throw Lose(e);
        }
    }

    private Outcome Process(PackStreamReader reader)
    {
        var fields = reader.ReadStructureHeader(out var tag);
        switch (tag, fields)
        {
            case (RecordTag, 1):
                var values = _values.ReadList(ref reader, out var problem);
                RequireEnd(reader);
                _awaited.Peek().OnRecord(values, problem);
                return Outcome.Fine;
            case (SuccessTag, 1):
                var metadata = _values.ReadMap(ref reader);
                RequireEnd(reader);
                _awaited.Dequeue().Succeed(metadata);
                return Outcome.Fine;
            case (IgnoredTag, 0 or 1):
                _awaited.Dequeue().Fail(_failure ?? new ProtocolException("The server ignored a request though none before it had failed."));
                return Outcome.Fine;
            case (FailureTag, 1):
                var failure = ServerFailures.Read(_values.ReadMap(ref reader));
                RequireEnd(reader);
                return new Outcome(failure);
            default:
                throw new ProtocolException($"The server sent a message with tag {tag:X2} and {fields} fields, which is not known.");
        }
    }

    private static void RequireEnd(PackStreamReader reader)
    {
        if (!reader.AtEnd) throw new ProtocolException($"A message has {reader.Remaining} bytes after its end.");
    }

    private async ValueTask CompleteFailureAsync(Neo4jException failure)
    {
        var seen = await owner.OnServerFailureAsync(this, failure).ConfigureAwait(false);
        _failure = seen;
        _awaited.Dequeue().Fail(seen);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync()
    {
        var limit = StartReadLimit();
        int count;
        try
        {
            count = await stream.ReadAsync(_received.Room, limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw Lose(new ConnectionReadTimeoutException($"The server at {address} was silent for longer than the {ReadTimeout} that it promised.", e));
        }
        catch (Exception e) when (IsTransportFailure(e))
        {
            throw Lose(e);
        }

        if (count == 0) throw Lose(new EndOfStreamException($"The server at {address} closed the connection."));
        if (ReadTimeout is not null && !_readLimit!.TryReset()) _readLimit = null;
        _received.Advance(count);
    }

    private CancellationToken StartReadLimit()
    {
        if (ReadTimeout is not { } timeout) return CancellationToken.None;
        if (_readLimit is null) _readLimit = new CancellationTokenSource(timeout, time);
        else _readLimit.CancelAfter(timeout);
        return _readLimit.Token;
    }

    private void Restart()
    {
        _failure = null;
        InTransaction = false;
        LastRun = null;
        OpenResults = 0;
    }

    private Neo4jException Lose(Exception cause)
    {
        if (_lost is not null) return _lost;
        _lost = new ServiceUnavailableException($"The connection to {address} is broken.", cause);
        _lost = owner.OnConnectionLost(this, cause);
        Abort();
        while (_awaited.TryDequeue(out var response)) response.Fail(_lost);
        return _lost;
    }

    private void ThrowIfLost()
    {
        if (_lost is { } lost) throw lost;
    }

    private static bool IsTransportFailure(Exception e) => e is IOException or SocketException or ObjectDisposedException or InvalidOperationException;

    /// <summary>What became of a message: fine, or a failure that the owner has to look at first.</summary>
    private sealed record Outcome(Neo4jException? Failure)
    {
        internal static readonly Outcome Fine = new((Neo4jException?)null);
    }
}
