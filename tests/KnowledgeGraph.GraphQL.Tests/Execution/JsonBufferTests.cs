using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class JsonBufferTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(0.01, "0.01")]
    [InlineData(0.99, "0.99")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(1.0001, "1.0001")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(123456789.1234, "123456789.1234")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.5e-9, "1.5e-9")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.7976931348623157E+308, "1.7976931348623157e+308")]
    [InlineData(5E-324, "5e-324")]
    public void Number_is_written_as_ECMAScript_writes_it(double value, string expected) => Assert.Equal(expected, Written(buffer => buffer.WriteNumber(value)));

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("exactly sixteen!", "\"exactly sixteen!\"")]
    [InlineData("a quote \" inside", "\"a quote \\\" inside\"")]
    [InlineData("back\\slash", "\"back\\\\slash\"")]
    [InlineData("line\nbreak\ttab", "\"line\\nbreak\\ttab\"")]
    [InlineData("\u0001\u001f", "\"\\u0001\\u001f\"")]
    [InlineData("Київ, Łódź, 東京, 🕊", "\"Київ, Łódź, 東京, 🕊\"")]
    [InlineData("</script>\u007f", "\"</script>\u007f\"")]
    public void Text_is_escaped_only_where_JSON_needs_it(string value, string expected) => Assert.Equal(expected, Written(buffer => buffer.WriteString(value)));

    [Fact]
    public void Lone_surrogate_is_escaped() => Assert.Equal("\"a\\ud800b\"", Written(buffer => buffer.WriteString("a\ud800b")));

    [Property]
    public void Text_reads_back(string? text)
    {
        var value = text ?? "";
        Assert.Equal(value, JsonSerializer.Deserialize<string>(Written(buffer => buffer.WriteString(value))));
    }

    [Property]
    public void Number_reads_back(double value)
    {
        if (double.IsFinite(value))
            Assert.Equal(value + 0.0, double.Parse(Written(buffer => buffer.WriteNumber(value)), CultureInfo.InvariantCulture));
    }

    [Property]
    public void Number_of_few_decimals_is_the_shortest(int whole, short part)
    {
        var value = whole / 100 + part / 10000.0;
        Assert.Equal(EcmaScript.NumberToString(value), Written(buffer => buffer.WriteNumber(value)));
    }

    private static string Written(Action<JsonBuffer> write)
    {
        using var buffer = new JsonBuffer(1);
        write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
