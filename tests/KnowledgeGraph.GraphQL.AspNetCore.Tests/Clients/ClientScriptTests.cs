using System.Diagnostics;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Clients;

/// <summary>Real clients against the test schema. What each checks is in its script.</summary>
public sealed class ClientScriptTests
{
    private const string Example = """
        # Press Run: the reports of one night.
        query Reports {
          articles(first: 3) {
            edges {
              node {
                title
                author {
                  name
                }
              }
            }
          }
        }
        """;

    public static string Folder => Path.Combine(Repository.Root, "tests", "clients");

    [ClientScript]
    [InlineData("audit", "0 warnings, 0 errors")]
    [InlineData("websocket", "0 failed")]
    [InlineData("events", "0 failed")]
    [InlineData("apollo", "0 failed")]
    [InlineData("urql", "0 failed")]
    [InlineData("relay", "0 failed")]
    [InlineData("page", "0 failed", "Report 2 of the night")]
    public async Task A_client_is_content(string script, string expected, string? text = null)
    {
        await using var server = await RunningServer.StartAsync(new() { Ide = new() { ExampleDocument = Example } });
        var output = await RunAsync($"{script}.mjs", server.Url.ToString(), "test", text ?? "");

        if (output.StartsWith("skipped", StringComparison.Ordinal))
            return;
        Assert.Contains(expected, output);
        await server.AssertStillAnswersAsync();
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        var all = await output + await errors;
        Assert.True(process.ExitCode == 0, all);
        return all;
    }
}
