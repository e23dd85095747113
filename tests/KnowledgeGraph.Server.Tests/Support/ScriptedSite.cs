using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>A web site on this machine that answers as a test tells it to; what is not told is 404.</summary>
public sealed class ScriptedSite : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);

    private ScriptedSite(WebApplication application) => _application = application;

    /// <summary>Every request, in order: path with query, and headers.</summary>
    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>Scheme, host and port without a closing slash.</summary>
    public string Root => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<ScriptedSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        builder.Logging.ClearProviders();
        var application = builder.Build();
        var site = new ScriptedSite(application);
        application.Run(context =>
        {
            var path = context.Request.Path + context.Request.QueryString;
            site.Requests.Enqueue((path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            if (site._answers.TryGetValue(path, out var answer)) return answer(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await application.StartAsync();
        return site;
    }

    public Uri Uri(string path) => new(Root + path);

    /// <summary>How often a path was asked for.</summary>
    public int Asked(string path) => Requests.Count(request => request.Path == path);

    public ScriptedSite On(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return this;
    }

    /// <summary>Answers with a text; nothing is said of its charset but what <paramref name="type"/> says.</summary>
    public ScriptedSite Page(string path, string body, string type = "text/html; charset=utf-8", params (string Name, string Value)[] headers) => On(path, context =>
    {
        context.Response.ContentType = type;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    });

    public ScriptedSite Bytes(string path, byte[] body, string? type, params (string Name, string Value)[] headers) => On(path, async context =>
    {
        context.Response.ContentType = type;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body);
    });

    public ScriptedSite Redirect(string path, string to, int status = 302) => On(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    /// <summary>Answers in turn; the last answer again and again.</summary>
    public ScriptedSite InTurn(string path, params RequestDelegate[] answers)
    {
        var count = -1;
        return On(path, context => answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)](context));
    }

    public static RequestDelegate Status(int status, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return Task.CompletedTask;
    };

    public static RequestDelegate Text(string body, string type = "text/html; charset=utf-8") => context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _application.StopAsync(impatient.Token);
        await _application.DisposeAsync();
    }

    /// <summary>This machine, which tests may read.</summary>
    public static IReadOnlyCollection<IPNetwork> ThisMachine { get; } = [IPNetwork.Parse("127.0.0.0/8")];
}
