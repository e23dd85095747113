using System.Net;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>How the web is read. Everything has a limit.</summary>
public sealed record WebOptions
{
    /// <summary>Networks besides the public internet that may be read.</summary>
    public IReadOnlyCollection<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Where whoever runs the server can be reached: sent along with the product's name. Null: the name alone.</summary>
    public string? Contact { get; init; }

    /// <summary>The largest page, in bytes after decompression.</summary>
    public int MostPageBytes { get; init; } = 8 << 20;

    /// <summary>How much of a feed is read, in bytes after decompression; a longer one is cut off.</summary>
    public int MostFeedBytes { get; init; } = 5 << 20;

    /// <summary>Redirects that are followed.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>How often a request is sent when what goes wrong may pass.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The first wait before another try; the next are longer, each with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest <c>Retry-After</c> that is waited for at once; a longer one is told to the caller.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until the first byte of an answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one whole answer, however slowly it drips.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For everything: robots.txt, redirects, further tries.</summary>
    public TimeSpan WholeTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a site's robots.txt is used before it is read again (RFC 9309, section 2.4: at most a day).</summary>
    public TimeSpan RobotsLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Resolves names; the system's resolver where null.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }
}
