using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests;

[Collection(LanguageCollection.Name)]
public sealed class FactFinderTests(LanguageFixture language)
{
    private static readonly string[] Pieces =
        ["Maria Lopez", " said ", "“", "”", "\"", "‘", "’", ", ", ". ", "\n\n", "according to ", "Chile", " attacked ", "Peru", "that ", "the dam broke", ": ", "No", "?", "😀",
            " — ", "who ", "it ", "was killed ", "by ", "and ", "(", ")", "of ", "12 people", " told ", "«", "»", "``", "''", "he added", "citing "];

    [Property(MaxTest = 300, Replay = "10538531436017130025,3467404498178183341")]
    public Property Any_order_of_words_and_marks_is_read_without_failing() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var reading = new Reading(language, text);
            foreach (var span in reading.Facts.Quotes.SelectMany(Spans).Concat(reading.Facts.Relations.SelectMany(relation => new[] { relation.Verb, relation.Evidence.Span, relation.Evidence.Sentence })))
                if (span.Start < 0 || span.End > text.Length || span.IsEmpty) return false;
            return true;
        });

    [Fact]
    public void Reading_a_text_again_gives_the_same_facts()
    {
        const string text = "Chile attacked Peru on Monday. “It was a crime,” said Maria Lopez. Two people were killed, according to Peru’s navy.";
        var first = new Reading(language, text);
        _ = new Reading(language, "Brazil beat Spain in the final.");
        var second = new Reading(language, text);
        Assert.Equal(first.Relations, second.Relations);
        Assert.Equal(first.Quotes, second.Quotes);
        Assert.Equal(first.Events, second.Events);
    }

    private static IEnumerable<TextSpan> Spans(Quote quote)
    {
        yield return quote.Content;
        yield return quote.Evidence.Sentence;
        if (quote.Cue is { } cue) yield return cue;
        if (quote.SpeakerSpan is { } speaker) yield return speaker;
    }
}
