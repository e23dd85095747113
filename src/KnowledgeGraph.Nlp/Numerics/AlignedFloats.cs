using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>Floats that do not move, beginning on a cache line. The garbage collector frees them with this object.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Line = 64;
    private readonly float[] _memory;

    public AlignedFloats(int length)
    {
        _memory = GC.AllocateArray<float>(length + Line / sizeof(float), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (float*)((address + Line - 1) & ~(nuint)(Line - 1));
        Length = length;
    }

    /// <summary>Valid as long as this object is reachable.</summary>
    public float* Pointer { get; }

    public int Length { get; }

    public Span<float> Span => new(Pointer, Length);
}
