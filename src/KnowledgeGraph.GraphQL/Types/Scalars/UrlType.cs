using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>URL: an absolute http, https or other hierarchical address. Values are <see cref="Uri"/>.</summary>
internal sealed class UrlType : TextScalarType
{
    public UrlType()
        : base("URL", "an absolute URL, such as \"https://example.org/a\"")
    {
        Description = "An absolute address, as RFC 3986 writes it.";
        SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc3986";
    }

    public override Type InputClrType => typeof(Uri);

    public override void Write(object value, JsonBuffer output)
    {
        if (value is Uri uri)
            output.WriteString(uri.OriginalString);
        else if (value is JsonElement or string && TryParse(Text(value), out _))
            output.WriteString(Text(value)!);
        else
            throw Unwritable(value);
    }

    protected override bool TryParse(string? text, out object? value)
    {
        value = Uri.TryCreate(text, UriKind.Absolute, out var uri) && !text!.StartsWith('/') ? uri : null;
        return value is not null;
    }
}
