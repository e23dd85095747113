using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage.Sqlite;
using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>Judgements of every kind among articles that come, change, are extracted anew and go.</summary>
public sealed class JudgementPropertyTests : IDisposable
{
    private static readonly string[] Kinds = ["same", "different", "split", "relation", "fact", "type", "name"];

    private readonly string _folder = Directory.CreateTempSubdirectory("kg-judged-").FullName;
    private int _files;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Property(MaxTest = 12)]
    public Property Only_what_is_in_the_logs_at_the_end_counts() => Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), async seed =>
    {
        var random = new Random(seed);
        var first = Reports(random);
        var last = first.Select(report => random.Next(3) switch { 0 => report, 1 => Extracted.Anew(report), _ => Extracted.Changed(report) }).ToList();
        var kept = await JudgementsAsync(first, random, 8);
        var passing = (await JudgementsAsync(last, random, 5)).Select(judgement => judgement with { Id = "passing " + judgement.Id }).ToList();

        var one = await ExportOfAsync(async store =>
        {
            await store.Recorder.RecordAsync(last);
            await store.Recorder.JudgeAsync(kept);
        });
        var other = await ExportOfAsync(async store =>
        {
            foreach (var step in Steps(first, last, kept, passing, random)) await step(store.Recorder);
        });

        Assert.Equal(one, other);
    });

    [Property(MaxTest = 12)]
    public Property A_judgement_of_any_kind_undone_equals_never_and_every_id_is_found_meanwhile() => Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), async seed =>
    {
        var random = new Random(seed);
        var reports = Reports(random);
        var judgements = await JudgementsAsync(reports, random, 9);
        var never = await ExportOfAsync(store => store.Recorder.RecordAsync(reports));
        var undone = await ExportOfAsync(async store =>
        {
            await store.Recorder.RecordAsync(reports);
            var ids = await EntitiesAsync(store);
            foreach (var judgement in judgements)
            {
                await store.Recorder.JudgeAsync([judgement]);
                Assert.DoesNotContain(null, await store.Reader.Entities.FindAsync(ids));
            }
            foreach (var judgement in judgements.OrderBy(_ => random.Next()))
            {
                await store.Recorder.WithdrawJudgementsAsync([judgement.Id]);
                Assert.DoesNotContain(null, await store.Reader.Entities.FindAsync(ids));
            }
        });
        Assert.Equal(never, undone);
    });

    // Everything of the end, and before it what does not last, in any order that ends there.
    private static IEnumerable<Func<IGraphRecorder, Task>> Steps(List<Contribution> first, List<Contribution> last, List<Judgement> kept, List<Judgement> passing, Random random)
    {
        var steps = new List<(double At, Func<IGraphRecorder, Task> Do)>();
        for (var i = 0; i < last.Count; i++)
        {
            var (older, newer, at) = (first[i], last[i], random.NextDouble());
            if (random.Next(2) == 0) steps.Add((at * random.NextDouble(), recorder => recorder.RecordAsync([older])));
            if (random.Next(3) == 0) steps.Add((at * 0.99, recorder => recorder.WithdrawAsync([older.Article.Id])));
            steps.Add((at, recorder => recorder.RecordAsync([newer])));
            if (random.Next(3) == 0) steps.Add((1 + random.NextDouble(), recorder => recorder.RecordAsync([newer])));
        }
        foreach (var judgement in kept)
        {
            var at = random.NextDouble();
            if (random.Next(3) == 0) steps.Add((at * 0.5, recorder => recorder.JudgeAsync([judgement])));
            if (random.Next(3) == 0) steps.Add((at * 0.9, recorder => recorder.WithdrawJudgementsAsync([judgement.Id])));
            steps.Add((at, recorder => recorder.JudgeAsync([judgement])));
        }
        foreach (var judgement in passing)
        {
            var at = random.NextDouble();
            steps.Add((at, recorder => recorder.JudgeAsync([judgement])));
            steps.Add((at + random.NextDouble(), recorder => recorder.WithdrawJudgementsAsync([judgement.Id])));
        }
        return steps.OrderBy(step => step.At).Select(step => step.Do);
    }

    private static List<Contribution> Reports(Random random) =>
        [.. Enumerable.Range(0, 12).Where(_ => random.Next(2) == 0).Select(number => GeneratedReports.Make(number, new Random(random.Next())))];

    private async Task<List<Judgement>> JudgementsAsync(List<Contribution> reports, Random random, int count)
    {
        if (reports.Count == 0) return [];
        await using var store = await SqliteGraphStore.OpenAsync(Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db"));
        await store.Recorder.RecordAsync(reports);
        var entities = (await store.Reader.Entities.PageAsync(new EntityFilter(), 200)).Values.ToList();
        string Entity() => entities[random.Next(entities.Count)].Anchor;
        string Mention()
        {
            var report = reports[random.Next(reports.Count)];
            var names = report.Entities.SelectMany(entity => entity.Mentions).Select(mention => mention.Span.Slice(report.Article.Text)).ToList();
            return Ids.Anchor(report.Article.Id, names[random.Next(names.Count)], 0);
        }
        string Fact(params string[] locals)
        {
            var report = reports[random.Next(reports.Count)];
            var local = locals[random.Next(locals.Length)];
            return FactAnchor.Of(report, PreparedArticle.FactId(report.Article.Id, local)) ?? FactAnchor.Of(report, PreparedArticle.FactId(report.Article.Id, "q0"))!;
        }
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            Judgement Made(JudgementKind kind, string subject, string? other = null, string? value = null) => new($"j{i}", kind, subject, other, value, "editor", DateTimeOffset.UnixEpoch.AddMinutes(random.Next(3)), null);
            return Kinds[random.Next(Kinds.Length)] switch
            {
                "same" => Made(JudgementKind.Same, random.Next(3) == 0 ? Mention() : Entity(), Entity()),
                "different" => Made(JudgementKind.Different, Entity(), Entity()),
                "split" => Made(JudgementKind.Different, Mention(), Mention()),
                "relation" => Made(JudgementKind.RejectRelation, Fact("r0")),
                "fact" => Made(JudgementKind.RejectFact, Fact("q0", "c0", "c1")),
                "type" => Made(JudgementKind.Type, random.Next(2) == 0 ? Mention() : Entity(), null, random.Next(2) == 0 ? "Organisation" : "Place"),
                _ => Made(JudgementKind.PreferredName, random.Next(2) == 0 ? Mention() : Entity(), null, $"Name {random.Next(3)}"),
            };
        })];
    }

    private static async Task<List<string>> EntitiesAsync(IGraphStore store) => [.. (await store.Reader.Entities.PageAsync(new EntityFilter(), 200)).Values.SelectMany(entity => entity.RetiredIds.Append(entity.Id))];

    private async Task<string> ExportOfAsync(Func<IGraphStore, Task> fill)
    {
        await using var store = await SqliteGraphStore.OpenAsync(Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db"));
        await fill(store);
        Assert.Empty(await store.CheckAsync());
        return await store.ExportTextAsync();
    }
}
