using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>
/// Reads the profile of an event's report as it was stored. Recording an article reads some dozens of them, which is much of its cost: so what is known is read by hand, lists only
/// when somebody asks for what is in them, and what is not known is left to the serializer.
/// </summary>
internal static class ReportJson
{
    /// <exception cref="JsonException">It is no profile.</exception>
    public static EventProfile Read(byte[] json) => ReadKnown(json) ?? JsonSerializer.Deserialize<EventProfile>(json, ContributionJson.Options)!;

    /// <summary>Null where there is anything that is not known here.</summary>
    internal static EventProfile? ReadKnown(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        string? id = null, article = null, kind = null, place = null, country = null, partOf = null;
        DateOnly? first = null, last = null, published = null;
        IReadOnlyList<string> actors = [], targets = [], others = [], numbers = [], words = [], story = [], context = [], lead = [], leadNames = [], leadPeople = [], leadPlaces = [], whole = [], body = [], figures = [];
        bool planned = false, isSole = false;
        int focal = 0, protagonists = 0;
        var prominence = Prominence.Passing;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known =
                reader.ValueTextEquals("id"u8) ? Text(ref reader, ref id)
                : reader.ValueTextEquals("article"u8) ? Text(ref reader, ref article)
                : reader.ValueTextEquals("kind"u8) ? Text(ref reader, ref kind)
                : reader.ValueTextEquals("first"u8) ? Day(ref reader, ref first)
                : reader.ValueTextEquals("last"u8) ? Day(ref reader, ref last)
                : reader.ValueTextEquals("published"u8) ? Day(ref reader, ref published)
                : reader.ValueTextEquals("place"u8) ? Text(ref reader, ref place)
                : reader.ValueTextEquals("country"u8) ? Text(ref reader, ref country)
                : reader.ValueTextEquals("actors"u8) ? Texts(json, ref reader, ref actors)
                : reader.ValueTextEquals("targets"u8) ? Texts(json, ref reader, ref targets)
                : reader.ValueTextEquals("others"u8) ? Texts(json, ref reader, ref others)
                : reader.ValueTextEquals("numbers"u8) ? Texts(json, ref reader, ref numbers)
                : reader.ValueTextEquals("words"u8) ? Texts(json, ref reader, ref words)
                : reader.ValueTextEquals("partOf"u8) ? Text(ref reader, ref partOf)
                : reader.ValueTextEquals("planned"u8) ? Truth(ref reader, ref planned)
                : reader.ValueTextEquals("story"u8) ? Texts(json, ref reader, ref story)
                : reader.ValueTextEquals("context"u8) ? Texts(json, ref reader, ref context)
                : reader.ValueTextEquals("lead"u8) ? Texts(json, ref reader, ref lead)
                : reader.ValueTextEquals("leadNames"u8) ? Texts(json, ref reader, ref leadNames)
                : reader.ValueTextEquals("body"u8) ? Texts(json, ref reader, ref body)
                : reader.ValueTextEquals("figures"u8) ? Texts(json, ref reader, ref figures)
                : reader.ValueTextEquals("focal"u8) ? Count(ref reader, ref focal)
                : reader.ValueTextEquals("protagonists"u8) ? Count(ref reader, ref protagonists)
                : reader.ValueTextEquals("leadPeople"u8) ? Texts(json, ref reader, ref leadPeople)
                : reader.ValueTextEquals("leadPlaces"u8) ? Texts(json, ref reader, ref leadPlaces)
                : reader.ValueTextEquals("prominence"u8) ? Rank(ref reader, ref prominence)
                : reader.ValueTextEquals("whole"u8) ? Texts(json, ref reader, ref whole)
                : reader.ValueTextEquals("isSole"u8) ? Truth(ref reader, ref isSole)
                // Follows from the first and the last.
                : reader.ValueTextEquals("days"u8) && reader.Read() && reader.TokenType == JsonTokenType.Number;
            if (!known) return null;
        }
        if (id is null || article is null || kind is null) return null;
        return new(id, article, kind, first, last, published, place, country, actors, targets, others, numbers, words, partOf, planned, story, context)
        {
            Lead = lead,
            LeadNames = leadNames,
            Body = body,
            Figures = figures,
            Focal = focal,
            Protagonists = protagonists,
            LeadPeople = leadPeople,
            LeadPlaces = leadPlaces,
            Prominence = prominence,
            Whole = whole,
            IsSole = isSole,
        };
    }

    private static bool Text(ref Utf8JsonReader reader, ref string? value)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) return false;
        value = reader.GetString();
        return true;
    }

    private static bool Texts(byte[] json, ref Utf8JsonReader reader, ref IReadOnlyList<string> values)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return false;
        var (start, count) = ((int)reader.TokenStartIndex, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.String) count++;
        if (count > 0) values = new StoredTexts(json, start..(int)reader.BytesConsumed, count);
        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool Day(ref Utf8JsonReader reader, ref DateOnly? value)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || !DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        value = day;
        return true;
    }

    private static bool Truth(ref Utf8JsonReader reader, ref bool value)
    {
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return false;
        value = reader.GetBoolean();
        return true;
    }

    private static bool Count(ref Utf8JsonReader reader, ref int value) => reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value);

    private static bool Rank(ref Utf8JsonReader reader, ref Prominence value)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) return false;
        Prominence? known = reader.ValueTextEquals("passing"u8) ? Prominence.Passing : reader.ValueTextEquals("lead"u8) ? Prominence.Lead : reader.ValueTextEquals("main"u8) ? Prominence.Main : null;
        value = known ?? value;
        return known is not null;
    }
}
