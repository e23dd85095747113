using System.Buffers;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// A stretch of the response buffer that was written in one go, with holes where values came later. The response is the root region
/// with every hole replaced by its own region, and with every nulled scope replaced by <c>null</c>.
/// </summary>
internal sealed class ResponseRegion
{
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

    public void WriteTo(JsonBuffer source, IBufferWriter<byte> output)
    {
        if (_holes is null)
        {
            output.Write(source.WrittenSpan[Start..End]);
            return;
        }

        var nulled = _scopes?.FindAll(scope => scope.IsNulled);
        nulled?.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        Stitch(source, output, _holes, nulled ?? []);
    }

    private void Stitch(JsonBuffer source, IBufferWriter<byte> output, List<PendingField> holes, List<NullScope> nulled)
    {
        var position = Start;
        var scope = 0;
        foreach (var hole in holes)
        {
            WriteNulledBefore(hole.Position, ref position, ref scope);
            if (hole.Position < position)
                continue;
            output.Write(source.WrittenSpan[position..hole.Position]);
            position = hole.Position;
            if (hole.Content is { } content)
                content.WriteTo(source, output);
            else
                output.Write("null"u8);
        }

        WriteNulledBefore(End, ref position, ref scope);
        output.Write(source.WrittenSpan[position..End]);

        void WriteNulledBefore(int limit, ref int position, ref int scope)
        {
            for (; scope < nulled.Count && nulled[scope].Start < limit; scope++)
            {
                if (nulled[scope].Start < position)
                    continue;
                output.Write(source.WrittenSpan[position..nulled[scope].Start]);
                output.Write("null"u8);
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
