using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>Date: a calendar day, as RFC 3339 writes a full-date. Values are <see cref="DateOnly"/>.</summary>
internal sealed class DateType : TextScalarType
{
    public DateType()
        : base("Date", "an RFC 3339 date, such as \"2025-07-01\"")
    {
        Description = "A calendar day without time, as RFC 3339 writes a full-date.";
        SpecifiedByUrl = "https://scalars.graphql.org/andimarek/local-date.html";
    }

    public override Type InputClrType => typeof(DateOnly);

    public override void Write(object value, JsonBuffer output)
    {
        if (value is DateOnly date)
            output.WriteQuoted(date, "yyyy-MM-dd", 10);
        else if (value is JsonElement or string && TryParse(Text(value), out var parsed))
            output.WriteQuoted((DateOnly)parsed!, "yyyy-MM-dd", 10);
        else
            throw Unwritable(value);
    }

    protected override bool TryParse(string? text, out object? value)
    {
        value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        return value is not null;
    }
}
