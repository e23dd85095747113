using System.CommandLine;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg query 'GRAPHQL'</c>: answers a query from the store, without a server.</summary>
internal sealed class QueryVerb : IVerb
{
    private readonly Argument<string> _document = new("GRAPHQL") { Description = "The document; @FILE reads it from a file, - from standard input." };
    private readonly Option<string?> _variables = new("--variables") { HelpName = "JSON", Description = "Variables as a JSON object." };
    private readonly Option<string?> _operation = new("--operation") { HelpName = "NAME", Description = "Which operation of the document to run." };

    public Command Describe(CommonOptions options) => new("query", "Answer a GraphQL query from the store, without a server.") { _document, _variables, _operation };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var given = context.Value(_document);
        var document = given switch
        {
            "-" => await context.Input.ReadToEndAsync(cancellation),
            ['@', .. var file] => await File.ReadAllTextAsync(file, cancellation),
            _ => given,
        };
        JsonElement variables = default;
        if (context.Value(_variables) is { } json)
        {
            try { variables = JsonDocument.Parse(json).RootElement; }
            catch (JsonException) { throw new CommandException("--variables: expected a JSON object."); }
            if (variables.ValueKind is not JsonValueKind.Object) throw new CommandException("--variables: expected a JSON object.");
        }

        await using var store = await context.OpenExistingStoreAsync(cancellation);
        var services = new ServiceCollection();
        services.AddSingleton(store);
        services.AddGraphQL().AddKnowledgeGraph();
        await using var provider = services.BuildServiceProvider();
        await using var result = await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest { Query = document, Variables = variables, OperationName = context.Value(_operation), AllowedOperations = AllowedOperations.Query, User = Caller.Local.ToPrincipal() }, cancellation);
        var response = (OperationResult)result;
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        response.WriteTo(buffer);
        await context.Output.WriteLineAsync(Indented(buffer.WrittenMemory));
        return response.Errors.Count == 0 ? ExitCode.Success : ExitCode.Reported;
    }

    private static string Indented(ReadOnlyMemory<byte> json)
    {
        using var parsed = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            parsed.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
