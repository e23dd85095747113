using System.CommandLine;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Cli;

/// <summary>The options of <c>kg serve</c> that say how the web server runs, and their values as settings.</summary>
internal sealed class ServeOptions
{
    private readonly Option<string> _urls;
    private readonly Option<string> _certificate;
    private readonly Option<string> _certificateKey;
    private readonly Option<string> _origins;
    private readonly Option<string> _hosts;
    private readonly Option<string> _proxies;
    private readonly Option<string> _anonymous;
    private readonly Option<string> _keys;
    private readonly Option<string> _audit;
    private readonly Option<string> _jwtAuthority;
    private readonly Option<string> _jwtIssuer;
    private readonly Option<string> _jwtAudience;
    private readonly Option<string> _jwtSecret;
    private readonly Option<string> _jwtKeys;
    private readonly Option<string> _jwtRoleClaim;
    private readonly Option<string> _jwtRoles;
    private readonly Option<int> _rate;
    private readonly Option<int> _burst;
    private readonly Option<int> _body;
    private readonly Option<bool> _introspection;
    private readonly Option<bool> _ide;
    private readonly Option<bool> _metrics;
    private readonly Option<string> _otlp;
    private readonly Option<string> _otlpHeaders;
    private readonly Option<string> _logFormat;
    private readonly Option<string> _logLevel;
    private readonly Option<int> _shutdown;

    public ServeOptions(CommonOptions options)
    {
        _urls = options.Text("--urls", "URLS", "http://localhost:5080", "Addresses to listen at, separated by semicolons.");
        _certificate = options.Text("--tls-certificate", "FILE", "", "Certificate of https addresses, in PEM.");
        _certificateKey = options.Text("--tls-key", "FILE", "", "The certificate's private key, in PEM; without it the key stands in the certificate's file.");
        _origins = options.List("--allow-origin", "ORIGINS", "Origins whose pages may ask, besides the server's own: https://news.example, separated by semicolons; * for any.");
        _hosts = options.List("--allow-host", "NAMES", "Names by which the server may be addressed besides localhost and those in --urls, separated by semicolons; * for any.");
        _proxies = options.List("--trusted-proxy", "ADDRESSES", "Addresses of reverse proxies whose X-Forwarded headers are believed, separated by semicolons.");
        _anonymous = options.Choice("--anonymous", "ROLE", "by-address", ["by-address", "none", "reader", "writer", "curator"],
            "What callers without a key or token may do. by-address: read where only this machine can listen in, else nothing.");
        _keys = KeysOption(options);
        _audit = options.Text("--audit", "FILE", "", "Where mutations are written down as JSON lines; none: nowhere. Default: the data file with .audit.jsonl.");
        _jwtAuthority = options.Text("--jwt-authority", "URL", "", "Issuer of tokens that publishes its keys (OpenID Connect discovery).");
        _jwtIssuer = options.Text("--jwt-issuer", "ISSUER", "", "The issuer that tokens must have.");
        _jwtAudience = options.Text("--jwt-audience", "NAME", "", "The audience that tokens must be for; tokens are taken where this is given.");
        _jwtSecret = options.Secret("--jwt-secret", "TEXT", "Shared secret of tokens, at least 32 bytes; better given as KG_JWT_SECRET.");
        _jwtKeys = options.Text("--jwt-keys", "FILE", "", "Public keys of tokens in PEM.");
        _jwtRoleClaim = options.Text("--jwt-role-claim", "NAME", "role", "The claim that holds a token's role or roles.");
        _jwtRoles = options.List("--jwt-roles", "PAIRS", "Which values of the claim stand for which role: news-desk=writer;editors=curator.");
        _rate = options.Number("--rate-limit", "N", -1, -1, 1_000_000, "Operations a second of one key, token or address; 0: no limit; -1: 100, and none from this machine.");
        _burst = options.Number("--rate-burst", "N", 0, 0, 10_000_000, "Operations at once after a pause; 0: ten times the rate.");
        _body = options.Number("--max-body", "BYTES", 4 << 20, 1_024, 256 << 20, "The largest body of a request.");
        _introspection = options.Flag("--introspection", "Answer introspection and ?sdl; false: do not.", otherwise: true);
        _ide = options.Flag("--ide", "Banana Cake Pop for browsers; false: not.", otherwise: true);
        _metrics = options.Flag("--metrics", "Answer /metrics in Prometheus' format; false: do not.", otherwise: true);
        _otlp = options.Text("--otlp-endpoint", "URL", "", "Send traces and metrics there by OTLP, for example http://localhost:4317.");
        _otlpHeaders = options.Secret("--otlp-headers", "PAIRS", "Headers for the OTLP receiver: name=value, separated by commas.");
        _logFormat = options.Choice("--log-format", "FORMAT", "text", ["text", "json"], "Log lines as text or as JSON, on standard error.");
        _logLevel = options.Choice("--log-level", "LEVEL", "warning", ["trace", "debug", "information", "warning", "error", "critical", "none"], "The least level that is logged.");
        _shutdown = options.Number("--shutdown-timeout", "SECONDS", 10, 0, 3_600, "How long requests may go on after the server was told to stop.");
    }

