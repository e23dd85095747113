using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Comparisons;

/// <summary>Invented events of different kinds, each told by two papers. In a telling, the word in brackets evokes the event.</summary>
public sealed class WordComparerTests
{
    // What somebody said, and what evokes another event, are told in the same text.
    private static ArticleWords Told(string article, string day, string telling, string happening = "event", string? speaker = null, string? said = null, QuoteKind kind = QuoteKind.Direct, string? via = null, string? place = null,
        string other = "other", string? further = null, string? sentence = null, string? saidIn = null)
    {
        var start = telling.IndexOf('[', StringComparison.Ordinal);
        var text = telling.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var trigger = new TextSpan(start, telling.IndexOf(']', StringComparison.Ordinal) - 1);
        var end = text.IndexOf(". ", start, StringComparison.Ordinal) is var stop and > 0 ? stop + 1 : text.Length;
        var main = new TextSpan(text.LastIndexOf(". ", start, StringComparison.Ordinal) is var before and >= 0 ? before + 2 : 0, end);
        List<WordedReport> reports = [new($"{article}-v0", happening, [trigger], main, place, place, false)];
        if (further is not null) reports.Add(new($"{article}-v1", other, [Of(further)], Of(sentence ?? further), null, null, false));
        return new(article, DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture), text)
        {
            Reports = reports,
            Quotes = said is null ? [] : [new($"{article}-q0", speaker, via, kind, Of(said), Of(saidIn ?? said))],
        };
        TextSpan Of(string words) => new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length);
    }

    private static IReadOnlyList<WordDifference> Compare(string one, string other) =>
        WordComparer.Compare("event", true, [Told("a", "2025-05-12", one), Told("b", "2025-05-13", other)]);

    [Theory]
    // what one paper tells, what the other tells, on what they differ
    [InlineData("The ferry company said that the [fire] was caused by an electrical fault.", "The ferry company said that the [fire] was not caused by an electrical fault.", "denial")]
    [InlineData("The minister met the union leaders before the [strike].", "The minister denied that she met the union leaders before the [strike].", "denial")]
    [InlineData("The train drivers will begin their [strike] on Wednesday morning in Malmo.", "Train drivers begin a [strike] in Malmo on Thursday morning.", "detail")]
    [InlineData("The court upheld the [ruling] against the mine owner.", "The court overturned the [ruling] against the mine owner.", "detail")]
    [InlineData("The opposition candidate accepted the result of the [election] in Praia.", "The opposition candidate rejected the result of the [election] in Praia.", "detail")]
    [InlineData("A Dutch supporter fell from the upper stand during the [match] in Accra.", "A German supporter fell from the upper stand during the [match] in Accra.", "detail")]
    [InlineData("The [earthquake] shook the villages south of Piura for two minutes.", "The [earthquake] shook the villages north of Piura for two minutes.", "detail")]
    [InlineData("The shareholders of Norsteel approved the [merger] with Alpina at a meeting in Oslo.", "The owners of Norsteel agreed in Oslo to the [merger] with Alpina, the end of a long fight.", "wording")]
    public void Two_papers_differ(string one, string other, string aspect)
    {
        var difference = Assert.Single(Compare(one, other));
        Assert.Equal(aspect, difference.Aspect);
        Assert.Equal(aspect == "wording" ? DifferenceKind.Framing : DifferenceKind.Conflict, difference.Kind);
        Assert.Equal(["a", "b"], difference.Statements.Select(statement => statement.Article));
        Assert.Equal(2, difference.Positions);
    }

    [Theory]
    // one wording
    [InlineData("The ferry caught [fire] off Sardinia late on Sunday.", "The ferry caught [fire] off Sardinia late on Sunday.")]
    // both deny
    [InlineData("The [talks] made no progress towards a truce.", "The [talks] failed to make progress towards a truce.")]
    // two matters of one event
    [InlineData("The [strike] stopped all trains in the north.", "Hotels in the capital lost bookings because the [strike] frightened tourists.")]
    public void What_agrees_or_is_another_matter_is_no_difference(string one, string other) => Assert.DoesNotContain(Compare(one, other), difference => difference.Kind == DifferenceKind.Conflict);

    [Theory]
    // what one says in one paper and another in another, in few words
    [InlineData("Transport Minister Asha Mwinyi said the boat was overloaded.", "the boat was overloaded", "Opposition leader Salim Othman said the boat was not overloaded.", "the boat was not overloaded", true)]
    [InlineData("Transport Minister Asha Mwinyi said the boat was overloaded.", "the boat was overloaded", "The operator, Azure Lines, denied that the boat was overloaded.", "the boat was overloaded", true)]
    [InlineData("Transport Minister Asha Mwinyi said the boat was overloaded.", "the boat was overloaded", "Opposition leader Salim Othman said the crew was not drunk.", "the crew was not drunk", false)]
    [InlineData("Transport Minister Asha Mwinyi said the boat was overloaded.", "the boat was overloaded", "Opposition leader Salim Othman said the boat was badly overloaded.", "the boat was badly overloaded", false)]
    public void A_short_statement_is_affirmed_by_one_and_denied_by_another(string one, string said, string other, string otherSaid, bool denied)
    {
        ArticleWords[] papers =
        [
            Told("a", "2025-05-12", "The boat [capsized] off the coast at dawn. " + one, speaker: "minister", said: said, saidIn: one, kind: QuoteKind.Indirect),
            Told("b", "2025-05-13", "A boat [capsized] near the island on Monday. " + other, speaker: "opponent", said: otherSaid, saidIn: other, kind: QuoteKind.Indirect),
        ];
        var found = WordComparer.Compare("event", true, papers).Where(difference => difference.Kind == DifferenceKind.Conflict).ToList();
        Assert.Equal(denied ? ["denial/overloaded affirmed by minister, denied by opponent"] : [],
            found.Select(difference => $"{difference.Aspect} {string.Join(", ", difference.Statements.Select(side => $"{side.Position} by {side.Source}"))}"));
    }

    [Fact]
    public void One_paper_alone_differs_from_nobody() => Assert.Empty(WordComparer.Compare("event", true, [Told("a", "2025-05-12", "The [fire] was out. The [fire] was not out.")]));

    [Fact]
    public void A_saying_in_two_versions_is_a_conflict_and_is_shown_once()
    {
        ArticleWords[] papers =
        [
            Told("a", "2025-05-12", "The [fire] burned for hours. “We did everything we could to save them all,” said the captain. An inquiry follows.", speaker: "captain", said: "We did everything we could to save them all", further: "inquiry"),
            Told("b", "2025-05-13", "The [fire] was put out. “We did all that we could to save nearly everybody there,” said the captain. There will be an inquiry.", speaker: "captain", said: "We did all that we could to save nearly everybody", further: "inquiry"),
        ];
        var difference = Assert.Single(WordComparer.Compare("event", true, papers), difference => difference.Aspect.StartsWith("quote", StringComparison.Ordinal));
        Assert.Equal(DifferenceKind.Conflict, difference.Kind);
        Assert.DoesNotContain(WordComparer.Compare("other", true, papers), other => other.Aspect.StartsWith("quote", StringComparison.Ordinal));
    }

    [Fact]
    public void A_saying_cut_short_is_no_other_version() =>
        Assert.DoesNotContain(WordComparer.Compare("event", true,
        [
            Told("a", "2025-05-12", "The [vote] was fair. “It is a great day for our young democracy and for its people,” she said.", speaker: "lopes", said: "It is a great day for our young democracy and for its people"),
            Told("b", "2025-05-13", "The [vote] was fair. “It is a great day for our young democracy,” she said.", speaker: "lopes", said: "It is a great day for our young democracy"),
        ]), difference => difference.Aspect.StartsWith("quote", StringComparison.Ordinal));

    [Fact]
    public void Two_speakers_are_not_compared() =>
        Assert.DoesNotContain(WordComparer.Compare("event", true,
        [
            Told("a", "2025-05-12", "The [merger] is off. “We will not sell our company to them,” said Keller.", speaker: "keller", said: "We will not sell our company to them"),
            Told("b", "2025-05-13", "The [merger] is on. “We will sell our company to them,” said Holm.", speaker: "holm", said: "We will sell our company to them"),
        ]), difference => difference.Aspect.StartsWith("quote", StringComparison.Ordinal));

    [Fact]
    public void The_same_words_carried_by_another_differ_in_attribution()
    {
        var difference = Assert.Single(WordComparer.Compare("event", true,
        [
            Told("a", "2025-05-12", "After the [talks] the minister said that the border will stay closed until winter, the agency Interpress reported.", speaker: "minister", said: "the border will stay closed until winter", kind: QuoteKind.Mixed, via: "interpress"),
            Told("b", "2025-05-13", "After the [talks] the minister said that the border will stay closed until winter.", speaker: "minister", said: "the border will stay closed until winter", kind: QuoteKind.Mixed),
        ]), difference => difference.Aspect.StartsWith("attribution", StringComparison.Ordinal));
        Assert.Equal(DifferenceKind.Framing, difference.Kind);
        Assert.Equal(["source 1", "no source"], difference.Statements.Select(statement => statement.Position));
    }

    /// <summary>Each paper's police have an id of their own; what both call so alone is one source, and a chief with a name is another.</summary>
    [Theory]
    [InlineData("police said on Monday", "police said", false)]
    [InlineData("the fire service said", "according to the fire service", false)]
    [InlineData("police said", "the coast guard said", true)]
    [InlineData("police said", "police chief Anna Berg said", true)]
    public void Institution_without_a_name_is_one_source_of_an_event(string one, string other, bool differ)
    {
        ArticleWords Paper(string id, string by) => Told(id, id == "a" ? "2025-05-12" : "2025-05-13",
            $"The [fire] was laid by two boys from the neighbouring village school, {by}.", speaker: "speaker-" + id, said: "The fire was laid by two boys from the neighbouring village school",
            saidIn: $"The fire was laid by two boys from the neighbouring village school, {by}.", kind: QuoteKind.Indirect);
        var found = WordComparer.Compare("event", true, [Paper("a", one), Paper("b", other)]);
        Assert.Equal(differ, found.Any(difference => difference.Aspect.StartsWith("attribution", StringComparison.Ordinal)));
    }

    [Fact]
    public void Reasons_are_told_apart()
    {
        var reason = Assert.Single(Compare("Swedish train drivers began a [strike] on Monday because of low pay and long hours.", "Swedish train drivers began a [strike] on Monday following the dismissal of a colleague."), difference => difference.Aspect.StartsWith("reason", StringComparison.Ordinal));
        Assert.Equal(["reason 1", "reason 2"], reason.Statements.Select(statement => statement.Position));
    }

    [Fact]
    public void Places_are_told_apart_and_a_part_leaves_them_to_the_whole()
    {
        ArticleWords[] papers = [Told("a", "2025-05-12", "The [fire] began near Genoa.", place: "Genoa"), Told("b", "2025-05-13", "A [fire] near Savona killed two.", place: "Savona")];
        Assert.Equal(DifferenceKind.Conflict, Assert.Single(WordComparer.Compare("event", true, papers), difference => difference.Aspect == "place").Kind);
        Assert.DoesNotContain(WordComparer.Compare("event", false, papers), difference => difference.Aspect == "place");
    }

    [Fact]
    public void The_order_of_articles_does_not_matter()
    {
        ArticleWords[] papers =
        [
            Told("a", "2025-05-12", "The [fire] was caused by a fault in the engine room of the ferry."), Told("b", "2025-05-13", "The [fire] was not caused by a fault in the engine room of the ferry."),
            Told("c", "2025-05-13", "On the ferry a [fire] broke out in the engine room after a fault."),
        ];
        static IEnumerable<string> Lines(IEnumerable<WordDifference> differences) => differences.Select(difference => $"{difference.Aspect} {difference.Kind} {string.Join(' ', difference.Statements.Select(statement => statement.Id + statement.Position))}");
        Assert.Equal(Lines(WordComparer.Compare("event", true, papers)), Lines(WordComparer.Compare("event", true, [.. papers.Reverse()])));
    }

    [Theory]
    [InlineData("y")]
    [InlineData("z")]
    public void What_is_tied_to_no_event_stays_with_the_one_told_first_whatever_the_ids_are(string happening)
    {
        ArticleWords Paper(string article, string day, string said)
        {
            const string Met = "The mayor met the owners there.";
            return Told(article, day, $"A [blast] shook the harbour of Porto. {Met} {said}", happening, said: "Enough,", saidIn: said, other: happening == "y" ? "z" : "y", further: "met", sentence: Met);
        }
        Assert.Single(WordComparer.Compare(happening, true, [Paper("a", "2025-05-12", "“Enough,” said R. Tavares."), Paper("b", "2025-05-13", "“Enough,” said Rui Tavares.")]));
    }

    [Theory]
    [InlineData("y")]
    [InlineData("z")]
    public void A_saying_between_two_events_stays_with_the_one_told_first_whatever_the_ids_are(string happening)
    {
        ArticleWords Paper(string article, string day, string said) =>
            Told(article, day, $"The [fire] burned for hours. “{said},” said the captain.", happening, "captain", said, other: happening == "y" ? "z" : "y", further: "fire");
        Assert.Contains(WordComparer.Compare(happening, true,
        [
            Paper("a", "2025-05-12", "We did everything we could to save them all"), Paper("b", "2025-05-13", "We did all that we could to save nearly everybody"),
        ]), difference => difference.Aspect.StartsWith("quote", StringComparison.Ordinal));
    }
}
