namespace KnowledgeGraph.Server.Hosting;

/// <summary>The page at <c>/</c> that says what is here.</summary>
internal static class StartPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>KnowledgeGraph</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 44rem; padding: 0 1rem; color: #1c1c1c; background: #fdfdfb; }
        h1 { font-size: 1.6rem; } code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
        pre { background: #f1efe8; padding: 1rem; overflow-x: auto; border-radius: 4px; }
        a { color: #14508c; } li { margin: .3rem 0; }
        @media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #16181b; } pre { background: #23262a; } a { color: #8ab8e8; } }
        </style>
        </head>
        <body>
        <h1>KnowledgeGraph</h1>
        <p>A knowledge graph of the news: people, organisations, places and events, what they said and did, every fact with the sentence that says it.</p>
        <ul>
        <li><a href="/graphql">/graphql</a>: Banana Cake Pop in a browser, GraphQL for everything else</li>
        <li><a href="/graphql?sdl">/graphql?sdl</a>: the schema as text</li>
        <li><a href="/health/ready">/health/ready</a>, <a href="/health/live">/health/live</a></li>
        </ul>
        <p>A first query:</p>
        <pre>{ events(filter: { minArticles: 2 }) { nodes { label date articleCount
            comparisons { nodes { metric low high kind because } } } } }</pre>
        </body>
        </html>
        """;

    public static void MapStartPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Content(Html, "text/html; charset=utf-8");
        });
}
