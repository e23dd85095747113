using System.Buffers;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.GraphQL.AspNetCore;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Serves the benchmark's schema at <c>/graphql</c>. With <c>--bare</c>, Kestrel answers the three queries of the benchmark with the same
/// bytes and no engine: what any engine could reach at most. With <c>--traced</c> every step is traced and measured.
/// </summary>
public static class GraphQlServer
{
    public static async Task<int> RunAsync(string[] args)
    {
        var isBare = args.Contains("--bare");
        using var listeners = args.Contains("--traced") ? GraphQlListeners.Start() : null;
        var builder = WebApplication.CreateSlimBuilder([.. args.Where(arg => arg is not ("--bare" or "--traced"))]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRouting();
        builder.Services.AddGraphQLServer().AddBenchmarkSchema();
        await using var app = builder.Build();
        if (isBare)
            app.Run(await BareAsync(app.Services.GetRequiredService<IRequestExecutor>()));
        else
            app.MapGraphQL();
        await app.RunAsync();
        return 0;
    }

    private static async Task<RequestDelegate> BareAsync(IRequestExecutor executor)
    {
        var answers = new Dictionary<int, byte[]>();
        foreach (var query in new[] { GraphQlSchema.Hello, GraphQlSchema.List, GraphQlSchema.Nested })
        {
            await using var result = (OperationResult)await executor.ExecuteAsync(new() { Query = query });
            answers[Body(query).Length] = Encoding.UTF8.GetBytes(result.ToJson());
        }

        return async context =>
        {
            var length = 0L;
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync();
                length += read.Buffer.Length;
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            var answer = answers[(int)length];
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        };
    }

    /// <summary>The request's body, as every server gets it.</summary>
    public static byte[] Body(string query) => JsonSerializer.SerializeToUtf8Bytes(new { query });
}
