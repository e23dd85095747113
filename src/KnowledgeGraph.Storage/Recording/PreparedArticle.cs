using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>A contribution with all that can be made of it before the write lock is taken.</summary>
/// <param name="Hash">SHA-256 of its JSON.</param>
/// <param name="Packed">Its JSON without the article's text, compressed.</param>
/// <param name="Profiles">Profiles of its entities, by local id.</param>
/// <param name="Reports">Profiles of its events, by local id.</param>
internal sealed record PreparedArticle(
    Contribution Contribution,
    byte[] Hash,
    byte[] Packed,
    IReadOnlyDictionary<string, EntityProfile> Profiles,
    IReadOnlyDictionary<string, EventProfile> Reports)
{
    public string Id => Contribution.Article.Id;

    /// <summary>Day of publication, counted from 0001-01-01; 0 where unknown.</summary>
    public int Day => DayOf(Contribution.Article);

    public static int DayOf(Article article) => article.Published?.First.DayNumber ?? 0;

    /// <summary>When an article was published, from what a store keeps of it.</summary>
    /// <param name="ticks">The instant, UTC; null where only the day is known, which then begins it.</param>
    /// <param name="day">As <see cref="Day"/>.</param>
    public static DateTimeOffset? PublishedAt(long? ticks, int day) =>
        ticks is { } instant ? new DateTimeOffset(instant, TimeSpan.Zero) : day > 0 ? new DateTimeOffset(DateOnly.FromDayNumber(day), default, TimeSpan.Zero) : null;

    /// <summary>A batch, made ready on all processors. Of two with one id the one that is ordinally last in its JSON form stays.</summary>
    /// <exception cref="GraphRequestException">One of them cannot be stored; the first is named.</exception>
    public static List<PreparedArticle> OfAll(IReadOnlyList<Contribution> contributions, CancellationToken cancellation)
    {
        foreach (var contribution in contributions) Validate(contribution);
        var made = new PreparedArticle[contributions.Count];
        Parallel.For(0, made.Length, new ParallelOptions { CancellationToken = cancellation }, i => made[i] = Of(contributions[i]));
        return [.. made.GroupBy(article => article.Id)
            .Select(group => group.Count() == 1 ? group.First() : group.MaxBy(article => ContributionJson.Write(article.Contribution), StringComparer.Ordinal)!)];
    }

    private static PreparedArticle Of(Contribution contribution)
    {
        var json = ContributionJson.Write(contribution);
        return new(contribution, SHA256.HashData(Encoding.UTF8.GetBytes(json)), Pack(contribution), ProfilesOf(contribution), ReportsOf(contribution));
    }

    /// <summary>The profiles of what was unpacked; without hash and bytes, which are in the store.</summary>
    public static PreparedArticle Again(Contribution contribution) => new(contribution, [], [], ProfilesOf(contribution), ReportsOf(contribution));

    public static byte[] Pack(Contribution contribution)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(contribution with { Article = contribution.Article with { Text = "" } }, ContributionJson.Options);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(json);
        return packed.ToArray();
    }

    public static Contribution Unpack(byte[] packed, string text)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var contribution = JsonSerializer.Deserialize<Contribution>(brotli, ContributionJson.Options)!;
        return contribution with { Article = contribution.Article with { Text = text } };
    }

    /// <summary>What an article is found by besides its title. Newsletter boxes and copyright lines are in every article of an outlet: they are not what anyone looks for.</summary>
    public static string Searchable(Article article) => article.Sections.Count == 0
        ? article.Text
        : string.Join('\n', article.Sections.Where(section => section.Kind != SectionKind.Boilerplate).Select(section => section.Span.Slice(article.Text)));

    /// <summary>Global id of a fact: the article's and the local one, the number padded so that ids sort as the text goes.</summary>
    public static string FactId(string article, string local)
    {
        var digits = local.Length;
        while (digits > 0 && char.IsAsciiDigit(local[digits - 1])) digits--;
        return digits == local.Length ? $"{article}-{local}" : $"{article}-{local[..digits]}{local[digits..].PadLeft(4, '0')}";
    }

    private static Dictionary<string, EntityProfile> ProfilesOf(Contribution contribution) =>
        contribution.Entities.ToDictionary(entity => entity.Id, entity => EntityProfile.Of(entity, contribution.Article.Id));

    private static Dictionary<string, EventProfile> ReportsOf(Contribution contribution) =>
        contribution.Events.Zip(EventProfile.Of(contribution)).ToDictionary(pair => pair.First.Id, pair => pair.Second);

    // A contribution may come from outside (kg import): what cannot be stored is refused by name before anything is written.
    internal static void Validate(Contribution contribution)
    {
        if (contribution is not
            {
                Article: { Id: not null, Text: not null, Language: not null, Authors: not null, Sections: not null }, Extractor: not null, Entities: not null, Roles: not null,
                Quotes: not null, Events: not null, Relations: not null, Claims: not null
            })
            throw new GraphRequestException("A contribution lacks its article, its extractor or one of its lists.");
        var article = contribution.Article;
        if (article.Id.Length is 0 or > 200) throw new GraphRequestException("A contribution's article has no id, or one of more than 200 characters.");
        void Require(bool holds, string what)
        {
            if (!holds) throw new GraphRequestException($"The contribution of article {article.Id} is not consistent: {what}.");
        }
        var length = article.Text.Length;
        Require(!article.Id.Contains('-', StringComparison.Ordinal), "an article's id may not contain '-'");
        Require(!article.Text.Contains('\0', StringComparison.Ordinal), "its text holds a zero character (U+0000)");
        bool Inside(TextSpan span) => span.Start >= 0 && span.Start <= span.End && span.End <= length;
        bool Evident(Evidence evidence) => Inside(evidence.Span) && Inside(evidence.Sentence);
        var entities = contribution.Entities.Select(entity => entity.Id).ToHashSet();
        var events = contribution.Events.Select(report => report.Id).ToHashSet();
        bool Known(string? id) => id is null || entities.Contains(id);
        Require(entities.Count == contribution.Entities.Count, "two entities have one id");
        Require(events.Count == contribution.Events.Count, "two events have one id");
        foreach (var entity in contribution.Entities) Require(entity.Mentions.All(mention => Inside(mention.Span)), $"a mention of {entity.Id} lies outside the text");
        foreach (var quote in contribution.Quotes)
            Require(quote.Id.StartsWith('q') && ushort.TryParse(quote.Id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && Inside(quote.Content) && Evident(quote.Evidence) && Known(quote.Speaker) && Known(quote.Addressee) && Known(quote.Via)
                && (quote.Cue is not { } cue || Inside(cue)) && (quote.SpeakerSpan is not { } speaker || Inside(speaker)), $"quote {quote.Id} names what is not there");
        foreach (var report in contribution.Events)
            Require(Evident(report.Evidence) && report.Triggers.All(Inside) && Known(report.Place) && report.Participants.All(part => Known(part.Entity))
                && (report.PartOf is null || events.Contains(report.PartOf)), $"event {report.Id} names what is not there");
        foreach (var relation in contribution.Relations)
            Require(Evident(relation.Evidence) && Inside(relation.Verb) && (Known(relation.Subject) || events.Contains(relation.Subject))
                && (Known(relation.Object) || events.Contains(relation.Object!)) && Known(relation.Place) && Known(relation.AttributedTo), $"relation {relation.Id} names what is not there");
        foreach (var claim in contribution.Claims)
            Require(Evident(claim.Evidence) && Inside(claim.ValueSpan) && (claim.Event is null || events.Contains(claim.Event)) && Known(claim.Scope) && Known(claim.AttributedTo),
                $"claim {claim.Id} names what is not there");
        foreach (var role in contribution.Roles) Require(Evident(role.Evidence) && Known(role.Person) && Known(role.Of), $"role {role.Id} names what is not there");
        Require(new[] { contribution.Quotes.Select(fact => fact.Id), contribution.Relations.Select(fact => fact.Id), contribution.Claims.Select(fact => fact.Id), contribution.Roles.Select(fact => fact.Id) }
            .All(ids => ids.Distinct().Count() == ids.Count()), "two facts of one kind have one id");
    }
}
