using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>The media type of a response.</summary>
internal enum ResponseFormat
{
    /// <summary>The client accepts nothing that this server can write.</summary>
    None,

    /// <summary>application/json: every well-formed request is answered with status 200.</summary>
    Json,

    /// <summary>application/graphql-response+json: the status tells whether the request was executed.</summary>
    GraphQLResponse,

    /// <summary>text/event-stream, one event per result.</summary>
    EventStream,

    /// <summary>text/html, the page for people.</summary>
    Html,
}

/// <summary>
/// Chooses what to answer with from the Accept header. Source: GraphQL over HTTP, "Body" of a response, and RFC 9110, section 12.5.1:
/// the most specific range decides the weight of a type, the highest weight wins, and at equal weight the order of the client.
/// </summary>
internal static class AcceptHeader
{
    private const string Json = "application/json";
    private const string GraphQLResponse = "application/graphql-response+json";

    /// <param name="header">The request's Accept header.</param>
    /// <param name="html">Whether the page for people is among the answers.</param>
    public static ResponseFormat Negotiate(StringValues header, bool html = false)
    {
        if (header.Count == 0)
            return ResponseFormat.Json;
        if (header.Count == 1)
        {
            switch (header[0])
            {
                case null or "" or "*/*" or Json:
                    return ResponseFormat.Json;
                case GraphQLResponse:
                    return ResponseFormat.GraphQLResponse;
            }
        }

        return MediaTypeHeaderValue.TryParseList(header, out var ranges) ? Best(ranges, html) : ResponseFormat.None;
    }

    /// <summary>Whether events are among what the client takes, preferred or not.</summary>
    public static bool AcceptsEventStream(StringValues header) =>
        header.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParseList(header, out var ranges)
        && ranges.Any(range => FormatOf(range) == ResponseFormat.EventStream && range.Quality != 0);

    private static ResponseFormat Best(IList<MediaTypeHeaderValue> ranges, bool html)
    {
        var best = ResponseFormat.None;
        double bestWeight = 0;
        foreach (var range in ranges)
        {
            var format = FormatOf(range);
            var weight = range.Quality ?? 1;
            if (weight <= bestWeight || format == ResponseFormat.None || (format == ResponseFormat.Html && !html))
                continue;
            if (IsWildcard(range) && ranges.Any(other => !IsWildcard(other) && FormatOf(other) == format))
                continue;
            best = format;
            bestWeight = weight;
        }

        return best;
    }

    /// <summary>A wildcard stands for application/json: what a client that does not know the newer type can read.</summary>
    private static ResponseFormat FormatOf(MediaTypeHeaderValue range)
    {
        if (range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return ResponseFormat.None;
        if (range.MediaType.Equals(GraphQLResponse, StringComparison.OrdinalIgnoreCase))
            return ResponseFormat.GraphQLResponse;
        if (range.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase))
            return ResponseFormat.Json;
        if (range.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return ResponseFormat.EventStream;
        if (range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            return ResponseFormat.Html;
        return IsWildcard(range) ? ResponseFormat.Json : ResponseFormat.None;
    }

    private static bool IsWildcard(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes || (range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase));
}
