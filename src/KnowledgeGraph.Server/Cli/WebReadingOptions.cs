using System.CommandLine;
using System.Net;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Feeds;

namespace KnowledgeGraph.Server.Cli;

/// <summary>The options that say how articles are read from the web: those of <c>kg ingest</c>, and with the feeds those of <c>kg serve</c>.</summary>
internal sealed class WebReadingOptions
{
    private readonly Option<string> _networks;
    private readonly Option<string> _contact;
    private readonly Option<string[]> _feeds;
    private readonly Option<int> _interval;
    private readonly Option<string> _state;

    public WebReadingOptions(CommonOptions options)
    {
        _networks = options.List("--allow-network", "NETWORKS", "Networks besides the public internet that pages and feeds may be read from: 10.20.0.0/16, separated by semicolons.");
        _contact = options.Text("--contact", "TEXT", "", "Where sites can reach you: sent to them with the product's name, an address or a page.");
        _feeds = options.Repeatable("--feed", "URL", "A feed (RSS, Atom) to follow; again for more.");
        _interval = options.Number("--feed-interval", "MINUTES", 15, 1, 1_440, "Between two polls of a feed, where it does not ask for longer.");
        _state = options.Text("--feed-state", "FILE", "", "Where it is kept which entries were read. Default: the data file with .feeds.json.");
    }

    /// <summary>For a server.</summary>
    public IEnumerable<Option> All => [_feeds, _interval, _state, .. Reading];

    /// <summary>Without those about following feeds.</summary>
    public IEnumerable<Option> Reading => [_networks, _contact];

    /// <exception cref="CommandException">A value is none; the message says what was expected.</exception>
    public IngestionSettings Read(CommandContext context)
    {
        var feeds = context.Value(_feeds).Select(Feed).Distinct().ToList();
        if (feeds.Count > FeedOptions.MostFeeds) throw new CommandException($"--feed: {feeds.Count} feeds came; expected {FeedOptions.MostFeeds} at most.");
        var store = context.StoreSettings;
        return Base(context) with
        {
            Feeds = new()
            {
                Addresses = feeds,
                Interval = TimeSpan.FromMinutes(context.Value(_interval)),
                StateFile = context.Value(_state) is { Length: > 0 } file ? file : (store.Kind == "sqlite" ? store.DataFile : "knowledge-graph") + ".feeds.json",
            },
        };
    }

    /// <summary>For a command that reads what it is given and ends.</summary>
    public IngestionSettings ReadOnce(CommandContext context)
    {
        var settings = Base(context);
        return settings with
        {
            Queue = settings.Queue with { Capacity = 64, BatchTime = TimeSpan.FromSeconds(1), Grace = TimeSpan.Zero },
            Feeds = new() { MostItems = int.MaxValue, Tries = 1 },
        };
    }

    private IngestionSettings Base(CommandContext context) => new()
    {
        Queue = new() { Threads = context.Threads },
        Web = new()
        {
            AllowedNetworks = [.. context.Value(_networks).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network)],
            Contact = context.Value(_contact) is { Length: > 0 } contact ? Contact(contact) : null,
        },
    };

    private static Uri Feed(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw new CommandException($"--feed: expected an address such as https://news.example/feed.xml, found '{given}'.");

    private static IPNetwork Network(string given) => IPNetwork.TryParse(given, out var network)
        ? network
        : throw new CommandException($"--allow-network: expected a network such as 10.20.0.0/16, found '{given}'.");

    private static string Contact(string given) => given.Length <= 200 && given.All(c => c is > ' ' and < '\x7F' and not ('(' or ')'))
        ? given
        : throw new CommandException("--contact: expected an address or a page without spaces and brackets, such as https://newsroom.example/bot.");
}
