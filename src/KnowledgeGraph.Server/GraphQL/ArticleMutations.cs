using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Web;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Articles into the graph and out of it.</summary>
[MutationType]
[RequiresRole(Access.Role.Writer)]
public static class ArticleMutations
{
    private const int MostAuthors = 50, LongestName = 500, LongestAddress = 2_048;

    /// <summary>Brings an article into the graph: it is extracted from and recorded. The same article again changes nothing.</summary>
    public static async Task<IngestArticlePayload> IngestArticleAsync(
        IngestArticleInput input, IngestionService service, IGraphStore store, GraphSession session, TimeProvider time, CancellationToken cancellation)
    {
        if (Read(input, out var article) is { } invalid) return new(null, null, [invalid]);
        var name = article!.Address ?? article.Title ?? article.Id;
        var (ingestion, node, errors) = await AnswerAsync(
            service.Submit(article, name, [.. ArticleWarnings.Of(article, time.GetUtcNow())]), input.Wait, service, store, session, cancellation);
        return new(ingestion, node, errors);
    }

    /// <summary>Reads an article from its web page and brings it into the graph. robots.txt is respected; addresses of private networks are refused.</summary>
    public static async Task<IngestUrlPayload> IngestUrlAsync(
        IngestUrlInput input, WebIngestion web, IngestionService service, IGraphStore store, GraphSession session, CancellationToken cancellation)
    {
        if (Address(input.Url, out var address) is { } invalid) return new(null, null, [invalid]);
        var (ingestion, node, errors) = await AnswerAsync(web.Submit(address!), input.Wait, service, store, session, cancellation);
        return new(ingestion, node, errors);
    }

    /// <summary>Takes an article out of the graph, with all that it alone said: as if it had never been read.</summary>
    public static async Task<WithdrawArticlePayload> WithdrawArticleAsync(
        WithdrawArticleInput input, IGraphRecorder recorder, GraphSession session, CancellationToken cancellation)
    {
        var result = await recorder.WithdrawAsync([input.ArticleId], cancellation);
        await session.RenewAsync();
        return result.Withdrawn > 0
            ? new(input.ArticleId, [])
            : new(null, [new NotFoundError($"There is no article '{input.ArticleId}'.", input.ArticleId)]);
    }

    private static async Task<(IngestionNode?, ArticleNode?, IReadOnlyList<IMutationError>)> AnswerAsync(
        Acceptance acceptance, bool wait, IngestionService service, IGraphStore store, GraphSession session, CancellationToken cancellation)
    {
        if (acceptance.Accepted is not { } state)
            return (null, null, [acceptance.RetryAfter is { } later
                ? new QueueFullError($"{service.WaitingIn(IngestionLane.Interactive)} articles wait and no more are taken; try again in {later.TotalSeconds:0} s.", (int)Math.Ceiling(later.TotalSeconds))
                : new StoppingError("The server is being stopped; hand the article in again when it is back.")]);
        if (wait) state = await service.Log.EndAsync(state, service.Options.LongestWait, cancellation);
        var node = new IngestionNode(state);
        if (state.Failure is { } failure)
            return (node, null, [new IngestionFailedError(Sentence(failure.Message), failure.Kind, failure.RetryAfter is { } again ? (int)Math.Ceiling(again.TotalSeconds) : null)]);
        if (!state.IsOver) return (node, null, []);
        await session.RenewAsync();
        var found = await store.Reader.Articles.FindAsync(state.ArticleId!, cancellation);
        return (node, found is null ? null : new(found), []);
    }

    // Null where the article can be read.
    private static InvalidInputError? Read(IngestArticleInput input, out Article? article)
    {
        article = null;
        if (string.IsNullOrWhiteSpace(input.Text)) return new("The text is empty; expected an article.", "text");
        Uri? address = null;
        if (input.Url is { } url && Address(url, out address) is { } badAddress) return badAddress;
        if (Published(input.Published, out var day, out var instant) is { } badDate) return badDate;
        if (Names(input) is { } badName) return badName;
        if (input.Language is { } language && !(language.Length is 2 or 3 or 5 && language.All(c => char.IsAsciiLetter(c) || c is '-' or '_')))
            return new($"'{Short(language)}' is no language; expected a code such as en.", "language");
        var stable = address is null ? null : WebArticles.Plain(address).AbsoluteUri;
        var metadata = new ArticleMetadata(
            Trimmed(input.Title), Trimmed(input.Outlet), input.Authors is null ? null : [.. input.Authors.Select(author => author.Trim()).Where(author => author.Length > 0)],
            day, instant, input.Language, stable, stable);
        var read = ArticleReader.Read("The text", input.Text, Form(input.Format), metadata);
        article = read.Article;
        return read.Refusal is { } refusal ? new($"The text {refusal}.", "text") : null;
    }

    private static InvalidInputError? Address(string text, out Uri? address)
    {
        address = null;
        if (text.Length > LongestAddress) return new($"The address is longer than {LongestAddress} characters.", "url");
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return new($"'{Short(text)}' is no web address; expected one such as https://news.example/story.", "url");
        if (uri.UserInfo.Length > 0) return new("The address carries a user name or a password; expected one without.", "url");
        address = uri;
        return null;
    }

    private static InvalidInputError? Published(string? text, out PartialDate? day, out DateTimeOffset? instant)
    {
        (day, instant) = (null, null);
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (PartialDate.TryParse(text.Trim(), out var date) && date.First.Year >= 1000) day = date;
        else if (ArticleReader.DateOf(text) is { } found) (day, instant) = found;
        else return new($"'{Short(text)}' is no date; expected a form such as 2025-07-04, 2025-07, 2025 or 2025-07-04T10:10:00Z.", "published");
        return null;
    }

    private static InvalidInputError? Names(IngestArticleInput input)
    {
        if (input.Title?.Length > LongestName) return new($"The title is longer than {LongestName} characters.", "title");
        if (input.Outlet?.Length > LongestName) return new($"The outlet is longer than {LongestName} characters.", "outlet");
        if (input.Authors?.Count > MostAuthors) return new($"{input.Authors.Count} authors came; expected {MostAuthors} at most.", "authors");
        return input.Authors?.Any(author => author.Length > LongestName) == true ? new($"An author's name is longer than {LongestName} characters.", "authors") : null;
    }

    private static ArticleFormat Form(ArticleTextFormat format) => format switch
    {
        ArticleTextFormat.Html => ArticleFormat.Html,
        ArticleTextFormat.Markdown => ArticleFormat.Markdown,
        _ => ArticleFormat.Text,
    };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "...";

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
