using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>What an article is about, as far as its words tell it: its headline and first sentences, and whom and what it names most.</summary>
/// <param name="Words">Stems of what it begins with, the most unusual first; words of time are left out.</param>
/// <param name="Names">
/// Sound forms of the most telling word of each name in it, countries left out: those that it is most about first, those named in passing last.
/// </param>
/// <param name="Focal">How many of the names it begins with or comes back to.</param>
/// <param name="Protagonists">How many of the first names it is about alike: at most two.</param>
/// <param name="People">Keys of the people named in its beginning: see <see cref="ParticipantKeys"/>.</param>
/// <param name="Places">Sound forms of the towns and regions named in its beginning, and after a <see cref="Land"/> the countries that they are in or that are named there.</param>
public sealed record StoryLead(IReadOnlyList<string> Words, IReadOnlyList<string> Names, int Focal, int Protagonists, IReadOnlyList<string> People, IReadOnlyList<string> Places)
{
    private const int Characters = 600, MostWords = 30, MostNames = 14, MostPeople = 8, MostPlaces = 8;

    // Of the prose, so much belongs to the first sentences that say what happened.
    private const int FirstSentences = 350;

    // A name in the headline counts as much as three in the text; one that stands once, behind the first sentences, was named in passing.
    private const double InHeadline = 1, InFirstSentences = 0.5;

    // What is named nearly as much as the first is as much what the article is about.
    private const double Protagonist = 0.9, Second = 2;

    // "Senate", "London": a name that every day's articles have.
    private const double Rare = 0.9;

    /// <summary>Begins a country among places.</summary>
    public const char Land = '=';

    /// <summary>Begins a name that many articles have.</summary>
    public const char Common = '~';

    private static readonly HashSet<string> Times =
    [
        .. ("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tomorrow tonight "
            + "day week month year hour night morning afternoon evening am pm mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec").Split(' ').Select(WordStem.Of),
    ];

    public static StoryLead Of(Contribution contribution)
    {
        var article = contribution.Article;
        var spans = Spans(article, Characters);
        var words = spans.SelectMany(span => ContentWords.Of(span.Slice(article.Text))).Select(word => word.Stem).Where(stem => stem.Length > 1 && !Times.Contains(stem)).Distinct()
            .OrderByDescending(UnusualWords.Weight).ThenBy(stem => stem, StringComparer.Ordinal).Take(MostWords);
        var first = Spans(article, FirstSentences);
        var bylines = Bylines(article);
        var begun = contribution.Entities.Where(entity => entity.IsNamed && entity.Mentions.Any(mention => mention.Kind == MentionKind.Name && first.Exists(span => span.Contains(mention.Span)) && !bylines.Exists(byline => byline.Contains(mention.Span)))).ToList();
        var people = begun.Where(entity => entity.Type == EntityType.Person).SelectMany(ParticipantKeys.Of).Distinct().Order(StringComparer.Ordinal).Take(MostPeople);
        var (names, focal, protagonists) = NamesOf(contribution);
        return new([.. words], names, focal, protagonists, [.. people], [.. begun.Where(entity => entity.Type == EntityType.Place).SelectMany(PlaceKeys).Distinct().Order(StringComparer.Ordinal).Take(MostPlaces)]);
    }

    private static IEnumerable<string> PlaceKeys(LocalEntity place)
    {
        if (!GazetteerIds.IsCountry(place.GazetteerId) && place.Name.Length <= EntityProfile.LongestName) yield return SoundForm.Of(Folding.Fold(place.Name));
        if (place.Country is { } country) yield return Land + country;
    }

    // Where a report was written, and by whom, is not what it is about.
    private static List<TextSpan> Bylines(Article article) => [.. article.Sections.Where(section => section.Kind == SectionKind.Byline).Select(section => section.Span)];

    /// <summary>Whether a place in the text is in the headline or the first sentences.</summary>
    public static Func<TextSpan, bool> IsIn(Article article)
    {
        var spans = Spans(article, FirstSentences);
        return place => spans.Exists(span => span.Contains(place));
    }

