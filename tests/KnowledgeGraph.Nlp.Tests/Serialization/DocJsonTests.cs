using System.Text;
using System.Text.Json;
using KnowledgeGraph.Nlp.Serialization;

namespace KnowledgeGraph.Nlp.Tests.Serialization;

public class DocJsonTests
{
    private const string Line = """
        {"id":"a","text":"😀 Kyiv said so.","tokens":[["😀",0,true,"UH","INTJ","","😀","dep",2,true,""],["Kyiv",2,true,"NNP","PROPN","Number=Sing","Kyiv","nsubj",2,false,"B-GPE"],["said",7,true,"VBD","VERB","Tense=Past|VerbForm=Fin","say","ROOT",2,false,""],["so",12,false,"RB","ADV","","so","advmod",2,false,""],[".",14,false,".","PUNCT","PunctType=Peri",".","punct",2,false,""]]}
        """;

    [Fact]
    public void Offsets_in_code_points_become_utf16_offsets()
    {
        var (id, doc) = DocJson.Read(Line);
        Assert.Equal("a", id);
        Assert.Equal([0, 3, 8, 13, 15], doc.Select(t => t.Start));
        Assert.All(doc, t => Assert.Equal(t.Text, doc.Text[t.Start..t.End]));
    }

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        var (id, doc) = DocJson.Read(Line);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            DocJson.Write(writer, id, doc);
        using var was = JsonDocument.Parse(Line);
        using var now = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan));
        Assert.True(JsonElement.DeepEquals(was.RootElement, now.RootElement));
    }

    [Theory]
    [InlineData("""{"id":"a","tokens":[]}""", "not present")]
    [InlineData("""{"id":"a","text":"ab","tokens":[["ab",0,true]]}""", "3 fields")]
    [InlineData("""{"id":"a","text":"ab","tokens":[["ab",0,false,"","","","","",3,true,""]]}""", "head 3")]
    [InlineData("""{"id":"a","text":"ab","tokens":[["a",0,false,"","","","","",0,true,""]]}""", "end at 1")]
    [InlineData("""{"id":"a","text":"ab","tokens":[["a",0,false,"","","","","",1,true,""],["b",1,false,"","","","","",0,false,""]]}""", "cycle")]
    [InlineData("not json", "Not a document")]
    public void A_line_that_is_no_document_is_refused_with_the_reason(string line, string reason)
    {
        var error = Assert.Throws<FormatException>(() => DocJson.Read(line));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