    public IEnumerable<Option> All =>
    [
        _urls, _certificate, _certificateKey, _origins, _hosts, _proxies, _anonymous, _keys, _audit, _jwtAuthority, _jwtIssuer, _jwtAudience, _jwtSecret, _jwtKeys, _jwtRoleClaim, _jwtRoles,
        _rate, _burst, _body, _introspection, _ide, _metrics, _otlp, _otlpHeaders, _logFormat, _logLevel, _shutdown,
    ];

    /// <summary>The option that names the file of API keys; <c>kg key</c> has it too.</summary>
    public static Option<string> KeysOption(CommonOptions options) =>
        options.Text("--keys", "FILE", "", "The file of API keys. Default: the data file with .keys.json.");

    /// <summary>Where API keys are, for the store that a verb works with.</summary>
    public static string KeyFile(CommandContext context, Option<string> keys) => Beside(context, context.Value(keys), ".keys.json");

    /// <exception cref="CommandException">A value is none; the message says what was expected.</exception>
    public ServerSettings Read(CommandContext context)
    {
        var audit = context.Value(_audit);
        return new()
        {
            Urls = context.Value(_urls),
            Certificate = FileOf(context, _certificate),
            CertificateKey = FileOf(context, _certificateKey),
            AllowedOrigins = [.. List(context.Value(_origins)).Select(Origin)],
            Access = new()
            {
                Anonymous = context.Value(_anonymous) == "by-address" ? AnonymousAccess.ByAddress : Enum.Parse<AnonymousAccess>(context.Value(_anonymous), ignoreCase: true),
                KeyFile = KeyFile(context, _keys),
                AuditFile = audit == "none" ? null : Beside(context, audit, ".audit.jsonl"),
                Jwt = Jwt(context),
                RateLimit = context.Value(_rate) is >= 0 and var rate ? rate : null,
                RateBurst = context.Value(_burst) is > 0 and var burst ? burst : null,
                AllowedHosts = List(context.Value(_hosts)),
                TrustedProxies = [.. List(context.Value(_proxies)).Select(Address)],
            },
            Introspection = context.Value(_introspection),
            Ide = context.Value(_ide),
            MaxBodyBytes = context.Value(_body),
            Metrics = context.Value(_metrics),
            OtlpEndpoint = context.Value(_otlp) is { Length: > 0 } otlp ? Url("--otlp-endpoint", otlp) : null,
            OtlpHeaders = context.Value(_otlpHeaders) is { Length: > 0 } headers ? headers : null,
            LogJson = context.Value(_logFormat) == "json",
            LogLevel = Enum.Parse<LogLevel>(context.Value(_logLevel), ignoreCase: true),
            ShutdownTimeout = TimeSpan.FromSeconds(context.Value(_shutdown)),
        };
    }

    private JwtSettings? Jwt(CommandContext context)
    {
        var (authority, issuer, audience) = (context.Value(_jwtAuthority), context.Value(_jwtIssuer), context.Value(_jwtAudience));
        var (secret, keys) = (context.Value(_jwtSecret), context.Value(_jwtKeys));
        if (audience.Length == 0)
        {
            return authority.Length + issuer.Length + secret.Length + keys.Length == 0 ? null
                : throw new CommandException("--jwt-audience is missing: tokens must be made for this server, under the name that it says.");
        }
        return new()
        {
            Authority = authority.Length > 0 ? Url("--jwt-authority", authority).ToString() : null,
            Issuer = issuer.Length > 0 ? issuer : null,
            Audience = audience,
            Secret = secret.Length > 0 ? secret : null,
            PublicKeys = FileOf(context, _jwtKeys) is { } file ? File.ReadAllText(file) : null,
            RoleClaim = context.Value(_jwtRoleClaim),
            Roles = List(context.Value(_jwtRoles)).Select(RolePair).ToDictionary(pair => pair.Value, pair => pair.Role),
        };
    }

    private static string? FileOf(CommandContext context, Option<string> option) => context.Value(option) switch
    {
        "" => null,
        var file when File.Exists(file) => file,
        var file => throw new CommandException($"{option.Name}: the file '{file}' is not there."),
    };

    private static (string Value, Role Role) RolePair(string pair) =>
        pair.LastIndexOf('=') is > 0 and var at && Enum.TryParse<Role>(pair[(at + 1)..].Trim(), ignoreCase: true, out var role) && Enum.IsDefined(role)
            ? (pair[..at].Trim(), role)
            : throw new CommandException($"--jwt-roles: expected pairs such as editors=curator with reader, writer or curator, found '{pair}'.");

    private static string Beside(CommandContext context, string given, string ending)
    {
        if (given.Length > 0) return given;
        var store = context.StoreSettings;
        return (store.Kind == "sqlite" ? store.DataFile : "knowledge-graph") + ending;
    }

    private static string[] List(string given) => given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri Url(string option, string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
            : throw new CommandException($"{option}: expected an address such as https://host.example, found '{given}'.");

    private static string Address(string given) => System.Net.IPAddress.TryParse(given, out _) ? given
        : throw new CommandException($"--trusted-proxy: expected an IP address such as 10.0.0.2, found '{given}'.");

    // As browsers write it: scheme, host and port, nothing after them.
    private static string Origin(string given) =>
        given == "*" ? given
        : Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new CommandException($"--allow-origin: expected an origin such as https://news.example or http://localhost:3000, or *, found '{given}'.");
}
