using System.Diagnostics;
using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.Cli;

/// <summary>One line on standard error that tells how far an ingestion is, with rate and remaining time. Only on a terminal.</summary>
internal sealed class ProgressLine(TextWriter error, bool quiet) : IProgress<IngestProgress>, IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly bool _visible = !quiet && !Console.IsErrorRedirected;
    private long _shown;
    private bool _dirty;

    public void Report(IngestProgress progress)
    {
        if (!_visible) return;
        lock (_gate)
        {
            if (_clock.ElapsedMilliseconds - _shown < 200) return;
            _shown = _clock.ElapsedMilliseconds;
            var rate = progress.Read / Math.Max(0.001, _clock.Elapsed.TotalSeconds);
            var rest = progress.Total is { } total && rate > 0 ? $", about {TimeSpan.FromSeconds((total - progress.Read) / rate):hh\\:mm\\:ss} left" : "";
            error.Write($"\r{progress.Read}{(progress.Total is { } all ? $" of {all}" : "")} articles, {progress.Recorded} recorded, {rate:0.0}/s{rest}   ");
            _dirty = true;
        }
    }

    public void Finish()
    {
        lock (_gate)
        {
            if (_dirty) error.WriteLine();
            _dirty = false;
        }
    }

    public void Dispose() => Finish();
}
