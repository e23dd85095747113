using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>How the web server runs. Every value has a default that is safe on a laptop.</summary>
public sealed record ServerSettings
{
    /// <summary>Addresses to listen at, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>The certificate of https addresses in PEM; null: there are none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's private key in PEM; null: it stands in the certificate's file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Origins whose pages may ask besides its own; <c>*</c>: any.</summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    public AccessSettings Access { get; init; } = new();

    /// <summary>Whether the schema can be read: <c>__schema</c>, <c>__type</c>, <c>?sdl</c>.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>Whether browsers get Banana Cake Pop.</summary>
    public bool Ide { get; init; } = true;

    /// <summary>The largest body of a request, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 4 << 20;

    /// <summary>Whether <c>/metrics</c> answers.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Where traces and metrics are sent by OTLP; null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Headers for the OTLP receiver, <c>name=value</c> separated by commas.</summary>
    public string? OtlpHeaders { get; init; }

    /// <summary>One JSON object a line in place of text.</summary>
    public bool LogJson { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>How long requests may go on after the server was told to stop.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
