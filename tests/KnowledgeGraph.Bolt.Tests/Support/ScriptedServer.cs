using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnowledgeGraph.Bolt.Protocol;
using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Tests.Support;

/// <summary>
/// An opponent that plays a script, one per connection, in the order in which they come. A line is one of
/// <c>C: NAME [json ...]</c> (the client must send this; arguments count where they are given), <c>S: NAME json</c> (the server sends
/// this), <c>S: &lt;EXIT&gt;</c> (close), <c>S: &lt;STALL&gt;</c> (say nothing more), <c>S: &lt;HEX&gt; 00 01 ...</c> (send these bytes). After the
/// script RESET is answered and GOODBYE ends the connection. <c>LOGIN</c> stands for the usual HELLO and LOGON with their answers.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Queue<string[]> _scripts;
    private readonly BoltVersion _version;
    private readonly List<string> _seen = [];
    private readonly List<string?> _clientCertificates = [];
    private readonly List<Exception> _failures = [];
    private readonly List<Task> _plays = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _cutEvery;
    private readonly X509Certificate2? _certificate;

    public ScriptedServer(string version, string[] scripts, int cutEvery = 0) : this(0, version, scripts, cutEvery)
    {
    }

    /// <param name="port">0: any that is free.</param>
    /// <param name="cutEvery">Send this many bytes at a time; 0: whole messages.</param>
    /// <param name="certificate">Null: no TLS.</param>
    public ScriptedServer(int port, string version, string[] scripts, int cutEvery = 0, X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener = new TcpListener(IPAddress.Loopback, port);
        var parts = version.Split('.');
        _version = new BoltVersion(int.Parse(parts[0]), int.Parse(parts[1]));
        _scripts = new Queue<string[]>(scripts.Select(script => script.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        _cutEvery = cutEvery;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ScriptedServer(params string[] scripts) : this("5.4", scripts)
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"127.0.0.1:{Port}";

    public Uri Uri => new($"bolt://{Address}");

    /// <summary>A port that nobody listens at, for scripts that have to name their own.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The names of the messages that clients sent, over all connections.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_seen) return [.. _seen];
        }
    }

    /// <summary>The hash of the certificate that each encrypted connection showed; null: none.</summary>
    public IReadOnlyList<string?> ClientCertificates
    {
        get
        {
            lock (_seen) return [.. _clientCertificates];
        }
    }

    public int Connections => _plays.Count;

    /// <summary>Until every connection that was opened so far is closed.</summary>
    public Task PlaysAsync() => Task.WhenAll([.. _plays]);

    public IDriver Driver(Action<ConfigBuilder>? action = null) =>
        GraphDatabase.Driver(Uri, AuthTokens.Basic("neo4j", "pass"), action ?? (_ => { }));

    public IDriver RoutingDriver(Action<ConfigBuilder>? action = null, string context = "") =>
        GraphDatabase.Driver(new Uri($"neo4j://{Address}{context}"), AuthTokens.Basic("neo4j", "pass"), action ?? (_ => { }));

    /// <summary>Every script was played to its end, and nothing else was said.</summary>
    public void AssertPlayed()
    {
        lock (_failures)
            if (_failures.Count > 0) throw new AggregateException("The client did not follow the script. It sent: " + string.Join(" ", Seen), _failures);
        Assert.Empty(_scripts);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await Task.WhenAll([_accepting, .. _plays]);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // Stopped in the middle, as tests do.
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            string[]? script;
            lock (_scripts) _scripts.TryDequeue(out script);
            if (script is null)
            {
                client.Dispose();
                continue;
            }

            _plays.Add(Task.Run(() => PlayAsync(client, script)));
        }
    }

    private async Task PlayAsync(TcpClient client, string[] script)
    {
        using var owned = client;
        try
        {
            client.NoDelay = true;
            await using var stream = await SecureAsync(client.GetStream());
            var stage = new Stage(stream, _version, _cutEvery, _stop.Token);
            if (script is not [var first, ..] || !first.StartsWith("S: <", StringComparison.Ordinal)) await stage.ShakeHandsAsync();
            foreach (var line in script.SelectMany(line => line == "LOGIN" ? Login(_version) : [line]))
                if (!await PlayLineAsync(stage, line)) return;
            while (await stage.ReceiveAsync() is { } message)
            {
                Note(message.Name);
                if (message.Name == "GOODBYE") return;
                if (message.Name != "RESET") throw new InvalidOperationException($"After the script the client sent {message}.");
                await stage.SendAsync("SUCCESS", "{}");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
        catch (Exception e)
        {
            lock (_failures) _failures.Add(e);
        }
    }

    private async Task<Stream> SecureAsync(Stream plain)
    {
        if (_certificate is null) return plain;
        var tls = new SslStream(plain, leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            lock (_seen) _clientCertificates.Add(certificate?.GetCertHashString());
            return true;
        });
        await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: true, checkCertificateRevocation: false);
        return tls;
    }

    private async Task<bool> PlayLineAsync(Stage stage, string line)
    {
        var (side, text) = (line[..2], line[2..].Trim());
        if (side == "C:")
        {
            var message = await stage.ReceiveAsync() ?? throw new InvalidOperationException($"The client hung up instead of sending {text}.");
            Note(message.Name);
            if (!message.Matches(text)) throw new InvalidOperationException($"The script wants {text}; the client sent {message}.");
            return true;
        }

        switch (text.Split(' ')[0])
        {
            case "<EXIT>": return false;
            case "<STALL>":
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            case "<HEX>":
                await stage.SendRawAsync(Convert.FromHexString(text["<HEX>".Length..].Replace(" ", "")));
                return true;
            default:
                var space = text.IndexOf(' ');
                await stage.SendAsync(space < 0 ? text : text[..space], space < 0 ? "" : text[space..]);
                return true;
        }
    }

    private static string[] Login(BoltVersion version) => version.HasLogon
        ? ["C: HELLO", "C: LOGON", """S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "bolt-1"}""", "S: SUCCESS {}"]
        : ["C: HELLO", """S: SUCCESS {"server": "Neo4j/4.4.0", "connection_id": "bolt-1"}"""];

    private void Note(string name)
    {
        lock (_seen) _seen.Add(name);
    }

    private sealed record Message(string Name, string[] Arguments)
    {
        public bool Matches(string line)
        {
            var space = line.IndexOf(' ');
            if (space < 0) return line == Name;
            if (line[..space] != Name) return false;
            var wanted = SplitJson(line[space..]).Select(json => Canonical(JsonNode.Parse(json))).ToArray();
            return wanted.SequenceEqual(Arguments);
        }

        public override string ToString() => $"{Name} {string.Join(' ', Arguments)}";
    }

    /// <summary>One connection's bytes.</summary>
    private sealed class Stage(Stream stream, BoltVersion version, int cutEvery, CancellationToken stop)
    {
        private static readonly Dictionary<byte, string> s_names = new()
        {
            [0x01] = "HELLO",
            [0x02] = "GOODBYE",
            [0x0F] = "RESET",
            [0x10] = "RUN",
            [0x11] = "BEGIN",
            [0x12] = "COMMIT",
            [0x13] = "ROLLBACK",
            [0x2F] = "DISCARD",
            [0x3F] = "PULL",
            [0x54] = "TELEMETRY",
            [0x66] = "ROUTE",
            [0x6A] = "LOGON",
            [0x6B] = "LOGOFF",
        };

        private static readonly Dictionary<string, byte> s_tags = new()
        {
            ["SUCCESS"] = 0x70,
            ["RECORD"] = 0x71,
            ["IGNORED"] = 0x7E,
            ["FAILURE"] = 0x7F,
        };

        private readonly MessageBuffer _received = new();
        private readonly PackStreamWriter _writer = new();

        public async Task ShakeHandsAsync()
        {
            var proposal = new byte[20];
            await stream.ReadExactlyAsync(proposal, stop);
            await SendRawAsync([0, 0, (byte)version.Minor, (byte)version.Major]);
        }

        public async Task<Message?> ReceiveAsync()
        {
            while (true)
            {
                if (TryReceive() is { } message) return message;
                var count = await stream.ReadAsync(_received.Room, stop);
                if (count == 0) return null;
                _received.Advance(count);
            }
        }

        public async Task SendAsync(string name, string json)
        {
            _writer.Clear();
            _writer.BeginMessage();
            _writer.WriteStructureHeader(json.Length == 0 ? 0 : 1, s_tags[name]);
            if (json.Length > 0) WriteJson(JsonNode.Parse(json));
            _writer.EndMessage();
            await SendRawAsync(_writer.Pending.ToArray());
        }

        public async Task SendRawAsync(byte[] bytes)
        {
            if (cutEvery == 0)
            {
                await stream.WriteAsync(bytes, stop);
                return;
            }

            foreach (var part in bytes.Chunk(cutEvery))
            {
                await stream.WriteAsync(part, stop);
                await Task.Yield();
            }
        }

        private Message? TryReceive()
        {
            if (!_received.TryRead(out var bytes)) return null;
            var reader = new PackStreamReader(bytes);
            var fields = reader.ReadStructureHeader(out var tag);
            var values = new ValueReader { UtcInstants = !version.NeedsUtcPatch };
            var arguments = new string[fields];
            for (var i = 0; i < fields; i++) arguments[i] = Canonical(ToJson(values.Read(ref reader)));
            return new Message(s_names.GetValueOrDefault(tag, $"{tag:X2}"), arguments);
        }

        /// <summary>An object with the one key "$" and a list is a structure: the tag's letter, then the fields.</summary>
        private void WriteJson(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject structure when structure.Count == 1 && structure["$"] is JsonArray parts:
                    _writer.WriteStructureHeader(parts.Count - 1, (byte)parts[0]!.GetValue<string>()[0]);
                    foreach (var part in parts.Skip(1)) WriteJson(part);
                    break;
                case JsonObject map:
                    _writer.WriteMapHeader(map.Count);
                    foreach (var (key, value) in map)
                    {
                        _writer.WriteString(key);
                        WriteJson(value);
                    }

                    break;
                case JsonArray list:
                    _writer.WriteListHeader(list.Count);
                    foreach (var value in list) WriteJson(value);
                    break;
                case null: _writer.WriteNull(); break;
                default:
                    switch (node.GetValueKind())
                    {
                        case JsonValueKind.True or JsonValueKind.False: _writer.WriteBoolean(node.GetValue<bool>()); break;
                        case JsonValueKind.String: _writer.WriteString(node.GetValue<string>()); break;
                        default:
                            if (node.AsValue().TryGetValue<long>(out var integer)) _writer.WriteInteger(integer);
                            else _writer.WriteFloat(node.GetValue<double>());
                            break;
                    }

                    break;
            }
        }

        private static JsonNode? ToJson(object? value) => value switch
        {
            null => null,
            IReadOnlyDictionary<string, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, ToJson(pair.Value)))),
            List<object?> list => new JsonArray([.. list.Select(ToJson)]),
            bool flag => JsonValue.Create(flag),
            long number => JsonValue.Create(number),
            double number => JsonValue.Create(number),
            _ => JsonValue.Create(value.ToString()),
        };
    }

    /// <summary>The same text for equal values: keys in order, no spaces.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => "{" + string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => JsonSerializer.Serialize(pair.Key) + ":" + Canonical(pair.Value))) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(Canonical)) + "]",
        _ => node.ToJsonString(),
    };

    private static IEnumerable<string> SplitJson(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var at = 0;
        while (true)
        {
            while (at < bytes.Length && bytes[at] == ' ') at++;
            if (at >= bytes.Length) yield break;
            var (length, json) = OneValue(bytes, at);
            at += length;
            yield return json;
        }
    }

    private static (int Length, string Json) OneValue(byte[] bytes, int at)
    {
        var reader = new Utf8JsonReader(bytes.AsSpan(at), isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        reader.Read();
        reader.Skip();
        var length = (int)reader.BytesConsumed;
        return (length, System.Text.Encoding.UTF8.GetString(bytes, at, length));
    }
}
