using System.Runtime.CompilerServices;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Server.GraphQL.Live;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>
/// What happens to the graph, as it happens. Each event has a cursor; given as <c>after</c>, it resumes without loss or repeats. A subscriber that
/// is slow to read is not sent ahead of itself: it goes on from where it stands in the log of changes.
/// </summary>
[SubscriptionType]
public static class Subscription
{
    /// <summary>Articles as they come in, and new versions of them.</summary>
    /// <param name="after">Cursor of the last event seen, or <c>changeCursor</c>; left out: from now on.</param>
    public static async Task<IAsyncEnumerable<ArticleIngested>> ArticleIngestedAsync(ChangeFollower follower, CancellationToken cancellation, string? after = null)
    {
        var mark = ChangeCursor.Mark("articleIngested");
        var start = await StartAsync(follower, after, mark, cancellation);
        return Events();

        async IAsyncEnumerable<ArticleIngested> Events([EnumeratorCancellation] CancellationToken stopped = default)
        {
            await foreach (var change in ChangesAsync(follower, start.Position, stopped))
                if (change.Kind is ChangeKind.ArticleRecorded or ChangeKind.ArticleReplaced)
                    yield return new(new ChangeCursor(change.Position, null).Write(mark), change.At, change.Id, change.Kind == ChangeKind.ArticleReplaced);
        }
    }

    /// <summary>What articles that come in say: relations, quotes, claims, roles, reports of events. All that a new version of an article says comes again.</summary>
    /// <param name="about">Only facts about this entity or event, whatever part it has in them.</param>
    /// <param name="after">Cursor of the last event seen, or <c>changeCursor</c>; left out: from now on.</param>
    public static async Task<IAsyncEnumerable<FactAdded>> FactAddedAsync(
        ChangeFollower follower, FactFeed feed, CancellationToken cancellation, [ID] string? about = null, string? after = null)
    {
        if (about is not null && await feed.CurrentAsync(about, cancellation) is null)
            throw BadInput.Of($"Nothing has the id '{(about.Length > 100 ? about[..100] + "..." : about)}': expected the id of an entity or an event.");
        var mark = ChangeCursor.Mark("factAdded", about);
        var start = await StartAsync(follower, after, mark, cancellation);
        return Events();

        async IAsyncEnumerable<FactAdded> Events([EnumeratorCancellation] CancellationToken stopped = default)
        {
            // A change of which some facts were sent is read again, from the fact after the last.
            await foreach (var change in ChangesAsync(follower, start.Item is null ? start.Position : start.Position - 1, stopped))
            {
                if (change.Kind is not (ChangeKind.ArticleRecorded or ChangeKind.ArticleReplaced)) continue;
                var last = change.Position == start.Position ? start.Item : null;
                var now = about is null ? null : await feed.CurrentAsync(about, change.Position, stopped);
                // Found anew after each, so that one who does not read on holds on to no article.
                while (Next(await feed.OfAsync(change, stopped), last, about, now) is { } next)
                {
                    last = next.Id;
                    yield return new(new ChangeCursor(change.Position, last).Write(mark), change.At, next.Fact);
                }
            }
        }
    }

    /// <summary>Where reports of one event come to differ, or differ otherwise than before.</summary>
    /// <param name="minimum">Only differences of numbers of this share of the highest number or more, from 0 to 1.</param>
    /// <param name="metrics">Only of one of these metrics.</param>
    /// <param name="kinds">Only differences of these kinds; left out: all but <c>NONE</c>.</param>
    /// <param name="after">Cursor of the last event seen, or <c>changeCursor</c>; left out: from now on.</param>
    public static async Task<IAsyncEnumerable<DivergenceFound>> DivergenceFoundAsync(
        ChangeFollower follower, DivergenceFeed feed, CancellationToken cancellation, double? minimum = null, IReadOnlyList<string>? metrics = null,
        IReadOnlyList<DifferenceKind>? kinds = null, string? after = null)
    {
        if (minimum is < 0 or > 1 or double.NaN) throw BadInput.Of($"minimum takes a share from 0 to 1, but {minimum} came.");
        var mark = ChangeCursor.Mark("divergenceFound", minimum, metrics, kinds);
        var start = await StartAsync(follower, after, mark, cancellation);
        return Events();

        async IAsyncEnumerable<DivergenceFound> Events([EnumeratorCancellation] CancellationToken stopped = default)
        {
            await foreach (var change in ChangesAsync(follower, start.Position, stopped))
                if (change.Kind == ChangeKind.ComparisonChanged && await feed.OfAsync(change, stopped) is { } comparison && Passes(comparison, minimum, metrics, kinds))
                    yield return new(new ChangeCursor(change.Position, null).Write(mark), change.At, new(comparison));
        }
    }

    private static async Task<ChangeCursor> StartAsync(ChangeFollower follower, string? after, string mark, CancellationToken cancellation)
    {
        var log = await follower.RangeAsync(cancellation);
        return after is null ? new(log.Newest, null) : ChangeCursor.Read(after, mark, log);
    }

    private static async IAsyncEnumerable<Change> ChangesAsync(ChangeFollower follower, long position, [EnumeratorCancellation] CancellationToken stopped)
    {
        while (true)
        {
            var head = await follower.WhenBeyondAsync(position, stopped);
            while (position < head)
            {
                var (changes, through) = await follower.ReadAsync(position, head, stopped);
                foreach (var change in changes) yield return change;
                position = through;
            }
        }
    }

    private static AddedFact? Next(IReadOnlyList<AddedFact> facts, string? last, string? about, string? now)
    {
        foreach (var fact in facts)
            if ((last is null || string.CompareOrdinal(fact.Id, last) > 0) && (about is null || fact.About.Contains(about) || (now is not null && fact.About.Contains(now))))
                return fact;
        return null;
    }

    private static bool Passes(Comparison comparison, double? minimum, IReadOnlyList<string>? metrics, IReadOnlyList<DifferenceKind>? kinds) =>
        comparison.Articles >= 2
        && (kinds is { Count: > 0 } ? kinds.Contains(comparison.Kind) : comparison.Kind != DifferenceKind.None)
        && (metrics is null or [] || (comparison.Metric is { } metric && metrics.Any(wanted => metric == wanted || metric.StartsWith(wanted + "/", StringComparison.Ordinal))))
        && (minimum is null || (comparison is { Low: { } low, High: { } high } && high != 0 && (double)((high - low) / high) >= minimum));
}
