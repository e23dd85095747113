using System.Buffers;
using System.Diagnostics;
using System.Text;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Benchmarks;

/// <summary>The engine alone, without a transport: requests a second of processor time, and bytes allocated per request.</summary>
public static class GraphQlEngineBenchmark
{
    public static async Task<int> RunAsync()
    {
        var services = new ServiceCollection();
        services.AddGraphQL().AddBenchmarkSchema();
        await using var provider = services.BuildServiceProvider();
        var executor = provider.GetRequiredService<IRequestExecutor>();
        foreach (var (name, query) in new[] { ("hello", GraphQlSchema.Hello), ("list", GraphQlSchema.List), ("nested", GraphQlSchema.Nested) })
        {
            var utf8 = Encoding.UTF8.GetBytes(query);
            await RunForAsync(executor, provider, utf8, TimeSpan.FromSeconds(2));
            var allocated = GC.GetTotalAllocatedBytes(true);
            var (requests, seconds, bytes) = await RunForAsync(executor, provider, utf8, TimeSpan.FromSeconds(3));
            allocated = GC.GetTotalAllocatedBytes(true) - allocated;
            Console.WriteLine($"{name,-8} {requests / seconds,12:N0} requests/cpu-s {seconds / requests * 1e6,10:N1} us {allocated / requests,10:N0} B allocated {bytes,8:N0} B response");
        }

        return 0;
    }

    private static async Task<(int Requests, double Seconds, int Bytes)> RunForAsync(IRequestExecutor executor, IServiceProvider provider, byte[] query, TimeSpan time)
    {
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var watch = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var requests = 0;
        for (; watch.Elapsed < time; requests++)
        {
            output.ResetWrittenCount();
            await using var scope = provider.CreateAsyncScope();
            await using var result = await executor.ExecuteAsync(new() { QueryUtf8 = query, Services = scope.ServiceProvider });
            ((OperationResult)result).WriteTo(output);
        }

        return (requests, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, output.WrittenCount);
    }
}
