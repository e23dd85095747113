using System.Buffers;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// A stretch of the response buffer that was written in one go, with holes where values came later. The response is the root region
/// with every hole replaced by its own region, and with every nulled scope replaced by <c>null</c>.
/// </summary>
internal sealed class ResponseRegion
{
    private static ReadOnlySpan<byte> Null => "null"u8;

    private List<PendingField>? _holes;
    private List<NullScope>? _scopes;

    public int Start { get; init; }

    public int End { get; set; }

    public PendingField HoleAt(int index) => _holes![index];

    public void Add(PendingField hole) => (_holes ??= []).Add(hole);

    public void Add(NullScope scope) => (_scopes ??= []).Add(scope);

    /// <summary>Takes back the holes and scopes from <paramref name="position"/> on: their values are no longer wanted.</summary>
    public void Truncate(int position)
    {
        while (_holes is { Count: > 0 } && _holes[^1].Position >= position)
        {
            _holes[^1].IsAbandoned = true;
            _holes.RemoveAt(_holes.Count - 1);
        }

        _scopes?.RemoveAll(scope => scope.Start >= position);
    }

    /// <summary>How many bytes <see cref="WriteTo"/> writes.</summary>
    public int Measure()
    {
        if (_holes is null)
            return End - Start;
        var length = 0;
        Stitch((start, end) => length += end - start, content => length += content?.Measure() ?? Null.Length);
        return length;
    }

    public void WriteTo(JsonBuffer source, IBufferWriter<byte> output)
    {
        if (_holes is null)
        {
            output.Write(source.WrittenSpan[Start..End]);
            return;
        }

        Stitch(
            (start, end) => output.Write(source.WrittenSpan[start..end]),
            content =>
            {
                if (content is null)
                    output.Write(Null);
                else
                    content.WriteTo(source, output);
            });
    }

    /// <summary>The region's own bytes, and what stands in its holes (null for the word null), in the order of the response.</summary>
    private void Stitch(Action<int, int> onBytes, Action<ResponseRegion?> onHole)
    {
        var nulled = _scopes?.FindAll(scope => scope.IsNulled);
        nulled?.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var position = Start;
        var scope = 0;
        foreach (var hole in _holes!)
        {
            PassNulled(hole.Position);
            if (hole.Position < position)
                continue;
            onBytes(position, hole.Position);
            position = hole.Position;
            onHole(hole.Content);
        }

        PassNulled(End);
        onBytes(position, End);

        void PassNulled(int limit)
        {
            for (; nulled is not null && scope < nulled.Count && nulled[scope].Start < limit; scope++)
            {
                if (nulled[scope].Start < position)
                    continue;
                onBytes(position, nulled[scope].Start);
                onHole(null);
                position = nulled[scope].End;
            }
        }
    }
}

/// <summary>
/// A nullable object or list around values that come later: if one of those fails where null is not allowed,
/// the whole of it becomes null (section 6.4.4).
/// </summary>
internal sealed class NullScope(NullScope? parent, int start)
{
    public int Start => start;

    public int End { get; set; }

    public bool IsNulled { get; set; }

    /// <summary>This or an outer scope is null: nothing inside is wanted any more.</summary>
    public bool IsGone
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.Outer)
                if (scope.IsNulled)
                    return true;
            return false;
        }
    }

    private NullScope? Outer => parent;
}
