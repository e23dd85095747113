using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>DateTime: an exact point in time with offset, as RFC 3339 writes it. Values are <see cref="DateTimeOffset"/>.</summary>
internal sealed class DateTimeType : TextScalarType
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public DateTimeType()
        : base("DateTime", "an RFC 3339 date-time with offset, such as \"2025-07-01T10:00:00Z\"")
    {
        Description = "A date and time with its offset from UTC, as RFC 3339 writes it.";
        SpecifiedByUrl = "https://scalars.graphql.org/andimarek/date-time.html";
    }

    public override Type InputClrType => typeof(DateTimeOffset);

    public override void Write(object value, JsonBuffer output)
    {
        switch (value)
        {
            case DateTimeOffset time: Write(time, output); break;
            case DateTime time: Write(Offset(time), output); break;
            case JsonElement or string when TryParse(Text(value), out var parsed): Write((DateTimeOffset)parsed!, output); break;
            default: throw Unwritable(value);
        }
    }

    internal static void Write(DateTimeOffset time, JsonBuffer output)
    {
        var ticks = time.Ticks % TimeSpan.TicksPerSecond;
        var format = (ticks == 0, time.Offset == TimeSpan.Zero) switch
        {
            (true, true) => "yyyy-MM-dd'T'HH:mm:ss'Z'",
            (true, false) => "yyyy-MM-dd'T'HH:mm:sszzz",
            (false, true) => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
            _ => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        };
        output.WriteQuoted(time, format, 40);
    }

    /// <summary>Times without a kind are UTC, so that no answer depends on the machine.</summary>
    internal static DateTimeOffset Offset(DateTime time) =>
        new(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time);

    protected override bool TryParse(string? text, out object? value)
    {
        value = null;
        if (text is null || !HasOffset(text)
            || !DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return false;
        value = time;
        return true;
    }

    private static bool HasOffset(string text) => text.Length > 19 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
}
