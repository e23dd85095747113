using System.Text;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Execution.Documents;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Execution.Documents;

public sealed class TrustedDocumentsTests : IDisposable
{
    private const string Trusted = "{ hello }";

    private readonly string _folder = Directory.CreateTempSubdirectory("trusted").FullName;
    private readonly string _id = TrustedDocumentFolder.Hash(Encoding.UTF8.GetBytes(Trusted));

    public TrustedDocumentsTests() => File.WriteAllText(Path.Combine(_folder, "hello.graphql"), Trusted);

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Document_is_executed_by_its_hash() => Assert.Equal("""{"data":{"hello":null}}""", await ExecuteAsync(new() { DocumentId = _id }));

    [Fact]
    public async Task Unknown_hash_is_refused() => Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await ExecuteAsync(new() { DocumentId = new string('0', 64) }));

    [Fact]
    public async Task Hash_that_is_none_is_refused() => Assert.Contains("64 hex digits", await ExecuteAsync(new() { DocumentId = "../../etc/passwd" }));

    [Fact]
    public async Task Other_documents_are_executed_unless_only_trusted_ones_are() =>
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await ExecuteAsync(new() { Query = "{ __typename }" }));

    [Theory]
    [InlineData(Trusted, """{"data":{"hello":null}}""")]
    [InlineData("{ __typename }", """{"errors":[{"message":"Only trusted documents are executed here, and this is not one of them.","extensions":{"code":"UNTRUSTED_DOCUMENT"}}]}""")]
    public async Task Only_trusted_documents(string query, string expected) => Assert.Equal(expected, await ExecuteAsync(new() { Query = query }, only: true));

    [Fact]
    public void Folder_that_is_missing_is_named() =>
        Assert.Contains("/no/such/folder", Assert.Throws<DirectoryNotFoundException>(() => new TrustedDocumentFolder("/no/such/folder")).Message);

    private async Task<string> ExecuteAsync(GraphQLRequest request, bool only = false)
    {
        var services = new ServiceCollection();
        services.AddGraphQL().UseSchema(Schema.FromSdl("type Query { hello: String }")).AddTrustedDocuments(_folder, only);
        await using var provider = services.BuildServiceProvider();
        await using var result = await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(request);
        return ((OperationResult)result).ToJson();
    }
}
