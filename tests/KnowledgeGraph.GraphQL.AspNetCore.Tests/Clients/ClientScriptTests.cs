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
    public async Task A_client_is_content(string script, string expected)
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Contains(expected, await RunAsync($"{script}.mjs", server.Url.ToString(), "test"));
        await server.AssertStillAnswersAsync();
    }

    [PageFact]
    public async Task The_page_runs_its_example_in_a_browser_without_a_network()
    {
        await using var server = await RunningServer.StartAsync(new() { Ide = new() { ExampleDocument = Example } });

        Assert.Contains("0 failed", await RunAsync("page.mjs", server.Url.ToString(), "test", "Report 2 of the night"));
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
