using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Storage.Sqlite;
using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>The graph is a function of the logs: how they came to be leaves no trace.</summary>
public sealed class LogPropertyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-property-").FullName;
    private int _files;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Gen<List<Contribution>> Reports => GeneratedReports.One().ListOf().Select(list => list.Take(9).GroupBy(report => report.Article.Id).Select(group => group.Last()).ToList());

    [Property(MaxTest = 12)]
    public Property Any_order_and_any_batches_end_in_the_same_bytes() => Prop.ForAll(
        Arb.From(from reports in Reports from order in Gen.Shuffle(reports.ToArray()) from size in Gen.Choose(1, 4) select (reports, order, size)), async sample =>
        {
            var one = await ExportOfAsync(store => store.Recorder.RecordAsync(sample.reports));
            var other = await ExportOfAsync(async store =>
            {
                foreach (var batch in sample.order.Chunk(sample.size)) await store.Recorder.RecordAsync(batch);
            });
            Assert.Equal(one, other);
        });

    [Property(MaxTest = 12)]
    public Property Withdrawals_and_readings_between_leave_no_trace() => Prop.ForAll(
        Arb.From(from reports in Reports from passing in Reports from older in Reports select (reports, passing, older)), async sample =>
        {
            var one = await ExportOfAsync(store => store.Recorder.RecordAsync(sample.reports));
            var other = await ExportOfAsync(async store =>
            {
                await store.Recorder.RecordAsync(sample.older);
                foreach (var report in sample.reports) await store.Recorder.RecordAsync([report]);
                var kept = sample.reports.Select(report => report.Article.Id).ToHashSet();
                await store.Recorder.RecordAsync([.. sample.passing.Where(report => !kept.Contains(report.Article.Id))]);
                await store.Recorder.WithdrawAsync([.. sample.passing.Concat(sample.older).Select(report => report.Article.Id).Where(id => !kept.Contains(id)).Distinct()]);
            });
            Assert.Equal(one, other);
        });

    [Property(MaxTest = 12)]
    public Property A_merge_undone_equals_never() => Prop.ForAll(
        Arb.From(from reports in Reports from a in Gen.Choose(0, 100) from b in Gen.Choose(0, 100) from same in Gen.Elements(JudgementKind.Same, JudgementKind.Different) select (reports, a, b, same)), async sample =>
        {
            if (sample.reports.Count == 0) return;
            var one = await ExportOfAsync(store => store.Recorder.RecordAsync(sample.reports));
            var other = await ExportOfAsync(async store =>
            {
                await store.Recorder.RecordAsync(sample.reports);
                var entities = (await store.Reader.Entities.PageAsync(new EntityFilter(), 100)).Values.ToList();
                string subject = entities[sample.a % entities.Count].Anchor, target = entities[sample.b % entities.Count].Anchor;
                await store.Recorder.JudgeAsync([new("j", sample.same, subject, target, null, "editor", DateTimeOffset.UnixEpoch, null)]);
                await store.Recorder.WithdrawJudgementsAsync(["j"]);
            });
            Assert.Equal(one, other);
        });

    [Property(MaxTest = 12)]
    public Property A_judgement_made_before_or_after_reading_gives_the_same() => Prop.ForAll(
        Arb.From(from reports in Reports from same in Gen.Elements(JudgementKind.Same, JudgementKind.Different) select (reports, same)), async sample =>
        {
            var judgement = new Judgement("j", sample.same, "name:p|rui tavares", "name:p|ana carvalho", null, "editor", DateTimeOffset.UnixEpoch, null);
            var one = await ExportOfAsync(async store =>
            {
                await store.Recorder.JudgeAsync([judgement]);
                foreach (var report in sample.reports) await store.Recorder.RecordAsync([report]);
            });
            var other = await ExportOfAsync(async store =>
            {
                await store.Recorder.RecordAsync(sample.reports);
                await store.Recorder.JudgeAsync([judgement]);
            });
            Assert.Equal(one, other);
        });

    [Property(MaxTest = 8)]
    public Property An_export_imported_gives_the_same_bytes() => Prop.ForAll(Arb.From(Reports), async reports =>
    {
        var one = await ExportOfAsync(store => store.Recorder.RecordAsync(reports));
        var other = await ExportOfAsync(store => store.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(one))));
        Assert.Equal(one, other);
    });

    [Property(MaxTest = 12)]
    public Property Step_by_step_equals_all_at_once_in_memory() => Prop.ForAll(Arb.From(Reports), async reports =>
    {
        var corpus = Corpus.Resolve(reports);
        await ExportOfAsync(async store =>
        {
            foreach (var report in reports) await store.Recorder.RecordAsync([report]);
            Assert.Equal(corpus.Entities.Values.Distinct().Order(StringComparer.Ordinal), (await store.Reader.Entities.PageAsync(new EntityFilter(), 1000)).Values.Select(entity => entity.Id).Order(StringComparer.Ordinal));
            Assert.Equal(corpus.Events.Values.Distinct().Order(StringComparer.Ordinal), (await store.Reader.Events.PageAsync(new EventFilter(), 1000)).Values.Select(happening => happening.Id).Order(StringComparer.Ordinal));
            Assert.Equal(corpus.Comparisons.Select(comparison => $"{comparison.Event}/{comparison.Metric} {comparison.Result.Kind}")
                    .Concat(corpus.Statements.Select(statements => $"{statements.Event}/~{statements.Result.Aspect} {statements.Result.Kind}")).Order(StringComparer.Ordinal),
                (await store.Reader.Comparisons.PageAsync(new ComparisonFilter(), 1000)).Values.Select(comparison => $"{comparison.Id} {comparison.Kind}").Order(StringComparer.Ordinal));
        });
    });

    private async Task<string> ExportOfAsync(Func<IGraphStore, Task> fill)
    {
        var path = Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db");
        await using var store = await SqliteGraphStore.OpenAsync(path);
        await fill(store);
        Assert.Empty(await store.CheckAsync());
        return await store.ExportTextAsync();
    }
}
