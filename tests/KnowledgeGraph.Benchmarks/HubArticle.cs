using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Articles that relate one person to a thousand others: what makes the largest hub of a graph.</summary>
internal static class HubArticle
{
    public const string Hub = "Oriana Hubwell";

    private const int Others = 1000;

    public static Contribution Make(int number, int relations)
    {
        var text = new StringBuilder();
        var (entities, found) = (new List<LocalEntity>(), new List<Relation>());
        TextSpan Put(string words)
        {
            var start = text.Length;
            text.Append(words);
            return new(start, text.Length);
        }
        var mentions = new List<Mention>();
        for (var i = 0; i < relations; i++)
        {
            var start = text.Length;
            mentions.Add(new(Put(Hub), MentionKind.Name, 0.9));
            Put(" ");
            var verb = Put("called");
            Put(" ");
            var name = "Person " + Letters((number * relations + i) % Others);
            var mention = new Mention(Put(name), MentionKind.Name, 0.9);
            Put(". ");
            entities.Add(new($"e{i + 1}", EntityType.Person, name, [name], [mention], null, null, null, true));
            var sentence = new TextSpan(start, text.Length - 1);
            found.Add(new($"r{i}", "e0", "called", $"e{i + 1}", verb, false, Modality.Asserted, null, null, null, new(sentence, sentence, 0.9)));
        }
        var words = text.ToString();
        var address = string.Create(CultureInfo.InvariantCulture, $"https://hub.example/{number}");
        var article = new Article(Ids.ForArticle(words, address), words, null, "Hub Post", [], PartialDate.Day(new DateOnly(2025, 1, 1).AddDays(number % 300)), null, "en", address,
            [new Section(new(0, words.Length), SectionKind.Paragraph)]);
        return new(article, "generated/1", null, [new("e0", EntityType.Person, Hub, [Hub], mentions, null, null, null, true), .. entities], [], [], [], found, []);
    }

    private static string Letters(int number) => new([(char)('A' + number / 676), (char)('a' + number / 26 % 26), (char)('a' + number % 26), 'o', 'n']);
}
