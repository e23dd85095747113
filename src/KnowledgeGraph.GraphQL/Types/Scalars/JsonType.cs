namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>JSON: any JSON value. Input values are null, bool, int, long, double, string, <c>object?[]</c> and ordered dictionaries.</summary>
internal sealed class JsonType : ScalarType
{
    public JsonType()
        : base("JSON")
    {
        Description = "Any JSON value.";
        SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259";
    }
}
