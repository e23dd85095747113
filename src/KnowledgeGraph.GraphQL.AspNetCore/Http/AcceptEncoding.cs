using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>Reads the Accept-Encoding header. Source: RFC 9110, section 12.5.3.</summary>
internal static class AcceptEncoding
{
    /// <summary>The coding to compress with; null where the client takes neither Brotli nor gzip.</summary>
    public static string? Preferred(StringValues header) => Allows(header, "br") ? "br" : Allows(header, "gzip") ? "gzip" : null;

    /// <summary>Whether the client takes <paramref name="coding"/>: named, or covered by "*", and not with a weight of 0.</summary>
    public static bool Allows(StringValues header, string coding)
    {
        if (StringValues.IsNullOrEmpty(header) || !StringWithQualityHeaderValue.TryParseList(header, out var values))
            return false;
        double? named = null, any = null;
        foreach (var value in values)
        {
            if (value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
                named = value.Quality ?? 1;
            else if (value.Value == "*")
                any = value.Quality ?? 1;
        }

        return (named ?? any ?? 0) > 0;
    }
}
