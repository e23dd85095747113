using System.Text;
using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class RequestReaderTests
{
    [Fact]
    public void All_parameters_of_a_body_are_read()
    {
        var request = Accept("""{"query":"query A($n: Int) { a(n: $n) }","operationName":"A","variables":{"n":1},"extensions":{"x":[true]},"other":{"deep":[1]}}""");

        Assert.Equal("query A($n: Int) { a(n: $n) }", DocumentOf(request));
        Assert.Equal("A", request.OperationName);
        Assert.Equal("""{"n":1}""", request.Variables.GetRawText());
        Assert.Equal("""{"x":[true]}""", request.Extensions.GetRawText());
        Assert.Null(request.DocumentId);
    }

    [Theory]
    [InlineData("""{"query":"{a}","operationName":null,"variables":null,"extensions":null}""")]
    [InlineData("""{"query":"{a}","operationName":""}""")]
    [InlineData(""" { "query" : "{\u0061}" } """)]
    public void What_is_null_counts_as_not_given(string body)
    {
        var request = Accept(body);

        Assert.Equal("{a}", DocumentOf(request));
        Assert.Null(request.OperationName);
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, request.Variables.ValueKind);
    }

    [Theory]
    [InlineData("""{"query":"{ żółć }"}""", "{ żółć }", null)]
    [InlineData(""" { "query" : "{ a }" , "variables":{}}""", "{ a }", null)]
    [InlineData("""{"query":"{\n a }"}""", "", "{\n a }")]
    [InlineData("""{"query":""}""", "", "")]
    public void A_document_without_escapes_is_not_copied(string body, string inPlace, string? copied)
    {
        var request = RequestReader.ReadJson(Encoding.UTF8.GetBytes(body), maxBatchSize: 0).Request!;

        Assert.Equal(inPlace, Encoding.UTF8.GetString(request.QueryUtf8.Span));
        Assert.Equal(copied, request.Query);
    }

    [Theory]
    [InlineData("""{"query":"{a}","query":"{\n b}"}""")]
    [InlineData("""{"query":"{\n b}","query":"{a}"}""")]
    public void A_document_is_given_once_however_it_is_written(string body) =>
        Assert.Equal("\"query\" is given twice; expected once.", RequestReader.ReadJson(Encoding.UTF8.GetBytes(body), 0).Rejection?.Message);

    [Theory]
    [InlineData("""{"documentId":"abc"}""")]
    [InlineData("""{"id":"abc"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}""")]
    public void A_trusted_document_is_named_in_any_of_three_ways(string body) => Assert.Equal("abc", Accept(body).DocumentId);

    [Theory]
    [InlineData("", "The body is empty; expected a JSON object with a query.")]
    [InlineData("{", "The body is not valid JSON (line 1, byte 2).")]
    [InlineData("{\"query\":\"{a}\"}}", "The body is not valid JSON (line 1, byte 16).")]
    [InlineData("null", "The body is not a JSON object; expected { \"query\": ... }.")]
    [InlineData("\"{a}\"", "The body is not a JSON object; expected { \"query\": ... }.")]
    [InlineData("{}", "\"query\" is missing; expected a string with a GraphQL document.")]
    [InlineData("""{"query":7}""", "\"query\" is a number; expected a string.")]
    [InlineData("""{"query":["{a}"]}""", "\"query\" is a list; expected a string.")]
    [InlineData("""{"query":"{a}","operationName":false}""", "\"operationName\" is a boolean; expected a string.")]
    [InlineData("""{"query":"{a}","variables":"{}"}""", "\"variables\" is a string; expected a JSON object.")]
    [InlineData("""{"query":"{a}","variables":[]}""", "\"variables\" is a list; expected a JSON object.")]
    [InlineData("""{"query":"{a}","extensions":0}""", "\"extensions\" is a number; expected a JSON object.")]
    [InlineData("""{"query":"{a}","query":"{b}"}""", "\"query\" is given twice; expected once.")]
    [InlineData("""{"query":"{a}","variables":{},"variables":{}}""", "\"variables\" is given twice; expected once.")]
    [InlineData("""{"query":"\ud800"}""", "The body has a string that is not Unicode text.")]
    [InlineData("""{"query":"{a}","variables":{"x":"\udc00"}}""", "The body has a string that is not Unicode text.")]
    [InlineData("""[{"query":"{a}"}]""", "The body is a list of requests, and this server takes one request at a time; expected a JSON object.")]
    public void A_body_of_the_wrong_form_is_told_what_was_expected(string body, string expected) => Assert.Equal(expected, Reject(body));

    [Fact]
    public void A_list_is_read_in_order_where_batches_are_allowed()
    {
        var outcome = RequestReader.ReadJson("""[{"query":"{a}"},{"query":"{b}"}]"""u8.ToArray(), maxBatchSize: 2);

        Assert.Equal(["{a}", "{b}"], outcome.Batch!.Select(DocumentOf));
    }

    [Theory]
    [InlineData("[]", "The list is empty; expected at least one request.")]
    [InlineData("[1]", "Item 0 of the list is not a JSON object; expected { \"query\": ... }.")]
    [InlineData("""[{"query":"{a}"},{}]""", "Item 1 of the list: \"query\" is missing; expected a string with a GraphQL document.")]
    [InlineData("""[{"query":"{a}"},{"query":"{a}"},{"query":"{a}"}]""", "The list has more than 2 requests, the most that this server takes at once.")]
    public void A_list_of_the_wrong_form_is_told_what_was_expected(string body, string expected) => Assert.Equal(expected, Reject(body, maxBatchSize: 2));

    [Fact]
    public void Sixty_four_levels_of_nesting_are_too_deep() =>
        Assert.StartsWith("The body is not valid JSON", Reject($"{{\"query\":\"{{a}}\",\"variables\":{{\"x\":{new string('[', 64)}{new string(']', 64)}}}}}"));

    [Fact]
    public void Parameters_of_an_address_are_read()
    {
        var request = AcceptQuery("?query=%7Ba%7D&operationName=A&variables=%7B%22n%22%3A1%7D&extensions=");

        Assert.Equal("{a}", DocumentOf(request));
        Assert.Equal("A", request.OperationName);
        Assert.Equal("""{"n":1}""", request.Variables.GetRawText());
    }

    [Theory]
    [InlineData("", "\"query\" is missing; expected a string with a GraphQL document.")]
    [InlineData("?query={a}&query={b}", "\"query\" is given 2 times; expected once.")]
    [InlineData("?query={a}&variables={", "\"variables\" is not valid JSON.")]
    [InlineData("?query={a}&variables=[]", "\"variables\" is a list; expected a JSON object.")]
    public void An_address_of_the_wrong_form_is_told_what_was_expected(string address, string expected) =>
        Assert.Equal(expected, RequestReader.ReadQuery(Parse(address)).Rejection?.Message);

    [Property]
    public void Any_bytes_are_read_or_refused(byte[] body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
            return;
        var outcome = RequestReader.ReadJson(body, maxBatchSize: 3);
        Assert.True(outcome.Rejection is not null || outcome.Request is not null || outcome.Batch is { Count: > 0 });
    }

    [Property]
    public void Any_text_arrives_as_the_query(NonNull<string> query)
    {
        var text = query.Get.Length == 0 ? "x" : query.Get.Replace('\ud800', 'x');
        if (!IsUnicode(text))
            return;
        Assert.Equal(text, DocumentOf(Accept(System.Text.Json.JsonSerializer.Serialize(new { query = text }))));
    }

    private static string DocumentOf(RequestParameters request) => request.Query ?? Encoding.UTF8.GetString(request.QueryUtf8.Span);

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static RequestParameters Accept(string body)
    {
        var outcome = RequestReader.ReadJson(Encoding.UTF8.GetBytes(body), maxBatchSize: 0);
        Assert.Null(outcome.Rejection);
        return outcome.Request!;
    }

    private static RequestParameters AcceptQuery(string address)
    {
        var outcome = RequestReader.ReadQuery(Parse(address));
        Assert.Null(outcome.Rejection);
        return outcome.Request!;
    }

    private static string? Reject(string body, int maxBatchSize = 0)
    {
        var outcome = RequestReader.ReadJson(Encoding.UTF8.GetBytes(body), maxBatchSize);
        Assert.Equal(400, outcome.Rejection?.Status);
        return outcome.Rejection?.Message;
    }

    private static QueryCollection Parse(string address) => new(QueryHelpers.ParseQuery(address));
}