    private static (List<string> Names, int Focal, int Protagonists) NamesOf(Contribution contribution)
    {
        var article = contribution.Article;
        var headline = Headline(article);
        var first = Spans(article, FirstSentences);
        var bylines = Bylines(article);
        // Of unknown days, articles have to be told apart by all whom they name.
        var speakers = article.Published is null ? [] : contribution.Quotes.Select(quote => quote.Speaker).ToHashSet();
        var focus = new Dictionary<string, (int Count, bool Headline, bool First, double Weight, bool IsBeside)>();
        var telling = new Dictionary<(string, EntityType), (string Key, double Weight)?>();
        foreach (var entity in contribution.Entities)
        {
            if (!entity.IsNamed || GazetteerIds.IsCountry(entity.GazetteerId) || entity is { Type: EntityType.Group, Country: not null }) continue;
            foreach (var mention in entity.Mentions)
            {
                if (mention.Kind != MentionKind.Name || mention.Span.End > article.Text.Length || mention.Span.Length is 0 or > EntityProfile.LongestName || bylines.Exists(byline => byline.Contains(mention.Span))) continue;
                var name = mention.Span.Slice(article.Text);
                if (!telling.TryGetValue((name, entity.Type), out var told))
                    telling[(name, entity.Type)] = told = Telling(name, entity.Type) is { } word ? (SoundForm.Of(word), UnusualWords.Weight(WordStem.Of(word))) : null;
                if (told is not var (key, weight)) continue;
                var known = focus.GetValueOrDefault(key);
                focus[key] = (known.Count + 1, known.Headline || headline.Contains(mention.Span), known.First || first.Exists(span => span.Contains(mention.Span)), Math.Max(known.Weight, weight), speakers.Contains(entity.Id));
            }
        }
        // What stands once, behind the first sentences, is named in passing. An article is not about those who speak in it.
        var named = focus
            .Select(pair => (pair.Key, IsPassing: pair.Value is { Count: 1, First: false }, pair.Value.IsBeside, IsRare: pair.Value.Weight >= Rare, Focus: pair.Value.Weight * pair.Value.Weight * (1 + Math.Log(pair.Value.Count) + (pair.Value.Headline ? InHeadline : 0) + (pair.Value.First ? InFirstSentences : 0))))
            .OrderBy(name => name.IsPassing).ThenBy(name => name.IsBeside).ThenByDescending(name => name.Focus).ThenBy(name => name.Key, StringComparer.Ordinal).Take(MostNames).ToList();
        return ([.. named.Select(name => name.IsRare ? name.Key : Common + name.Key)], named.Count(name => !name.IsPassing), named.Count == 0 || named[0].IsPassing ? 0 : named.Count > 1 && named[1] is { IsPassing: false, IsBeside: false } && named[1].Focus >= Math.Max(Second, Protagonist * named[0].Focus) ? 2 : 1);
    }

    // Of "Harbour Police Union" the word that stands in fewest other names; of a person the family name.
    private static string? Telling(string name, EntityType type)
    {
        var words = Folding.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToList();
        return words.Count == 0 ? null : type == EntityType.Person ? words[^1] : words.AsEnumerable().Reverse().MaxBy(word => UnusualWords.Weight(WordStem.Of(word)));
    }

    /// <summary>Where its headline stands; nowhere where it has none.</summary>
    public static TextSpan Headline(Article article) =>
        article.Sections.FirstOrDefault(section => section.Kind == SectionKind.Headline)?.Span ?? default;

    // The headline, and prose until so many characters are full.
    private static List<TextSpan> Spans(Article article, int characters)
    {
        TextSpan First(TextSpan span) => new(Math.Clamp(span.Start, 0, article.Text.Length), Math.Clamp(Math.Min(span.End, span.Start + characters), 0, article.Text.Length));
        if (article.Sections.Count == 0) return [First(new(0, article.Text.Length))];
        var spans = article.Sections.Where(section => section.Kind == SectionKind.Headline).Take(1).Select(section => First(section.Span)).ToList();
        foreach (var section in article.Sections)
        {
            if (section.Kind != SectionKind.Paragraph) continue;
            spans.Add(First(section.Span));
            characters -= section.Span.Length;
            if (characters <= 0) break;
        }
        return spans;
    }
}
