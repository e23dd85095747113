using System.Text;
using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.WebSockets;

public sealed class ClientMessageTests
{
    [Theory]
    [InlineData("""{"type":"connection_init"}""", "ConnectionInit")]
    [InlineData("""{"type":"connection_init","payload":{"token":"t"}}""", "ConnectionInit")]
    [InlineData("""{"type":"ping"}""", "Ping")]
    [InlineData("""{"type":"pong","payload":null}""", "Pong")]
    [InlineData("""{"type":"complete","id":"1"}""", "Complete")]
    [InlineData("""{"id":"1","type":"subscribe","payload":{"query":"{a}"}}""", "Subscribe")]
    public void Every_message_of_the_protocol_is_read(string text, string expected) => Assert.Equal(expected, Read(text).Type.ToString());

    [Theory]
    [InlineData("", "The message is not valid JSON")]
    [InlineData("{", "The message is not valid JSON")]
    [InlineData("{}{}", "The message is not valid JSON")]
    [InlineData("[]", "The message is not a JSON object")]
    [InlineData("{}", "The message has no type")]
    [InlineData("""{"type":1}""", "The message has no type")]
    [InlineData("""{"type":"start"}""", "The message has an unknown type")]
    [InlineData("""{"type":"ping","payload":1}""", "The payload of ping is not an object")]
    [InlineData("""{"type":"complete"}""", "complete has no id")]
    [InlineData("""{"type":"complete","id":""}""", "complete has no id")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{a}"}}""", "subscribe has no id of 1 to 256 characters")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "subscribe has no payload")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""", "\"query\" is missing; expected a string with a GraphQL document.")]
    [InlineData("""{"type":"\ud800"}""", "The message is not valid JSON")]
    public void A_message_of_the_wrong_form_is_told_what_was_expected(string text, string expected) => Assert.Equal(expected, Read(text).Problem);

    [Fact]
    public void Invalid_utf8_is_refused() => Assert.Equal("The message is not valid UTF-8", ClientMessage.Read([0x22, 0xff, 0x22]).Problem);

    [Property]
    public void Any_bytes_are_read_or_refused(byte[] bytes)
    {
        var message = ClientMessage.Read(bytes);
        Assert.Equal(message.Type == ClientMessageType.Invalid, message.Problem is not null);
    }

    private static ClientMessage Read(string text) => ClientMessage.Read(Encoding.UTF8.GetBytes(text));
}
