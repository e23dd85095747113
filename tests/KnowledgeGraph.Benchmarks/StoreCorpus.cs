using KnowledgeGraph.Model;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// An invented newsroom's archive in the order of publication: contributions as extraction makes them, from a seed. Who is in the news follows Zipf's
/// law; one story is told by one to some dozens of articles within days, with names spelled this way and that and numbers that grow or differ;
/// ten claims, five quotes, nine relations, three events and some forty mentions an article of 3,000 characters; a hundred articles a day.
/// </summary>
internal sealed class StoreCorpus(int seed)
{
    private const int StoriesADay = 33, BigStory = 50;

    private static readonly DateOnly FirstDay = new(2022, 1, 1);
    private static readonly string[] Outlets = [.. Enumerable.Range(0, 40).Select(i => $"Outlet {i:00}")];
    private static readonly string[] Kinds = ["attack", "disaster", "protest", "agree", "aid", "arrest", "vote"];

    private readonly StoreNames _names = new(seed);

    /// <summary>Article <paramref name="number"/> of the archive: always the same.</summary>
    public Contribution Article(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number * 7919));
        var happening = Happening(number, random);
        var story = new Random(unchecked(seed + happening * 104_729));
        var day = FirstDay.AddDays(happening / StoriesADay);
        var writer = new StoreArticle(random, _names);
        int[] people = [.. Enumerable.Range(0, 3).Select(_ => StoreNames.Zipf(story, StoreNames.People)).Append(StoreNames.Zipf(random, StoreNames.People)).Distinct()];
        int[] organisations = [.. new[] { StoreNames.Zipf(story, StoreNames.Organisations), StoreNames.Zipf(random, StoreNames.Organisations) }.Distinct()];
        var place = StoreNames.Zipf(story, StoreNames.Places);
        return writer.Write(new(
            Kinds[happening % Kinds.Length], day, people, organisations, place, [.. Enumerable.Range(0, StoreArticle.Metrics.Count).Select(_ => story.Next(1, 900))]),
            Outlets[StoreNames.Zipf(random, Outlets.Length)], $"https://archive.example/{number}");
    }

    /// <summary>The full name of whoever is in the news oftenest but for <paramref name="rank"/> others.</summary>
    public string Person(int rank) => _names.Person(rank);

    // One article in three tells something new; one in five goes on with the last big story; the others follow what happened lately.
    private static int Happening(int number, Random random)
    {
        var newest = number / 3;
        return random.Next(15) switch
        {
            < 5 => newest,
            < 8 => newest / BigStory * BigStory,
            _ => Math.Max(0, newest - (int)(Math.Pow(random.NextDouble(), 3) * 40) - random.Next(6)),
        };
    }
}

/// <summary>What happened, which all its articles have in common; people, organisations and places by their ranks.</summary>
/// <param name="Numbers">The count of each metric as first reported.</param>
internal sealed record StoreStory(
    string Kind, DateOnly Day, IReadOnlyList<int> People, IReadOnlyList<int> Organisations, int Place, IReadOnlyList<int> Numbers);
